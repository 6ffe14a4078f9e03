"""`sstc schedule move`, `swap`, `cancel` and `set`: edit the data file in place."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated

import typer

from sstc_cli.cli.console.edit import (
    EditOptions,
    apply_edits,
    local_now,
    open_for_edit,
    require_series,
)
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.mailed import name_affected
from sstc_cli.cli.console.options import (
    Diff,
    DryRun,
    Json,
    Number,
    OptionalNumber,
    complete_path,
    read_clock,
    read_language,
    read_new_day,
    read_number,
)
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.diagnostics import Edit
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import LANGUAGE, Series, Status
from sstc_cli.workspace import DATA, Workspace, cancel, move, set_value, swap


def read_reason(texts: Sequence[str], languages: Sequence[str]) -> str | dict[str, str]:
    """Return the reason by language, or as one text if the series has one language."""
    words: dict[str, str] = {}
    for text in texts:
        code, sign, rest = text.partition("=")
        is_named = bool(sign) and LANGUAGE.fullmatch(code)
        language = read_language(code if is_named else None, tuple(languages), "--reason")
        if language in words:
            message = f"there are two reasons in `{language}`: give one for each language"
            raise typer.BadParameter(message, param_hint="--reason")
        words[language] = rest if is_named else text
    return words if len(languages) > 1 else words[languages[0]]


Force = Annotated[bool, flag("--force", text="Write even if the change causes new errors.")]
NewDay = Annotated[
    date | None,
    typer.Option(
        "--date", parser=read_new_day, metavar="DATE", help="New day.", show_default=False
    ),
]
NewTime = Annotated[
    time | None,
    typer.Option(
        "--time",
        parser=read_clock,
        metavar="HH:MM",
        help="New start, in the series' zone.",
        show_default=False,
    ),
]
Other = Annotated[
    int, typer.Argument(parser=read_number, metavar="OTHER", help="Number of the other webinar.")
]
From = Annotated[
    int | None,
    typer.Option(
        "--from",
        parser=read_number,
        metavar="N",
        help="Move this webinar and all later ones.",
        show_default=False,
    ),
]
Reason = Annotated[
    list[str],
    typer.Option(
        metavar="TEXT",
        help="Reason for participants: `TEXT`, or `zh=TEXT` in Chinese. Repeatable.",
    ),
]
Place = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help='Path, for example `"webinars[6].join_url"` or `window.ends`.',
        autocompletion=complete_path,
    ),
]
Value = Annotated[
    str | None, typer.Argument(metavar="VALUE", help="New value.", show_default=False)
]
Remove = Annotated[bool, flag("--remove", text="Delete the key instead.")]


def _apply(
    session: Session, before: Workspace, edits: Sequence[Edit], options: EditOptions
) -> None:
    """Write edits of webinars, and say who should hear of them."""
    after = apply_edits(session, before, edits, options)
    if after and not options.as_json:
        name_affected(session, before, after)


def _ahead(series: Series, start: int, now: datetime) -> list[int]:
    """Return the numbers of the planned webinars that are ahead, from one on; refuse none."""
    held = [
        one.number for one in series.webinars if one.status is Status.PLANNED and one.starts > now
    ]
    if found := [number for number in held if number >= start]:
        return found
    raise SstcError("no webinar is ahead", "name one by its number", ExitCode.USAGE)


def move_(
    context: typer.Context,
    number: OptionalNumber = None,
    every: Annotated[bool, flag("--all", text="Move all webinars that are ahead.")] = False,
    start: From = None,
    day: NewDay = None,
    clock: NewTime = None,
    dry_run: DryRun = False,
    force: Force = False,
    diff: Diff = False,
    as_json: Json = False,
) -> None:
    """Move a webinar to another day, another time or both.

    Its length stays the same. Its `revision` rises and `revised` is set to now, so that calendars
    accept the new time. A move that would cause new errors is refused.

    With `--all` or `--from`, each of the webinars that are planned and not over yet begins at
    another time of its day.

    Example: `sstc schedule move 7 --time 16:00`
    """
    if day is None and clock is None:
        hint = "add a new day, a new start, or both"
        raise SstcError("`--date` or `--time` is required", hint, ExitCode.USAGE)
    if (number is not None) + every + (start is not None) != 1:
        hint = "name one webinar, or give `--all` or `--from N`"
        raise SstcError("which webinars move is not clear", hint, ExitCode.USAGE)
    if number is None and day is not None:
        hint = "leave out `--date`, or move one webinar at a time"
        raise SstcError("several webinars cannot move to one day", hint, ExitCode.USAGE)
    session = session_of(context)
    workspace = open_for_edit(session)
    series = require_series(session, workspace)
    now = local_now(session, series)
    chosen = _ahead(series, start or 0, now) if number is None else [number]
    webinars = chosen_webinars(series, chosen) if chosen else []
    edits = [edit for webinar in webinars for edit in move(series, webinar, day, clock, now)]
    _apply(session, workspace, edits, EditOptions(dry_run, force, as_json, diff))


def swap_(
    context: typer.Context,
    number: Number,
    other: Other,
    dry_run: DryRun = False,
    force: Force = False,
    diff: Diff = False,
    as_json: Json = False,
) -> None:
    """Swap two webinars: each takes place at the other's date and time.

    Numbers follow the dates, so the two exchange their numbers as well. Their ids stay, so that
    calendars recognise them.

    Example: `sstc schedule swap 2 3`
    """
    session = session_of(context)
    workspace = open_for_edit(session)
    series = require_series(session, workspace)
    webinars = chosen_webinars(series, [number, other])
    if len(webinars) < 2:
        raise typer.BadParameter("name two different webinars", param_hint="OTHER")
    edits = swap(series, webinars[0], webinars[1], local_now(session, series))
    _apply(session, workspace, edits, EditOptions(dry_run, force, as_json, diff))


def cancel_(
    context: typer.Context,
    number: Number,
    reason: Reason,
    dry_run: DryRun = False,
    force: Force = False,
    diff: Diff = False,
    as_json: Json = False,
) -> None:
    """Cancel a webinar.

    It stays in the data file, so that calendars receive the cancellation. A reason without a
    language is in the first language of the series.

    Example: `sstc schedule cancel 7 --reason "The speakers cannot come"`
    """
    session = session_of(context)
    workspace = open_for_edit(session)
    series = require_series(session, workspace)
    webinar = chosen_webinars(series, [number])[0]
    words = read_reason(reason, series.languages)
    edits = cancel(series, webinar, words, local_now(session, series))
    _apply(session, workspace, edits, EditOptions(dry_run, force, as_json, diff))
    if not (dry_run or as_json):
        back = f'`sstc schedule set "webinars[{webinar.id}].status" planned`'
        session.say(f"to take it back: `sstc undo`, or after other changes {back}")


def set_(
    context: typer.Context,
    place: Place,
    value: Value = None,
    remove: Remove = False,
    dry_run: DryRun = False,
    force: Force = False,
    diff: Diff = False,
    as_json: Json = False,
) -> None:
    """Set one value of the data file, or delete it.

    The path names an item of a list by its position, from 0, or by its id. Put it in double quotes,
    because zsh takes `[` for a pattern of file names.

    Example: `sstc schedule set "webinars[training-models].join.url" https://example.org/5`
    """
    if remove == (value is not None):
        raise typer.BadParameter("give either a new value or `--remove`", param_hint="VALUE")
    session = session_of(context)
    workspace = open_for_edit(session)
    series = require_series(session, workspace) if workspace.series else None
    now = local_now(session, series) if series else None
    edits = set_value(workspace.trees[DATA.as_posix()], series, place, value, now)
    apply_edits(session, workspace, edits, EditOptions(dry_run, force, as_json, diff))
