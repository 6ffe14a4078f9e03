"""Documents from views and templates to files: one path for every command that renders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.options import read_language
from sstc_cli.cli.session import Session
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series, Webinar
    from sstc_cli.render import Templates
    from sstc_cli.views.documents import Made
    from sstc_cli.workspace import Workspace


class Format(StrEnum):
    """What a document is opened in: an editor, an e-mail, a browser, Word."""

    MD = "md"
    TXT = "txt"
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


@dataclass(frozen=True)
class Wanted:
    """What the user asked for: formats, languages, and where to write."""

    formats: Sequence[Format] | None
    languages: Sequence[str] | None
    output: str | None


def named_or_all(numbers: list[int] | None, every: bool, command: str) -> None:
    """Refuse neither and both: webinars are named, or all are meant."""
    if bool(numbers) == every:
        hint = f"`sstc {command} 7` writes those of one webinar, `--all` those of the whole series"
        message = "either name webinars or give `--all`"
        raise SstcError(message, hint, ExitCode.USAGE)


def rendered(
    workspace: Workspace,
    series: Series,
    document: str,
    make: Callable[[str], Made],
    wanted: Wanted,
) -> dict[str, bytes]:
    """The bytes of each file, by name; `make` gives the views of the document in a language."""
    from sstc_cli.render import FORMATS

    formats = wanted.formats or [_suffix(wanted.output) or Format.MD]
    asked = wanted.languages or [series.languages[0]]
    files = {}
    for language in [read_language(each, series.languages) for each in asked]:
        templates = templates_of(workspace, language)
        for stem, view in make(language):
            filled = templates.document(document, view)
            for each in formats:
                files[f"{stem}.{language}.{each}"] = FORMATS[each](filled, templates)
    return files


def write(session: Session, files: dict[str, bytes], folder: Path, output: str | None) -> None:
    """Deliver files, and show the one Markdown document on a terminal."""
    from sstc_cli.cli.files import deliver

    deliver(session, files, folder, output)
    if output != "-":
        _preview(session, files)


def templates_of(workspace: Workspace, language: str) -> Templates:
    """The workspace's templates before the shipped ones, with the labels of both."""
    from sstc_cli.render import Templates
    from sstc_cli.views.dates import language_text
    from sstc_cli.views.labels import read_labels
    from sstc_cli.workspace import shipped_root

    shipped = shipped_root() / "templates"
    labels = read_labels([shipped, workspace.templates], language)
    return Templates(
        workspace.templates, shipped, labels, lambda code: language_text(code, language)
    )


def made(name: str, series: Series, webinars: Iterable[Webinar]) -> Callable[[str], Made]:
    """What makes the views of a document of the registry."""
    from sstc_cli.views.documents import VIEWS

    chosen = list(webinars)
    return lambda language: VIEWS[name].make(series, chosen, language)


def _suffix(output: str | None) -> Format | None:
    """The format that the name of the output says, as in `-o agenda.docx`."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    return Format(suffix) if suffix in tuple(Format) else None


def _preview(session: Session, files: dict[str, bytes]) -> None:
    if session.quiet or len(files) > 1 or not session.out.is_terminal:
        return
    for name, data in files.items():
        if name.endswith(".md") and session.err.is_terminal:
            from sstc_cli.cli.preview import Preview

            session.err.print(Preview(data.decode()))
