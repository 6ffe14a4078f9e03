"""`sstc agenda|invitations|notices|documents render`: one command behind four names.

`sstc documents list` names what it can write.
"""

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Annotated

import typer
from rich.table import Table

from sstc_cli.cli.console.files import listed
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import (
    Json,
    Numbers,
    Output,
    Replace,
    Today,
    complete_state,
    read_number,
)
from sstc_cli.cli.console.render import (
    Complete,
    Formats,
    Languages,
    Open,
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
from sstc_cli.cli.console.streams import write_results
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.documents import Composed, formats_of, make_views
from sstc_cli.documents.notices import notices as notices_since
from sstc_cli.documents.notices import only_past
from sstc_cli.documents.outdated_files import outdated_files
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Webinar
from sstc_cli.releases import same_names, state_of
from sstc_cli.views.documents import VIEWS, early_letters, folder_of
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.states import NamedState, find_state, last_state, state_before

_NO_RELEASE = "no release yet, so there is nothing to compare with: run `sstc release publish NAME`"
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
        help="Audience, for example `ministries`. Repeatable. [default: all audiences]",
        show_default=False,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RELEASE",
        help="Release to compare with. [default: the last release]",
        show_default=False,
        autocompletion=complete_state,
    ),
]


def list_(context: typer.Context, json: Json = False) -> None:
    """List the documents: names, what each is written for, and contents.

    Example: `sstc documents list`
    """
    session = session_of(context)
    if json:
        documents = [
            {"name": name, "per": kind.per, "what": kind.what, "formats": formats_of(name)}
            for name, kind in VIEWS.items()
        ]
        session.result(write_results(documents=documents))
        return
    grid = Table.grid(padding=(0, 2))
    for name, kind in VIEWS.items():
        grid.add_row(name, kind.per, kind.what)
    session.out.print(grid)


def agenda(
    context: typer.Context,
    numbers: Numbers = None,
    every: Annotated[bool, flag("--all", text="Write the agendas of all webinars.")] = False,
    format: Formats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write agendas of webinars: local times, run of show, speakers.

    The files go to `out/agenda/`. Templates in the folder `templates/` of the workspace replace
    the shipped ones.

    Example: `sstc agenda render 7 --format docx --format html`
    """
    require_numbers_or_all(numbers, every, "agenda render")
    session = session_of(context, replaces=replace)
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    _render(session, today, ["agenda"], numbers, None, options, has_own_folder=True)


def invitations(
    context: typer.Context,
    numbers: Numbers = None,
    every: Annotated[bool, flag("--all", text="Write the invitations to all webinars.")] = False,
    audience: Audiences = None,
    format: Formats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write invitations for each audience, with local times.

    The files go to `out/invitations/`.

    Example: `sstc invitations render 7 --audience ministries --format html`
    """
    require_numbers_or_all(numbers, every, "invitations render")
    session = session_of(context, replaces=replace)
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    _render(session, today, ["invitation"], numbers, audience, options, has_own_folder=True)


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
    today: Today = None,
) -> None:
    """Write documents of the series or of some webinars, each into a folder of `out/`.

    `--all` leaves out formats that a document lacks, letters that would come too early, and
    messages to participants. `notice` is `sstc notices render`.

    Example: `sstc documents render concept-note programme --format docx`
    """
    if words == ["notice"] and not (every or audience):
        settings = (format, language, paper, output, replace, strict, preview, open, today)
        notices(context, None, *settings)
        return
    names, numbers = _read(words or [], every)
    session = session_of(context, replaces=replace)
    if every and not (format or preview or output):
        names = with_their_libraries(session, names)
    options = RenderOptions(format, language, output, strict, preview, open, paper, every)
    _render(session, today, names, numbers, audience, options)


def _render(
    session: Session,
    today: date | None,
    names: Sequence[str],
    numbers: list[int] | None,
    audience: list[str] | None,
    options: RenderOptions,
    *,
    has_own_folder: bool = False,
) -> None:
    """Write documents of some webinars; a single one `has_own_folder`, and may have no file."""
    workspace, series = session.opened(today)
    webinars, only = chosen_webinars(series, numbers), _read_audiences(audience, series, names)
    early = {name: dict(early_letters(name, series, webinars, workspace.today)) for name in names}
    if not options.where_possible:
        early = _warn_of_early_letters(session, early)
    makes = {name: make_views(name, series, webinars, only, early[name]) for name in names}
    composed = compose(session, workspace, series, makes, options)
    if has_own_folder:
        folder = workspace.out / folder_of(names[0])
        write(session, composed.files[names[0]], folder, options, composed)
    elif any(composed.files.values()):
        write(session, _in_folders(composed, options.output), workspace.out, options, composed)
    else:
        raise _nothing_to_write(only)
    report_earlier_files(session, workspace, series, options, names)


def notices(
    context: typer.Context,
    since: Since = None,
    format: Formats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write a notice for each speaker, audience or organiser affected.

    It has the facts before and after, the local times, and what to do with the calendar entry.
    The files go to `out/notices/`.

    Example: `sstc notices render --format html`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened(today)
    release = find_state(session.root, since, os.environ) if since else last_state(session.root)
    if release is None:
        session.say(_NO_RELEASE)
        return
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    makes = {"notice": partial(notices_since, workspace, series, release)}
    composed = compose(session, workspace, series, makes, options)
    _say_same_names(session, release, series)
    folder = workspace.out / "notices"
    if files := composed.files["notice"]:
        write(session, files, folder, options, composed)
    else:
        _say_none(session, release, series, workspace.today)
    if not (options.output or options.preview):
        _warn_of_outdated(session, workspace, series, release, options)


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
        raise SstcError("either name documents or give `--all`", hint, ExitCode.USAGE)
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


def _warn_of_early_letters(
    session: Session, early: dict[str, dict[str, Webinar]]
) -> dict[str, dict[str, Webinar]]:
    """Warn of early letters that somebody named; return that none of them is left out."""
    for name, letters in early.items():
        if letters:
            what, hint = _WHY[name]
            numbers = ", ".join(map(str, sorted({one.number for one in letters.values()})))
            session.say(f"warning: `{name}`: {what.format(numbers=numbers)}\nhelp: {hint}")
    return {name: {} for name in early}


def _warn_of_outdated(
    session: Session,
    workspace: Workspace,
    series: Series,
    release: NamedState,
    options: RenderOptions,
) -> None:
    """Name the notices that are neither of the present changes nor of those just published."""
    states = filter(None, (release, state_before(session.root, release.name)))
    ways = [{"notice": partial(notices_since, workspace, series, state)} for state in states]
    folder = workspace.out / "notices"
    outdated = outdated_files(folder, workspace, series, ways, options.paper)
    if outdated:
        lines = "\n".join(f"  {line}" for line in listed(outdated))
        session.say(f"warning: do not send these notices, which are of earlier changes:\n{lines}")
        session.say("help: delete them, or write those of today's changes again with their options")


def _say_none(session: Session, release: NamedState, series: Series, today: date) -> None:
    """Report why no notice was written."""
    message = f"nothing has changed since `{release.name}`, so no notice was written"
    if only_past(series, release, today):
        message = (
            f"only webinars that are over have changed since `{release.name}`, so no "
            "notice was written; `--today` looks from another day"
        )
    session.say(message)


def _say_same_names(session: Session, release: NamedState, series: Series) -> None:
    """Name speakers who seem to have changed only their ids: two notices would be about them."""
    for old, new in same_names(release.state, state_of(series)):
        session.say(
            f"`{old.id}` and `{new.id}` have the same name: if they are one person, write "
            f"`id: {old.id}` again, and run this again"
        )
