"""Documents from views and templates to files: one path for every command that renders."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sstc_cli.cli.console.completion import complete_language
from sstc_cli.cli.console.opening import open_written, refuse_without_screen
from sstc_cli.cli.console.options import flag, read_language
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from rich.console import Console

    from sstc_cli.documents import Make
    from sstc_cli.model import Series
    from sstc_cli.workspace import Workspace


class DocumentFormat(StrEnum):
    """What a document is opened in: an editor, an e-mail, a browser, Word."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


Paper = Literal["a4", "letter"]
Formats = Annotated[
    list[DocumentFormat] | None,
    typer.Option("--format", help="Kind of file; repeatable.  [default: md]", show_default=False),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language, as in `en`, or several in one file, as in `en+zh`; repeatable; the series' "
        "first by default.",
        show_default=False,
        autocompletion=complete_language,
    ),
]
Papers = Annotated[
    Paper | None,
    typer.Option("--paper", help="For Word and PDF; the series' `paper` by default."),
]
Strict = Annotated[
    bool, flag("--strict", text="Write nothing where a text or a label lacks a language.")
]
Preview = Annotated[
    bool, flag("--preview", text="Show the documents on the terminal; write nothing.")
]
Open = Annotated[
    bool, flag("--open", text="Open the file, or the folder of several, when it is written.")
]


@dataclass(frozen=True)
class RenderOptions:
    """What the user asked for: formats, languages, where to write, and what to do besides."""

    formats: Sequence[DocumentFormat] | None
    languages: Sequence[str] | None
    output: str | None
    strict: bool = False
    preview: bool = False
    open: bool = False
    paper: Paper | None = None

    def check(self) -> None:
        """Refuse what does not go together, and what cannot be done here."""
        if self.preview and (self.formats or self.output or self.open):
            message = "it shows Markdown and writes nothing: leave `--format`, `-o`, `--open` out"
            raise typer.BadParameter(message, param_hint="--preview")
        named = _suffix(self.output)
        if named and self.formats and named not in self.formats:
            message = f"`{self.output}` is the name of a {named} file, but `--format` is another"
            raise typer.BadParameter(message, param_hint="--output")
        if self.open and self.output == "-":
            raise typer.BadParameter("stdout cannot be opened: name a file", param_hint="--open")
        if self.open:
            refuse_without_screen()


def named_or_all(numbers: list[int] | None, every: bool, command: str) -> None:
    """Refuse neither and both: webinars are named, or all are meant."""
    if bool(numbers) == every:
        hint = f"`sstc {command} 7` writes those of one webinar, `--all` those of the whole series"
        message = "either name webinars or give `--all`"
        raise SstcError(message, hint, ExitCode.USAGE)


def compose(
    session: Session,
    workspace: Workspace,
    series: Series,
    makes: Mapping[str, Make],
    wanted: RenderOptions,
) -> Mapping[str, Mapping[str, Callable[[], bytes]]]:
    """Return what makes the bytes of each file, by document and name, and say what they lack."""
    from sstc_cli.documents import Request
    from sstc_cli.documents import compose as composed

    wanted.check()
    formats = wanted.formats or [_suffix(wanted.output) or DocumentFormat.MD]
    languages = read_languages(wanted.languages, series)
    found = composed(workspace, series, makes, Request(formats, languages, wanted.paper))
    say_unshown(session, found.unshown)
    _say_lacking(session, found.lacking, strict=wanted.strict)
    return found.files


def say_unshown(session: Session, unshown: Sequence[tuple[str, str]]) -> None:
    """Say what of the letterhead HTML and PDF cannot show, or not to everybody."""
    for what, hint in unshown:
        session.say(f"warning: templates/letterhead.docx has {what}\nhelp: {hint}")


def _say_lacking(session: Session, lacking: Sequence[tuple[str, str]], *, strict: bool) -> None:
    """Say once which texts and labels lack a language; with `strict` that stops the command."""
    if strict and lacking:
        messages, hints = zip(*lacking, strict=True)
        raise SstcError("; ".join(messages), hints[0], ExitCode.DATA)
    for message, hint in lacking:
        session.say(f"warning: {message}\nhelp: {hint}")


def write(
    session: Session, makers: Mapping[str, Callable[[], bytes]], folder: Path, wanted: RenderOptions
) -> None:
    """Deliver files or show them, and open them where that is wanted."""
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.documents import LazyFiles

    files = LazyFiles(makers)
    if wanted.preview:
        show(session.out, files.values())
        return
    paths = deliver(session, files, folder, wanted.output)
    if wanted.open:
        open_written(paths)
    if len(paths) == 1 and sys.stdout.isatty() and sys.stderr.isatty() and not session.quiet:
        show(session.err, (files[name] for name in files if name.endswith(".md")))


def show(console: Console, documents: Iterable[bytes]) -> None:
    """Markdown documents on a terminal."""
    from sstc_cli.cli.console.preview import Preview as Shown

    for data in documents:
        console.print(Shown(data.decode()))


def read_languages(asked: Sequence[str] | None, series: Series) -> list[tuple[str, ...]]:
    """The languages of each file: `en+zh` is both, one after the other."""
    found = []
    for each in asked or [series.languages[0]]:
        codes = tuple(read_language(code, series.languages) for code in each.split("+"))
        if len(set(codes)) < len(codes):
            message = f"`{each}` has a language twice"
            raise typer.BadParameter(message, param_hint="--language")
        found.append(codes)
    return list(dict.fromkeys(found))


def _suffix(output: str | None) -> DocumentFormat | None:
    """The format that the name of the output says, as in `-o agenda.docx`."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    return DocumentFormat(suffix) if suffix in tuple(DocumentFormat) else None
