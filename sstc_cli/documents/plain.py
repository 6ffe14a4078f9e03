"""Documents from Markdown that no template made, for example a survey form."""

from sstc_cli.documents.templates import templates_of
from sstc_cli.model import Series
from sstc_cli.render import FORMATS
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import revised_text
from sstc_cli.workspace import Workspace


def write_plain(
    workspace: Workspace, series: Series, text: str, language: str, kind: str = "docx"
) -> bytes:
    """Return a text in Markdown as the bytes of a document."""
    templates = templates_of(workspace, language)
    document = templates.plain(text, language, direction_of(language), revised_text(series))
    return FORMATS[kind](document, templates)
