"""Options of `sstc calendar export`, and which of them go together."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

import typer

from sstc_cli.cli.console.completion import complete_language, complete_person
from sstc_cli.cli.console.options import flag
from sstc_cli.errors import ExitCode, SstcError

_UNITS = {"": "minutes", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST = timedelta(weeks=1)

# what goes with each kind of file; "" is the calendar of the series or of webinars
_GOES_WITH = {
    "": ("detailed", "alarm", "utc"),
    "speakers": ("person", "detailed", "alarm", "utc"),
    "checklist": ("alarm",),
    "request": ("person", "to", "alarm", "utc"),
    "cancel": ("person", "to", "utc"),
}
_OPTIONS = ("person", "to", "detailed", "alarm", "utc")

Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language, as in `en`; repeatable, a file each; the series' first by default.",
        show_default=False,
        autocompletion=complete_language,
    ),
]


def read_alarm(text: str) -> timedelta:
    """How long before the start: `15m`, `2h`, `1d`, `1w`, or minutes alone."""
    found = re.fullmatch(r"([0-9]{1,5})([mhdw]?)", text)
    before = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if timedelta() < before <= _LONGEST:
        return before
    raise typer.BadParameter(
        f"`{text}` is no time before the start: write `15m`, `2h`, `1d` or `1w`, a week at most"
    )


def read_address(text: str) -> str:
    """An e-mail address on the command line."""
    from sstc_cli.model import read_email

    try:
        return read_email(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}: write it as in `name@example.org`") from None


def read_kind(given: Mapping[str, object]) -> str:
    """The one kind of file that is asked for; refuse options that do not go with it."""
    kinds = [each for each in _GOES_WITH if given.get(each)]
    if len(kinds) > 1:
        message = f"`--{kinds[0]}` and `--{kinds[1]}` are different kinds of file"
        raise SstcError(message, "choose one, and run it again for the other", ExitCode.USAGE)
    kind = kinds[0] if kinds else ""
    for option in _OPTIONS:
        if given.get(option) and option not in _GOES_WITH[kind]:
            raise _unfit(option, kind)
    if given.get("to") and not given.get("numbers"):
        hint = f"`sstc calendar export 7 --{kind} --to name@example.org` is about webinar 7"
        raise SstcError("`--to` needs the numbers of webinars", hint, ExitCode.USAGE)
    return kind


def _unfit(option: str, kind: str) -> SstcError:
    if kind:
        fit = ", ".join(f"`--{each}`" for each in _GOES_WITH[kind])
        message = f"`--{option}` does not go with `--{kind}`"
        return SstcError(message, f"`--{kind}` takes {fit}", ExitCode.USAGE)
    *others, last = [f"`--{each}`" for each, fit in _GOES_WITH.items() if option in fit]
    hint = "`sstc calendar export --help` shows the kinds of file"
    return SstcError(f"`--{option}` needs {', '.join(others)} or {last}", hint, ExitCode.USAGE)


Speakers = Annotated[
    bool, flag("--speakers", text="A file for each speaker, with only their webinars.")
]
Checklist = Annotated[
    bool, flag("--checklist", text="The team's tasks: what is due around each webinar.")
]
Request = Annotated[
    bool, flag("--request", text="An invitation by e-mail for each speaker, or those named.")
]
Cancel = Annotated[
    bool, flag("--cancel", text="Take such invitations back; of cancelled webinars by default.")
]
People = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID",
        help="Only for this person, by id; repeatable.",
        show_default=False,
        autocompletion=complete_person,
    ),
]
Guests = Annotated[
    list[str] | None,
    typer.Option(
        parser=read_address,
        metavar="EMAIL",
        help="For somebody else, by e-mail address; repeatable.",
        show_default=False,
    ),
]
Detailed = Annotated[bool, flag("--detailed", text="Also an entry for each item and talk.")]
Alarms = Annotated[
    list[timedelta] | None,
    typer.Option(
        parser=read_alarm,
        metavar="TIME",
        show_default=False,
        help="Remind so long before, as in `1d`, `2h`, `15m`; repeatable; nobody by default.",
    ),
]
Utc = Annotated[bool, flag("--utc", text="Times in UTC, for programs that read no time zones.")]
