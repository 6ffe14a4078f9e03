"""The words and options of the commands for mail, and what they name."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import read_number
from sstc_cli.cli.console.session import chosen_webinars
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Message, Series, Webinar
from sstc_cli.model.messages import read_left_out
from sstc_cli.model.readers import InvalidError
from sstc_cli.workspace import Workspace

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")

MessageName = Annotated[
    str, typer.Argument(metavar="MESSAGE", help="Id of one of the series' `messages`.")
]
OneNumber = Annotated[
    int | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of the webinar, unless the message is about the series.",
        show_default=False,
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="GROUP|FILE|EMAIL",
        help="Group, such as `registered`, file of contacts, or one address. "
        "Repeatable. [default: `to` of the message]",
        show_default=False,
    ),
]
Except = Annotated[
    list[str] | None,
    typer.Option(
        "--except",
        metavar="GROUP",
        help="Leave out `registered`, `attended` or `answered:SURVEY`. Repeatable.",
        show_default=False,
    ),
]
Column = Annotated[
    str | None,
    typer.Option(metavar="NAME|LETTER", help="Column with the addresses, if the file has several."),
]
SheetName = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="Sheet with the contacts, if several have some."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RELEASE",
        help="Release that a notice of changes compares with. [default: the last release]",
        show_default=False,
    ),
]
SkipRejected = Annotated[bool, flag("--skip-rejected", text="Skip rows that cannot receive mail.")]


@dataclass(frozen=True)
class AskedMessage:
    """The words and options of a command."""

    message: str
    number: int | None = None
    to: list[str] | None = None
    left_out: list[str] | None = None
    column: str | None = None
    sheet: str | None = None
    since: str | None = None
    skip_rejected: bool = False
    again: str = ""


BatchName = Annotated[
    str,
    typer.Argument(metavar="BATCH", help="Batch in `sstc mail status`; you can shorten its name."),
]


def read_until(text: str) -> str:
    """Return a time on the command line, or a date with a time; refuse another text."""
    try:
        if not _CLOCK.fullmatch(text):
            datetime.strptime(text, "%Y-%m-%d %H:%M")
    except ValueError:
        message = f"`{text}` is not a time: write 18:00, or '2026-11-27 18:00'"
        raise typer.BadParameter(message) from None
    return text


def instant_of(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a time in a zone: the next one of a time without a date."""
    if match := _CLOCK.fullmatch(text):
        local = now.astimezone(zone)
        wall = time(int(match[1]), int(match[2]), tzinfo=zone)
        today = datetime.combine(local.date(), wall)
        return today if today > local else datetime.combine(local.date() + timedelta(1), wall)
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)


def message_named(series: Series, name: str) -> Message:
    """Return the message of a name; refuse a name that the series does not have."""
    message = series.message(name)
    if message is None:
        known = [found.id for found in series.messages]
        hint = did_you_mean(name, known) if known else "add `messages` to data/webinars.yaml"
        raise SstcError(f"unknown message `{name}`", hint, ExitCode.USAGE)
    return message


def webinar_of(series: Series, message: Message, number: int | None) -> Webinar | None:
    """Return the webinar that a message is about, or None if it is about the series."""
    if message.is_about_series:
        if number is not None:
            what = f"the message `{message.id}` is about the series"
            raise SstcError(what, "leave the number out", ExitCode.USAGE)
        return None
    if number is None:
        what = f"the message `{message.id}` is about one webinar"
        hint = f"write its number after the message: `{message.id} 1`"
        raise SstcError(what, hint, ExitCode.USAGE)
    return chosen_webinars(series, [number])[0]


def read_left_out_words(workspace: Workspace, words: list[str]) -> list[str]:
    """Return who gets no message, from the data and from `--except`."""
    for word in words:
        try:
            read_left_out(word)
        except InvalidError as error:
            problem = error.problems[0]
            raise SstcError(problem.message, problem.hint, ExitCode.USAGE) from None
        survey = word.partition(":")[2]
        if survey and survey not in workspace.surveys:
            hint = did_you_mean(survey, workspace.surveys)
            raise SstcError(f"unknown survey `{survey}`", hint, ExitCode.USAGE)
    return words
