"""The options of `sstc init`, and what those of `--from` decide."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import complete_zone, read_zones
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.model.languages import language_named
from sstc_cli.model.values import LANGUAGE
from sstc_cli.planning.foreign.dialogue import Fact, ScheduleOptions

_SERIES = "Options of a new series, which a terminal asks for"
_PANEL = "Options with --from"


def read_codes(texts: Sequence[str]) -> tuple[str, ...]:
    """Return codes of languages, each once, also by their names; refuse what is neither."""
    codes = {text: text if LANGUAGE.fullmatch(text) else language_named(text) for text in texts}
    for text, code in codes.items():
        if code is None:
            message = f"`{text}` is not a language: write `en`, `zh`, `fr`, …"
            raise typer.BadParameter(message, param_hint="--language")
    return tuple(dict.fromkeys(filter(None, codes.values())))


class DayOrder(StrEnum):
    """The first part of dates like 5/6/2026."""

    DMY = "dmy"
    MDY = "mdy"


class RowKind(StrEnum):
    """What each row of a schedule is."""

    WEBINARS = "webinars"
    TALKS = "talks"


From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Begin with this schedule (.xlsx, .xls, .ods, .csv) or exported plan.",
        show_default=False,
    ),
]
After = Annotated[
    Path | None,
    typer.Option(
        "--after",
        metavar="DIR",
        help="Begin the series after that of another workspace.",
        show_default=False,
    ),
]
Sheets = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="Sheet with the schedule. Repeatable. [default: all that have one]",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="NAME=HEADER",
        help="Meaning of a column: `title=Subject` or `date=B`. Repeatable.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Accept = Annotated[
    bool,
    flag("--accept-suggestions", text="Accept near matches of columns.", rich_help_panel=_PANEL),
]
Rows = Annotated[
    RowKind | None,
    typer.Option(
        "--rows",
        help="What each row is. [default: detected]",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        metavar="ZONE",
        help="Time zone of the series, or its city.",
        show_default=False,
        autocompletion=complete_zone,
        rich_help_panel=_SERIES,
    ),
]
AudienceZones = Annotated[
    list[str] | None,
    typer.Option(
        "--audience-zone",
        metavar="ZONE",
        help="Another zone of participants, for local times. Repeatable.",
        show_default=False,
        autocompletion=complete_zone,
        rich_help_panel=_SERIES,
    ),
]
First = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of the first webinar; the others follow week by week.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Weekday = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        help="Weekday of the webinars, if you leave `--first` out.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Webinars = Annotated[
    str | None,
    typer.Option(
        metavar="N",
        help="Number of webinars.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Organisers = Annotated[
    list[str] | None,
    typer.Option(
        "--organiser",
        metavar="TEXT",
        help="Name of your office. Repeatable, once for each language.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Email = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Address of your office; its domain is that of the series.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
SeriesLanguages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language of the series, the main one first. Repeatable.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Title = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT",
        help="Title of the series. Repeatable, once for each language.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Order = Annotated[
    DayOrder | None,
    typer.Option(
        "--dates",
        help="Day or month first in dates. [default: detected]",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Year = Annotated[
    int | None,
    typer.Option(
        metavar="YEAR",
        min=1990,
        max=2099,
        help="Year of dates that have none. [default: detected]",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Starts = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="Start of the webinars, for example `15:00`.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Minutes = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=1440,
        help="Length of the webinars.",
        show_default=False,
        rich_help_panel=_SERIES,
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Encoding of a CSV file. [default: detected]",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]


_OF_A_SCHEDULE = (
    "sheet", "column", "accept_suggestions", "rows", "dates", "year", "encoding",
)  # fmt: skip
_OF_AN_OFFICE = ("organiser", "email")
_OF_A_NEW_SERIES = ("first", "weekday", "webinars")
_OF_A_PLAN = ("zone", "language", "audience_zone")
_OF_ALL = ("title", "starts", "minutes")
_UNREAD = {  # by the way to begin
    "schedule": ("the schedule", (*_OF_AN_OFFICE, *_OF_A_NEW_SERIES)),
    "example": (
        "the example",
        (*_OF_A_SCHEDULE, *_OF_AN_OFFICE, *_OF_A_NEW_SERIES, *_OF_A_PLAN, *_OF_ALL),
    ),
    "after": ("the series before it", (*_OF_A_SCHEDULE, *_OF_AN_OFFICE, *_OF_A_PLAN)),
    "": ("it", _OF_A_SCHEDULE),
}


def refuse_unread(given: Mapping[str, Any]) -> None:
    """Refuse options, by the names of their parameters, that this way to begin does not read."""
    ways = [way for way in ("schedule", "after", "example") if given[way]]
    if len(ways) > 1:
        first, second = (f"--{way}".replace("schedule", "from") for way in ways[:2])
        message = f"leave it out, or leave `{first}` out"
        raise typer.BadParameter(message, param_hint=second)
    what, unread = _UNREAD[ways[0] if ways else ""]
    for name in unread:
        if given[name]:
            option = f"--{name.replace('_', '-')}"
            message = f"{what} decides that: leave `{option}` out"
            if name in _OF_A_SCHEDULE:
                message = f"it needs a schedule: name one with `--from`, or leave `{option}` out"
            raise typer.BadParameter(message, param_hint=option)


def read_options(given: Mapping[str, Any]) -> ScheduleOptions:
    """Return the decisions; refuse unknown zones, languages and names of columns."""
    if given["title"] and len(given["title"]) > 1:
        message = "give one title, and write the others into data/webinars.yaml"
        raise typer.BadParameter(message, param_hint="--title")
    return ScheduleOptions(
        given["zone"] and read_zones([given["zone"]])[0], read_codes(given["language"] or ()),
        (given["title"] or [None])[0], tuple(given["sheet"] or ()),
        dict(map(_column, given["column"] or ())),
        given["dates"] and given["dates"].value, given["year"], given["starts"], given["minutes"],
        given["rows"] and given["rows"].value, given["accept_suggestions"],
        tuple(read_zones(given["audience_zone"], "--audience-zone")),
    )  # fmt: skip


def _column(text: str) -> tuple[str, Fact]:
    """Return the header and the fact of `title=Subject`."""
    name, equals, header = text.partition("=")
    if not equals or not header.strip():
        message = f"`{text}` is not a column: write NAME=HEADER, for example `title=Subject`"
        raise typer.BadParameter(message, param_hint="--column")
    known = [fact.value for fact in Fact]
    if name.strip() not in known:
        message = f"unknown name `{name.strip()}`: {did_you_mean(name.strip(), known)}"
        raise typer.BadParameter(message, param_hint="--column")
    return header.strip(), Fact(name.strip())
