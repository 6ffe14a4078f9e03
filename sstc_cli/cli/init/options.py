"""The options of `sstc init --from`, and what they decide."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import complete_zone, read_zones
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.model.values import LANGUAGE
from sstc_cli.planning.foreign.dialogue import Fact, ScheduleOptions

_PANEL = "Options with --from"


def read_codes(texts: Sequence[str]) -> tuple[str, ...]:
    """Return codes of languages, each once; refuse what is not a code."""
    for text in texts:
        if not LANGUAGE.fullmatch(text):
            message = f"`{text}` is not a language code: write `en`, `zh`, `fr`, …"
            raise typer.BadParameter(message, param_hint="--language")
    return tuple(dict.fromkeys(texts))


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
        help="Make the plan from a schedule: .xlsx, .xls, .ods or .csv.",
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
        help="Time zone of the series; other times are converted. [default: detected]",
        show_default=False,
        autocompletion=complete_zone,
        rich_help_panel=_PANEL,
    ),
]
SeriesLanguages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language of the series, the main one first. Repeatable. [default: detected]",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Title = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Title of the series. [default: the text above the schedule]",
        show_default=False,
        rich_help_panel=_PANEL,
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
        help="Start of webinars without a time, for example `15:00`.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Minutes = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=1440,
        help="Length of webinars without an end.",
        show_default=False,
        rich_help_panel=_PANEL,
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
    "sheet", "column", "accept_suggestions", "rows", "dates", "year", "starts", "minutes",
    "encoding",
)  # fmt: skip
_OF_A_PLAN = ("zone", "language", "title")


def refuse_alone(given: Mapping[str, Any], *, example: bool) -> None:
    """Refuse options of a schedule, by the names of their parameters, if no schedule was named.

    An example has a plan, and takes none of it either.
    """
    for name in (*_OF_A_SCHEDULE, *(_OF_A_PLAN if example else ())):
        if given[name]:
            option = f"--{name.replace('_', '-')}"
            message = f"it is about a schedule: name one with `--from`, or leave `{option}` out"
            raise typer.BadParameter(message, param_hint=option)


def read_options(given: Mapping[str, Any]) -> ScheduleOptions:
    """Return the decisions; refuse unknown zones, languages and names of columns."""
    return ScheduleOptions(
        given["zone"] and read_zones([given["zone"]])[0], read_codes(given["language"] or ()),
        given["title"], tuple(given["sheet"] or ()), dict(map(_column, given["column"] or ())),
        given["dates"] and given["dates"].value, given["year"], given["starts"], given["minutes"],
        given["rows"] and given["rows"].value, given["accept_suggestions"],
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
