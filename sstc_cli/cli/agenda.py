"""`sstc agenda`: the detailed agenda of each webinar."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.group import new_group
from sstc_cli.cli.options import Numbers, Output, Today, flag, read_language
from sstc_cli.cli.session import Session, chosen, session_of
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series, Webinar
    from sstc_cli.render import Templates
    from sstc_cli.workspace import Workspace

app = new_group("agenda", "The detailed agenda, with its run of show.")


class Format(StrEnum):
    """What a document is opened in: an editor, a browser, Word."""

    MD = "md"
    HTML = "html"
    DOCX = "docx"


Formats = Annotated[
    list[Format] | None,
    typer.Option("--format", help="Kind of file; repeatable.  [default: md]", show_default=False),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language, as in `en`; repeatable; the series' first by default.",
        show_default=False,
    ),
]


@app.command()
def render(
    context: typer.Context,
    numbers: Numbers = None,
    every: Annotated[bool, flag("--all", text="Every webinar of the series.")] = False,
    format: Formats = None,
    language: Languages = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Write the agenda of webinars: time, local times, run of show, speakers.

    The files go to `out/agenda/`. Templates in the workspace's `templates/` win over the shipped
    ones.

    Example: `sstc agenda render 7 --format docx --format html`
    """
    from sstc_cli.cli.files import deliver

    if bool(numbers) == every:
        hint = "`sstc agenda render 7` writes one agenda, `--all` those of the whole series"
        message = "either name webinars or give `--all`"
        raise SstcError(message, hint, ExitCode.USAGE)
    session = session_of(context)
    workspace, series = session.opened(today)
    formats = format or [_suffix(output) or Format.MD]
    asked = language or [series.languages[0]]
    languages = [read_language(each, series.languages) for each in asked]
    files = _written(workspace, series, chosen(series, numbers), languages, formats)
    deliver(session, files, workspace.out / "agenda", output)
    if output != "-":
        _preview(session, files)


def _suffix(output: str | None) -> Format | None:
    """The format that the name of the output says, as in `-o agenda.docx`."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    return Format(suffix) if suffix in tuple(Format) else None


def _written(
    workspace: "Workspace",
    series: "Series",
    webinars: "list[Webinar]",
    languages: list[str],
    formats: list[Format],
) -> dict[str, bytes]:
    """The bytes of each agenda, by file name: `07-sustainable-logistics.en.md`."""
    from sstc_cli.render import FORMATS
    from sstc_cli.views.agenda import agenda_view

    files = {}
    for language in languages:
        templates = _templates(workspace, language)
        for webinar in webinars:
            document = templates.document("agenda", agenda_view(series, webinar, language))
            for each in formats:
                name = f"{webinar.number:02}-{webinar.id}.{language}.{each}"
                files[name] = FORMATS[each](document, templates)
    return files


def _templates(workspace: "Workspace", language: str) -> "Templates":
    """The workspace's templates before the shipped ones, with the labels of both."""
    from sstc_cli.render import Templates
    from sstc_cli.views.labels import read_labels
    from sstc_cli.workspace import shipped_root

    shipped = shipped_root() / "templates"
    labels = read_labels([shipped, workspace.templates], language)
    return Templates(workspace.templates, shipped, labels)


def _preview(session: Session, files: dict[str, bytes]) -> None:
    """Show the one Markdown document on a terminal."""
    if session.quiet or len(files) > 1 or not session.out.is_terminal:
        return
    for name, data in files.items():
        if name.endswith(".md") and session.err.is_terminal:
            from sstc_cli.cli.preview import Preview

            session.err.print(Preview(data.decode()))
