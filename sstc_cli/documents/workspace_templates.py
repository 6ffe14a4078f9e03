"""A workspace's templates on the stationery of its series, also for words without a template."""

from functools import partial
from typing import TYPE_CHECKING

from sstc_cli.choices import Paper
from sstc_cli.documents.translations import labels_of
from sstc_cli.model import Series
from sstc_cli.model.languages import language_name
from sstc_cli.render import FORMATS, Look, Stationery, Templates, read_letterhead
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import revised_text
from sstc_cli.workspace import Photos, Workspace, shipped_root

if TYPE_CHECKING:
    from sstc_cli.render.stationery import Letterhead


def stationery(
    workspace: Workspace,
    series: Series,
    language: str,
    paper: Paper | None = None,
    letterhead: "Letterhead | None" = None,
) -> Stationery:
    """Return the stationery in a language, on the given paper or on that of the series."""
    names = [(office.name.pick(language), office.short) for office in series.organisers]
    return Stationery(
        paper=paper or series.paper,
        series=(series.short_title or series.title).pick(language),
        organisers=" · ".join(short.pick(language) if short else name for name, short in names),
        author="; ".join(name for name, _ in names),
        letterhead=letterhead,
        own_look=own_look(series),
        photos=Photos(workspace.root, series),
    )


def own_look(series: Series) -> Look:
    """Return the look that the data file has for documents, as far as it has one."""
    if series.look is None:
        return Look()
    font, accent = series.look.font, series.look.accent
    color = accent[1:].lower() or Look().accent
    return Look(font, color, is_required=bool(font))


def letterhead_of(workspace: Workspace, series: Series) -> "Letterhead | None":
    file = workspace.templates / "letterhead.docx"
    return read_letterhead(file, own_look(series)) if file.exists() else None


def templates_of(
    workspace: Workspace, language: str, stationery: Stationery | None = None
) -> Templates:
    """Return the workspace's templates before the shipped ones, with the labels of both."""
    shipped = shipped_root() / "templates"
    labels = labels_of(workspace, language)
    names = partial(language_name, language=language)
    return Templates(workspace.templates, shipped, labels, names, stationery or Stationery())


def write_plain(
    workspace: Workspace, series: Series, text: str, language: str, kind: str = "docx"
) -> bytes:
    """Return a text in Markdown as the bytes of a document."""
    templates = templates_of(workspace, language)
    document = templates.plain(text, language, direction_of(language), revised_text(series))
    return FORMATS[kind](document, templates)
