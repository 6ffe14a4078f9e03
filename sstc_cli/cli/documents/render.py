"""`sstc agenda|invitations|documents render`: one command behind three names.

`sstc documents list` names what it can write.
"""

from collections.abc import Callable, Sequence
from typing import Annotated, cast

import typer

from sstc_cli.choices import PageFormat
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import (
    Numbers,
    Output,
    Replace,
    read_number,
)
from sstc_cli.cli.console.render import (
    Complete,
    Formats,
    Languages,
    Open,
    PageFormats,
    Papers,
    Preview,
    RenderOptions,
    compose,
    report_earlier_files,
    require_numbers_or_all,
    with_their_libraries,
    write,
)
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.documents import Composed, make_views
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Webinar
from sstc_cli.views.documents import VIEWS, early_letters, folder_of
from sstc_cli.views.letters import dated
from sstc_cli.workspace import Workspace

_WHY = {
    "speaker-confirmation": (
        "some speakers have not confirmed: webinar {numbers}",
        "add `confirmed: true` to the talk once the speaker agrees",
    ),
    "speaker-thanks": ("not over yet: webinar {numbers}", "thank the speakers after the webinar"),
}

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME|N",
        help="Names of documents, then numbers of webinars. [default: all webinars]",
        show_default=False,
    ),
]
Audiences = Annotated[
    list[str] | None,
    typer.Option(
        "--audience",
        metavar="ID",
        help="Audience, for example `ministries`. Repeatable. [default: all]",
        show_default=False,
    ),
]


def agenda(
    context: typer.Context,
    numbers: Numbers = None,
    every: Annotated[bool, flag("--all", text="Write the agendas of all webinars.")] = False,
    format: PageFormats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
) -> None:
    """Write agendas of webinars: local times, run of show, speakers.

    The files go to `out/agenda/`. Templates in the folder `templates/` of the workspace replace
    the shipped ones.

    Example: `sstc agenda render 7 --format docx --format html`
    """
    require_numbers_or_all(numbers, every, "agenda render")
    session = session_of(context, replaces=replace)
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    _render(session, ["agenda"], numbers, None, options, has_own_folder=True)


def invitations(
    context: typer.Context,
    numbers: Numbers = None,
    every: Annotated[bool, flag("--all", text="Write the invitations to all webinars.")] = False,
    audience: Audiences = None,
    format: PageFormats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
) -> None:
    """Write invitations for each audience, with local times.

    The files go to `out/invitations/`.

    Example: `sstc invitations render 7 --audience ministries --format html`
    """
    require_numbers_or_all(numbers, every, "invitations render")
    session = session_of(context, replaces=replace)
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    _render(session, ["invitation"], numbers, audience, options, has_own_folder=True)


def documents(
    context: typer.Context,
    words: Words = None,
    every: Annotated[bool, flag("--all", text="Write all documents.")] = False,
    audience: Audiences = None,
    format: Formats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
) -> None:
    """Write documents of the series or of some webinars into `out/`.

    `--all` leaves out formats that a document lacks, letters that would come too early, and
    messages to participants. `notice` is `sstc notices render`.

    Example: `sstc documents render concept-note programme --format docx`
    """
    if words == ["notice"] and not (every or audience):
        from sstc_cli.cli.documents.notices import notices  # noqa: PLC0415 it loads releases

        pages = cast("list[PageFormat] | None", format)  # it refuses others in its own words
        notices(context, None, pages, language, paper, output, replace, strict, preview, open)
        return
    names, numbers = _read(words or [], every)
    session = session_of(context, replaces=replace)
    if every and not (format or preview or output):
        names = with_their_libraries(session, names)
    options = RenderOptions(format, language, output, strict, preview, open, paper, every)
    _render(session, names, numbers, audience, options)


