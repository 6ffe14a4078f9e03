"""`sstc init`: a new workspace."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.files import write_new
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.init.next_series import with_files_after
from sstc_cli.cli.init.options import (
    Accept,
    After,
    AudienceZones,
    Columns,
    Email,
    Encoding,
    First,
    From,
    Minutes,
    Order,
    Organisers,
    Rows,
    SeriesLanguages,
    Sheets,
    Starts,
    Title,
    Webinars,
    Weekday,
    Year,
    Zone,
    read_options,
    refuse_unread,
)
from sstc_cli.cli.init.questions import Questions
from sstc_cli.cli.init.schedule import name_breaks, name_untranslated, readable, with_schedule
from sstc_cli.errors import SstcError
from sstc_cli.lock import remove_abandoned
from sstc_cli.model.ids import id_from
from sstc_cli.workspace import DATA, example_files
from sstc_cli.workspace.shipped import IGNORED
from sstc_cli.workspace.starter import started, starter_surveys, usual_series


def init(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="[DIR]", help="Workspace folder. [default: current folder]", show_default=False
        ),
    ] = Path(),
    example: Annotated[
        bool, flag("--example", text="Start from a complete example series.")
    ] = False,
    schedule: From = None,
    after: After = None,
    language: SeriesLanguages = None,
    title: Title = None,
    zone: Zone = None,
    audience_zone: AudienceZones = None,
    first: First = None,
    weekday: Weekday = None,
    starts: Starts = None,
    minutes: Minutes = None,
    webinars: Webinars = None,
    organiser: Organisers = None,
    email: Email = None,
    sheet: Sheets = None,
    column: Columns = None,
    accept_suggestions: Accept = False,
    rows: Rows = None,
    dates: Order = None,
    year: Year = None,
    encoding: Encoding = None,
) -> None:
    """Create a workspace that is ready to validate.

    At a terminal, it asks about the series; otherwise, options decide. All texts are in its
    languages. Existing files are never overwritten. With `--from`, the plan is made from a
    schedule, and what `sstc` did not understand is listed by cell. With `--after`, it is that of
    another workspace a year later: no answers, releases and links, and webinars to fill.

    Example: `sstc init my-series --language fr --language ar --zone Africa/Tunis --webinars 6`
    """
    refuse_unread(context.params)
    session = session_of(context)
    files = _files(session, folder, context.params)
    _write(session, folder, files)
    if not (example or after):
        series = readable(files[DATA.as_posix()].decode(), "the plan")
        name_untranslated(session, series)
        if not schedule:
            name_breaks(session, series)
    _say_what_is_next(session, folder, has_id=bool(example or after or _own_id(folder)))


def _files(session: Session, folder: Path, given: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the contents of the files of a new workspace; refuse a folder that is one already."""
    plan = DATA.as_posix()
    if (folder / plan).exists():
        remove_abandoned((folder / plan).parent)  # of an `init` that was killed at its very end
        hint = "name another folder: `sstc init DIR`"
        raise SstcError(f"{folder / plan} already exists, so nothing was written", hint)
    if given["example"]:
        return example_files()
    asked_on = session.day if sys.stdin.isatty() else None
    questions = Questions(given, asked_on)
    if given["after"]:
        return {
            **with_files_after(session, given["after"], folder, questions),
            ".gitignore": IGNORED,
        }
    identity = _own_id(folder) or usual_series().identity
    if given["schedule"]:
        options, encoding = read_options(given), given["encoding"]
        made = with_schedule(session, identity, given["schedule"], options, encoding)
    else:
        own = replace(questions.about(usual_series()), identity=identity)
        text = started(own)
        readable(text, "an option or answer")
        made = {**starter_surveys(own.languages), plan: text.encode()}
    return {**made, ".gitignore": IGNORED}


def _say_what_is_next(session: Session, folder: Path, *, has_id: bool) -> None:
    """Say what to do with a new workspace."""
    if not has_id:
        session.say(
            "note: an id needs Latin letters or digits, so the `id` of the series is `my-series`: "
            "choose your own before you publish"
        )
    change = "" if folder == Path() else f"cd {folder}, then "
    session.say(f"next: {change}open data/webinars.yaml, and run `sstc validate`")


def _own_id(folder: Path) -> str:
    """Return the id that a folder gives to its series, or an empty text."""
    return id_from(folder.resolve().name)


def _write(session: Session, folder: Path, files: dict[str, bytes]) -> None:
    """Write the files that are not there yet, the plan last: until then this is not a workspace.

    So a killed `init` can start again. The paths are printed after that: a reader that closes the
    pipe, such as `head`, must not leave half a workspace.
    """
    written: list[Path] = []
    try:
        written.extend(  # what was written before an error is printed as well
            folder / name
            for name in sorted(files, key=DATA.as_posix().__eq__)
            if write_new(folder / name, files[name], root=folder)
        )
    finally:
        for path in written:
            session.result(str(path))
