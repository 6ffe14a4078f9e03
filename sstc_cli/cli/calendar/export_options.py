"""The options of `sstc calendar export`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from sstc_cli.cli.console.exported import Sent
from sstc_cli.cli.console.files import paths_of
from sstc_cli.cli.console.session import Session, chosen_webinars
from sstc_cli.diagnostics import did_you_mean
from sstc_cli.ics import Style
from sstc_cli.model import Audience, Person, Series, Webinar
from sstc_cli.releases import CalendarSeries


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