def _render(
    session: Session,
    names: Sequence[str],
    numbers: list[int] | None,
    audience: list[str] | None,
    options: RenderOptions,
    *,
    has_own_folder: bool = False,
) -> None:
    """Write documents of some webinars; a single one `has_own_folder`, and may have no file."""
    workspace, series = session.opened()
    webinars, only = chosen_webinars(series, numbers), _read_audiences(audience, series, names)
    early = {name: dict(early_letters(name, series, webinars, workspace.today)) for name in names}
    if not options.where_possible:
        early = _warn_of_early_letters(session, early)
    makes = {
        name: dated(make_views(name, series, webinars, only, early[name]), session.today)
        for name in names
    }
    composed = compose(session, workspace, series, makes, options)
    _warn_of_private_values(session, workspace, series, webinars)
    if has_own_folder:
        folder = workspace.out / folder_of(names[0])
        write(session, composed.files[names[0]], folder, options, composed)
    elif any(composed.files.values()):
        write(session, _in_folders(composed, options.output), workspace.out, options, composed)
    else:
        raise _nothing_to_write(only)
    report_earlier_files(session, workspace, series, options, names)


def _in_folders(composed: Composed, output: str | None) -> dict[str, Callable[[], bytes]]:
    """Return the makers of all files by their paths in `out/`."""
    return {
        f"{folder_of(name)}/{_file_name(file, name, output)}": make
        for name, makers in composed.files.items()
        for file, make in makers.items()
    }


def _nothing_to_write(audiences: list[str]) -> SstcError:
    """Return why there is no document: no speaker yet, or no webinar for these audiences."""
    why, hint = "no talk has a speaker yet", "add a `speaker` to the talks"
    if audiences:
        why = f"no webinar is for {', '.join(f'`{name}`' for name in audiences)}"
        hint = "add the audience to `audiences` of a webinar"
    message = f"no document to write: {why}"
    return SstcError(message, f"{hint} in data/webinars.yaml", ExitCode.DATA)


def _read(words: list[str], every: bool) -> tuple[list[str], list[int]]:
    """Return the documents and the webinars that are named on the command line."""
    names = [word for word in words if not word[:1].isdigit()]
    for name in names:
        if name not in VIEWS:
            message = f"unknown document `{name}`: {did_you_mean(name, list(VIEWS))}"
            raise typer.BadParameter(message, param_hint="NAME")
        if command := VIEWS[name].command:
            message = f"`{name}` has its own command: use `sstc {command}`"
            raise typer.BadParameter(message, param_hint="NAME")
    if bool(names) == every:
        hint = "run `sstc documents list` to see their names"
        message = "`--all` already has all documents" if names else "no document named"
        raise SstcError(message, hint, ExitCode.USAGE)
    numbers = [read_number(word) for word in words if word not in names]
    return names or [name for name, kind in VIEWS.items() if kind.is_of_all], numbers


def _read_audiences(names: list[str] | None, series: Series, written: Sequence[str]) -> list[str]:
    """Return the audiences on the command line; refuse them if no document is for audiences."""
    if names and not any(VIEWS[name].per == "audience" for name in written):
        message = "none of these documents is written for audiences: name `invitation`"
        raise typer.BadParameter(message, param_hint="--audience")
    known = [audience.id for audience in series.audiences]
    for name in names or []:
        if name not in known:
            message = f"unknown audience `{name}`: {did_you_mean(name, known)}"
            raise typer.BadParameter(message, param_hint="--audience")
    return names or []


def _file_name(file: str, name: str, output: str | None) -> str:
    """Return the name of a file, unique also if all documents go to one folder of the user."""
    unique = output is None or file.startswith(f"{name}.") or f".{name}." in file
    return file if unique else f"{name}.{file}"


def _warn_of_private_values(
    session: Session, workspace: Workspace, series: Series, webinars: Sequence[Webinar]
) -> None:
    """Repeat what is private in the public texts of the series and of these webinars."""
    ids = {webinar.id for webinar in webinars}
    others = {("webinars", at) for at, one in enumerate(series.webinars) if one.id not in ids}
    found = [problem for code in ("W315", "W601") for problem in workspace.of_code(code)]
    session.show([problem for problem in found if problem.path[:2] not in others], workspace)


def _warn_of_early_letters(
    session: Session, early: dict[str, dict[str, Webinar]]
) -> dict[str, dict[str, Webinar]]:
    """Warn of early letters that a person named; return that none of them is left out."""
    for name, letters in early.items():
        if letters:
            what, hint = _WHY[name]
            numbers = ", ".join(map(str, sorted({one.number for one in letters.values()})))
            session.say(f"warning: `{name}`: {what.format(numbers=numbers)}\nhelp: {hint}")
    return {name: {} for name in early}
