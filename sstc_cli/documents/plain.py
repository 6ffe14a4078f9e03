"""Word documents from Markdown that no template made, for example a survey form."""

from sstc_cli.documents.templates import templates_of
from sstc_cli.model import Series
from sstc_cli.render import FORMATS, Document
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import revised_text
from sstc_cli.workspace import Workspace


def write_word(workspace: Workspace, series: Series, text: str, language: str) -> bytes:
    """Return a text in Markdown as the bytes of a Word document."""
    document = Document(text, language, direction_of(language), revised_text(series))
    return FORMATS["docx"](document, templates_of(workspace, language))
