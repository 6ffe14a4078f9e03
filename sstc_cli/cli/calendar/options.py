"""The options of `sstc calendar export`, and their valid combinations."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.exported import Sent
from sstc_cli.cli.console.files import paths_of
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import complete_audience, complete_language, complete_person
from sstc_cli.cli.console.session import Session, chosen_webinars
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import Style
from sstc_cli.model import Audience, Person, Series, Webinar, read_email
from sstc_cli.releases import CalendarSeries

_UNITS = {"": "minutes", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST = timedelta(weeks=1)

# the options that each kind of file takes; "" is the calendar of the series or of webinars
_TAKES = {
    "": ("detailed", "alarm", "utc"),
    "audience": ("detailed", "alarm", "utc"),
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
        help="Language of a file, for example `en`. Repeatable. [default: the series' first]",
        show_default=False,
        autocompletion=complete_language,
    ),
]


def read_alarm(text: str) -> timedelta:
    """Return the time before the start for `15m`, `2h`, `1d`, `1w`, or minutes without a unit."""
    match = re.fullmatch(r"([0-9]{1,5})([mhdw]?)", text)
    before = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta()
    if timedelta() < before <= _LONGEST:
        return before
    raise typer.BadParameter(
        f"`{text}` is not a duration: write `15m`, `2h`, `1d` or `1w` (one week at most)"
    )


def read_address(text: str) -> str:
    """Return an e-mail address on the command line."""
    try:
        return read_email(text)
    except ValueError:
        message = f"`{text}` is not an e-mail address: write for example `name@example.org`"
        raise typer.BadParameter(message) from None


def read_kind(given: Mapping[str, object]) -> str:
    """Return the kind of file that is asked for, and refuse options that it does not take."""
    kinds = [kind for kind in _TAKES if given.get(kind)]
    if len(kinds) > 1:
        message = f"`--{kinds[0]}` and `--{kinds[1]}` are different kinds of file"
        raise SstcError(message, "use one of them, and run it again for the other", ExitCode.USAGE)
    kind = kinds[0] if kinds else ""
    for option in _OPTIONS:
        if given.get(option) and option not in _TAKES[kind]:
            raise _unfit(option, kind)
    if kind == "audience" and given.get("numbers"):
        hint = "leave out the numbers: the file has all webinars for the audience"
        raise SstcError("`--audience` does not take numbers of webinars", hint, ExitCode.USAGE)
    if given.get("to") and not given.get("numbers"):
        hint = "name webinars, for example "
        hint += f"`sstc calendar export 7 --{kind} --to name@example.org`"
        raise SstcError("`--to` needs the numbers of webinars", hint, ExitCode.USAGE)
    return kind


def _unfit(option: str, kind: str) -> SstcError:
    """Return the error for an option that a kind of file does not take."""
    if kind:
        names = ", ".join(f"`--{name}`" for name in _TAKES[kind])
        message = f"`--{option}` does not go with `--{kind}`"
        return SstcError(message, f"`--{kind}` takes {names}", ExitCode.USAGE)
    *others, last = [f"`--{name}`" for name, options in _TAKES.items() if option in options]
    hint = "run `sstc calendar export --help` to see the kinds of file"
    return SstcError(f"`--{option}` needs {', '.join(others)} or {last}", hint, ExitCode.USAGE)


Audiences = Annotated[
    list[str] | None,
    typer.Option(
        "--audience",
        metavar="ID",
        help="Write a file with the webinars for this audience. Repeatable.",
        show_default=False,
        autocompletion=complete_audience,
    ),
]
Speakers = Annotated[
    bool, flag("--speakers", text="Write a file for each speaker, with only their webinars.")
]
Checklist = Annotated[bool, flag("--checklist", text="Write the team's tasks around each webinar.")]
Request = Annotated[
    bool, flag("--request", text="Write e-mail invitations. [default: for all speakers]")
]
Cancel = Annotated[
    bool,
    flag("--cancel", text="Write cancellations for invitations. [default: cancelled webinars]"),
]
People = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID",
        help="Write only for the person with this id. Repeatable.",
        show_default=False,
        autocompletion=complete_person,
    ),
]
Guests = Annotated[
    list[str] | None,
    typer.Option(
        parser=read_address,
        metavar="EMAIL",
        help="Write for a guest with this e-mail address. Repeatable.",
        show_default=False,
    ),
]
Detailed = Annotated[bool, flag("--detailed", text="Add an entry for each item and talk.")]
Alarms = Annotated[
    list[timedelta] | None,
    typer.Option(
        parser=read_alarm,
        metavar="TIME",
        show_default=False,
        help="Remind this long before the start: `15m`, `2h`, `1d`. Repeatable. [default: none]",
    ),
]
Utc = Annotated[bool, flag("--utc", text="Write times in UTC, for programs without time zones.")]


@dataclass(frozen=True)
class ExportOptions:
    """The options of the user: webinars, recipients, style and languages.

    `current` has the revisions of the webinars; `sent` are the invitations written before.
    """

    session: Session
    current: CalendarSeries
    style: Style
    languages: Sequence[str]
    sent: Sent
    numbers: Sequence[int]
    people: Sequence[str]
    addresses: Sequence[str]
    audience: Sequence[str]
    folder: Path
    output: str | None

    @property
    def series(self) -> Series:
        """The series as calendars need it."""
        return self.current.series

    @property
    def webinars(self) -> list[Webinar]:
        """The webinars named, or all if none is named."""
        return chosen_webinars(self.series, list(self.numbers))

    @property
    def named_people(self) -> list[Person]:
        """The people named on the command line."""
        known = self.series.people_by_id
        return [known[id_] for id_ in known_ids("person", self.people, known)]

    @property
    def named_audiences(self) -> list[Audience]:
        """The audiences named on the command line."""
        known = {audience.id: audience for audience in self.series.audiences}
        return [known[id_] for id_ in known_ids("audience", self.audience, known)]

    def speakers_of(self, webinars: Iterable[Webinar]) -> list[Person]:
        """Return the speakers of webinars once, in the order of their talks."""
        talks = (talk for webinar in webinars for talk in webinar.talks)
        speakers = (self.series.person(talk.speaker) for talk in talks)
        return list({speaker.id: speaker for speaker in speakers if speaker}.values())

    def replaced(self, name: str) -> Path | None:
        """Return the earlier file of that name, or None if there is none."""
        paths = paths_of([name], self.folder, self.output) if self.output != "-" else {}
        return next((path for path in paths if path.is_file()), None)

    def named(self, stem: str, language: str) -> str:
        """Return the name of a file, with the variants and any language other than the first."""
        variants = {"detailed": self.style.detailed, "utc": self.style.utc}
        parts = [name for name, is_used in variants.items() if is_used]
        parts += [language] if language != self.series.languages[0] else []
        return ".".join([stem, *parts, "ics"])


def known_ids(option: str, ids: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return ids on the command line once; refuse one that the data does not have."""
    known = list(known)
    for id_ in ids:
        if id_ not in known:
            message = f"unknown {option} `{id_}`: {did_you_mean(id_, known)}"
            raise typer.BadParameter(message, param_hint=f"--{option}")
    return list(dict.fromkeys(ids))
