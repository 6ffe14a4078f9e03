"""Options, checks and output that all commands for documents share."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sstc_cli import documents
from sstc_cli.choices import DocumentFormat, PageFormat, Paper
from sstc_cli.cli.console.deliver import deliver, warn_of_earlier_files
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import complete_language, read_language
from sstc_cli.cli.console.session import Session
from sstc_cli.documents import Composed, LazyFiles, Make
from sstc_cli.documents.outdated_files import earlier_files
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.model import Series
from sstc_cli.views.documents import folder_of
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.git import find_program, program_folders

_HINT = "leave `--open` out, and open the files on a computer with a display"
_SCREEN = 40  # lines of Markdown that a terminal shows without being asked
# with private links, and telephone numbers
_NAMED = (
    *("run-of-show/", "speaker-", "organiser-"),
    *("confirmation/", "reminder/", "join-link-change/"),
)


def refuse_without_screen(root: Path) -> None:
    """Refuse before any work if no file can be opened here; `root` is the workspace."""
    if sys.platform == "win32":
        return
    program, _ = _opener(root)
    if program.name == "xdg-open" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise SstcError("cannot open files here: no display was found", _HINT)


def open_written(paths: Sequence[Path], root: Path) -> None:
    """Open a single file, or the folder of several."""
    absolute = [str(path.resolve()) for path in paths]
    target = absolute[0] if len(absolute) == 1 else os.path.commonpath(absolute)
    if sys.platform == "win32":
        try:
            os.startfile(target)  # noqa: S606 a file that we have written
        except OSError as error:  # for example, if no program is set for such files
            hint = "open it yourself: the file was written"
            if target.endswith(".md"):  # for which Windows has no program
                hint = "the file was written: open it in an editor, or add `--format docx`"
            raise SstcError(f"cannot open {target}: {explained(error)}", hint) from error
        return
    nowhere = subprocess.DEVNULL
    program, path = _opener(root)
    subprocess.Popen(  # noqa: S603 the path is absolute, so it cannot look like an option
        [program, target],
        env={**os.environ, "PATH": path},
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        start_new_session=True,
    )


def _opener(root: Path) -> tuple[Path, str]:
    """Return the program that opens files, and the `PATH` on which it was found."""
    folders = program_folders(os.environ.get("PATH", os.defpath), root)
    name = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        return find_program(name, folders), os.pathsep.join(folders)
    except FileNotFoundError as error:
        raise SstcError(f"cannot open files here: `{name}` is not installed", _HINT) from error


Formats = Annotated[
    list[DocumentFormat] | None,
    typer.Option(
        "--format",
        help="Kind of file. Repeatable. [default: the series' `documents`, or md; txt for "
        "announcements, pdf and png for posters, pptx for slides]",
        show_default=False,
    ),
]
PageFormats = Annotated[
    list[PageFormat] | None,
    typer.Option(
        "--format",
        help="Kind of file. Repeatable. [default: the series' `documents`, or md]",
        show_default=False,
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language: `en`, or both in one file: `en+zh`. Repeatable. "
        "[default: the series' `documents`, or its first]",
        show_default=False,
        autocompletion=complete_language,
    ),
]
Papers = Annotated[
    Paper | None,
    typer.Option(
        "--paper",
        help="Paper size of Word and PDF; turned for wide tables. [default: the series' `paper`]",
        show_default=False,
    ),
]
Complete = Annotated[
    bool, flag("--complete", "--strict", text="Write nothing if a translation is missing.")
]
Preview = Annotated[
    bool, flag("--preview", text="Show the documents on the terminal. Write nothing.")
]
Open = Annotated[
    bool, flag("--open", text="Open the written file, or the folder of several files.")
]


class RenderOptions(NamedTuple):
    """The options that all commands for documents have."""

    formats: Sequence[str] | None
    languages: Sequence[str] | None
    output: str | None
    strict: bool = False
    preview: bool = False
    open: bool = False
    paper: Paper | None = None
    where_possible: bool = False
    notice: str = ""

    def check(self, root: Path) -> None:
        """Refuse options that do not go together, and `--open` without a display."""
        if self.preview and (self.formats or self.output or self.open):
            message = "it writes nothing: leave out `--format`, `-o` and `--open`"
            raise typer.BadParameter(message, param_hint="--preview")
        suffix = _suffix(self.output)
        if suffix and self.formats and suffix not in self.formats:
            message = f"`{self.output}` does not match `--format {self.formats[0]}`"
            raise typer.BadParameter(message, param_hint="--output")
        if self.open and self.output == "-":
            raise typer.BadParameter("stdout cannot be opened: name a file", param_hint="--open")
        if self.open:
            refuse_without_screen(root)


def require_numbers_or_all(numbers: list[int] | None, every: bool, command: str) -> None:
    """Refuse a command with neither or both of numbers and `--all`."""
    if bool(numbers) == every:
        hint = f"run `sstc {command} 7` for webinar 7, or `sstc {command} --all` for all webinars"
        message = "`--all` already has all webinars" if numbers else "no webinar named"
        raise SstcError(message, hint, ExitCode.USAGE)


def compose(
    session: Session,
    workspace: Workspace,
    series: Series,
    makes: Mapping[str, Make],
    options: RenderOptions,
) -> Composed:
    """Return the makers of files, after reporting what the letterhead lacks."""
    options.check(workspace.root)
    suffix = DocumentFormat.MD if options.preview else _suffix(options.output)
    formats = options.formats or ([suffix] if suffix else [])
    is_single = suffix or options.output == "-"
    usual = series.languages[:1] if is_single else series.document_languages
    languages = read_languages(options.languages or usual, series)
    request = documents.Request(
        formats, languages, options.paper, options.where_possible, options.notice,
        () if is_single else series.documents.formats,
    )  # fmt: skip
    composed = documents.compose(workspace, series, makes, request)
    report_letterhead_notes(session, composed.letterhead_notes)
    return composed


def with_their_libraries(session: Session, names: Sequence[str]) -> list[str]:
    """Return the documents that can be written here; report those whose library is missing."""
    missing = {name: documents.missing_library(name) for name in names}
    for name, library in missing.items():
        if library:
            session.say(
                f"warning: left out `{name}`, which needs the library `{library}`\n"
                f"help: run `sstc documents render {name}` to see how to install it"
            )
    return [name for name, library in missing.items() if library is None]


def report_letterhead_notes(session: Session, notes: Sequence[tuple[str, str]]) -> None:
    """Report the parts of the letterhead that HTML and PDF cannot show, or not to everybody."""
    for what, hint in notes:
        session.say(f"warning: templates/letterhead.docx has {what}\nhelp: {hint}")


def _report_missing_translations(
    session: Session, missing: Sequence[tuple[str, str]], *, strict: bool
) -> None:
    """Report texts and labels without translation once; with `strict`, stop because of them."""
    if strict and missing:
        messages, hints = zip(*missing, strict=True)
        raise SstcError("; ".join(messages), hints[0], ExitCode.DATA)
    for message, hint in missing:
        session.say(f"warning: {message}\nhelp: {hint}")


def write(
    session: Session,
    makers: Mapping[str, Callable[[], bytes]],
    folder: Path,
    options: RenderOptions,
    composed: Composed,
    *,
    private: bool = False,
) -> None:
    """Write the files, or with `--preview` show them, and with `--open` open them.

    Only the user can read files with private links or telephone numbers, or all if `private`.

    What they lack is known and reported once all are made, before any of them is in its place.
    """

    def report() -> None:
        _report_missing_translations(
            session, composed.missing_translations(), strict=options.strict
        )

    files = LazyFiles(makers)
    if options.preview:
        shown = list(files.values())
        report()
        _show(session, shown)
        return
    has_secrets = _has_secrets(composed.series)
    secret = {name for name in files if private or (has_secrets and name.startswith(_NAMED))}
    paths = deliver(
        session, files, folder, options.output, private=secret, once_ready=report, guarded=True
    )
    if options.open:
        open_written(paths, session.root)
    if len(paths) == 1 and sys.stdout.isatty() and sys.stderr.isatty() and not session.quiet:
        texts = [files[name] for name in files if name.endswith(".md")]
        if any(text.count(b"\n") > _SCREEN for text in texts):
            session.say("to read it here: add `--preview`")
        else:
            _show(session, texts, beside=True)


def _has_secrets(series: Series) -> bool:
    """Return whether named people get private links or telephone numbers."""
    links = (webinar.join and not webinar.join.public for webinar in series.webinars)
    phones = (*(who.phone for who in series.people), *(who.phone for who in series.organisers))
    return any(links) or any(phones)


def report_earlier_files(
    session: Session,
    workspace: Workspace,
    series: Series,
    options: RenderOptions,
    documents: Sequence[str],
) -> None:
    """Report files of these documents that were written from an earlier plan."""
    folders = {folder_of(name) for name in documents}
    elsewhere = options.output or options.preview
    earlier = [] if elsewhere else earlier_files(series, workspace.out)
    warn_of_earlier_files(session, [file for file in earlier if file.parent.name in folders])


def _show(session: Session, documents: Iterable[bytes], *, beside: bool = False) -> None:
    """Show Markdown on the terminal, or `beside` a path that a program reads, on stderr."""
    from sstc_cli.cli.console.preview import MarkdownPreview  # noqa: PLC0415 slow to load

    for data in documents:
        (session.err if beside else session.out).print(MarkdownPreview(data.decode()))


def read_languages(texts: Sequence[str], series: Series) -> list[tuple[str, ...]]:
    """Return the languages of each file; `en+zh` are two, one after the other."""
    languages = []
    for text in texts:
        codes = tuple(read_language(code, series.languages) for code in text.split("+"))
        if len(set(codes)) < len(codes):
            message = f"`{text}` has a language twice"
            raise typer.BadParameter(message, param_hint="--language")
        languages.append(codes)
    return list(dict.fromkeys(languages))


def _suffix(output: str | None) -> DocumentFormat | None:
    """Return the format for the suffix of the output, for example of `-o agenda.docx`."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    return DocumentFormat(suffix) if suffix in tuple(DocumentFormat) else None
