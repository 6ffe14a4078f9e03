"""Choices about the entries of a calendar, and the labels in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from sstc_cli.model import Organiser, RevisionOf, declared_revision


class CalendarLabel(StrEnum):
    """Patterns and headings; the catalogues of documents have them in other languages."""

    WEBINAR = "Webinar {number}: {title}"
    CANCELLED = "Cancelled: {title}"
    IS_CANCELLED = "This webinar is cancelled and will not take place."
    REASON = "Reason: {reason}"
    JOIN = "Join: {url}"
    PASSCODE = "Passcode: {passcode}"
    REGISTER = "Register: {url}"
    TALKS = "Talks"
    ORGANISERS = "Organisers"
    TALK = "Talk {number}: {title}"
    UNKNOWN = "to be confirmed"
    WITHDRAWN = "This invitation is withdrawn."
    CHECKLIST = "Checklist: {title}"


@dataclass(frozen=True, slots=True)
class Style:
    """How entries are written.

    `alarms` are the times before the start when calendars remind people. With `utc`, times are in
    UTC, without a zone. With `detailed`, every item of a run of show is also an entry. Entries for
    people who are `named` have links to join that are not public. Entries in a mail are from its
    `sender`, because programs take no others. `labels` has the translations of labels by language.
    `revision_of` gives the revision of a webinar, which is that of the data file unless a release
    raises it.
    """

    alarms: tuple[timedelta, ...] = ()
    utc: bool = False
    detailed: bool = False
    named: bool = False
    sender: Organiser | None = field(default=None, hash=False)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    revision_of: RevisionOf = field(default=declared_revision, hash=False)

    def say(self, label: CalendarLabel, language: str, **values: object) -> str:
        """Return a label in a language, or in English, with its `{names}` filled in."""
        return self.labels.get(language, {}).get(label, label).format(**values)


PLAIN = Style()
