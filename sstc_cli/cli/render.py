"""Documents from views and templates to files: one path for every command that renders."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.completion import complete_language
from sstc_cli.cli.languages import read_languages, tell_lacking
from sstc_cli.cli.opening import open_written, refuse_without_screen
from sstc_cli.cli.options import flag
from sstc_cli.cli.paper import Paper, letterhead_of, stationery, tell_unshown
from sstc_cli.cli.session import Session
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from rich.console import Console

    from sstc_cli.model import Series, Webinar
    from sstc_cli.render import Document, Stationery, Templates
    from sstc_cli.views.documents import AnyView, Made
    from sstc_cli.workspace import Workspace


class Format(StrEnum):
    """What a document is opened in: an editor, an e-mail, a browser, Word."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


_BEYOND_WORD = {Format.HTML, Format.PDF}
_ON_LETTERHEAD = {Format.DOCX, *_BEYOND_WORD}
Formats = Annotated[
    list[Format] | None,
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
class Wanted:
    """What the user asked for: formats, languages, where to write, and what to do besides."""

    formats: Sequence[Format] | None
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


def rendered(
    session: Session,
    workspace: Workspace,
    series: Series,
    makes: Mapping[str, Callable[[str], Made]],
    wanted: Wanted,
) -> dict[str, dict[str, Callable[[], bytes]]]:
    """What makes the bytes of each file, by document and name; all templates are filled by now.

    `makes` has for each document what gives its views in a language.
    """
    from sstc_cli.render import FORMATS

    wanted.check()
    formats = wanted.formats or [_suffix(wanted.output) or Format.MD]
    drafts = list(_drafts(series, makes, wanted))
    letterhead = letterhead_of(workspace) if set(formats) & _ON_LETTERHEAD else None
    pages = partial(stationery, series, paper=wanted.paper, letterhead=letterhead)
    templates = {
        code: templates_of(workspace, code, pages(code))
        for code in dict.fromkeys(code for each in drafts for code in each.views)
    }
    files: dict[str, dict[str, Callable[[], bytes]]] = {name: {} for name in makes}
    filled: list[Document] = []
    for each in drafts:
        document, first = each.filled(templates), templates[next(iter(each.views))]
        for kind in formats:
            files[each.document][f"{each.stem}.{kind}"] = partial(FORMATS[kind], document, first)
        filled += document.parts
    if set(formats) & _BEYOND_WORD:
        tell_unshown(session, letterhead)
    tell_lacking(session, series, filled, strict=wanted.strict)
    return files


@dataclass(frozen=True)
class _Draft:
    """A document to be written: its view in each of its languages."""

    document: str
    stem: str
    views: Mapping[str, AnyView]

    def filled(self, templates: Mapping[str, Templates]) -> Document:
        """The document in its first language, and behind it in the others."""
        parts = [templates[code].document(self.document, self.views[code]) for code in self.views]
        return replace(parts[0], also=tuple(parts[1:]))


def _drafts(
    series: Series, makes: Mapping[str, Callable[[str], Made]], wanted: Wanted
) -> Iterator[_Draft]:
    """One a file; where a language has nothing to say to somebody, the file does without it."""
    for languages in read_languages(wanted.languages, series):
        for document, make in makes.items():
            parts = {code: dict(make(code)) for code in languages}
            for stem in dict.fromkeys(stem for views in parts.values() for stem in views):
                views = {code: parts[code][stem] for code in languages if stem in parts[code]}
                yield _Draft(document, f"{stem}.{'+'.join(languages)}", views)


class _WhenRead(Mapping[str, bytes]):
    """Files that are made when they are read, so that a thousand need not be held in memory."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = makers

    def __getitem__(self, name: str) -> bytes:
        return self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def write(
    session: Session, makers: Mapping[str, Callable[[], bytes]], folder: Path, wanted: Wanted
) -> None:
    """Deliver files or show them, and open them where that is wanted."""
    from sstc_cli.cli.files import deliver

    files = _WhenRead(makers)
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
    from sstc_cli.cli.preview import Preview as Shown

    for data in documents:
        console.print(Shown(data.decode()))


def templates_of(
    workspace: Workspace, language: str, stationery: Stationery | None = None
) -> Templates:
    """The workspace's templates before the shipped ones, with the labels of both."""
    from sstc_cli.model.languages import language_name
    from sstc_cli.render import Stationery, Templates
    from sstc_cli.views.labels import read_labels
    from sstc_cli.workspace import shipped_root

    shipped = shipped_root() / "templates"
    labels = read_labels([shipped, workspace.templates], language)
    return Templates(
        workspace.templates,
        shipped,
        labels,
        lambda code: language_name(code, language),
        stationery or Stationery(),
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
