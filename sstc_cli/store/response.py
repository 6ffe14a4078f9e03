"""The result of reading a table: responses, refused and rejected rows, and notes."""

import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import normal_email

Keys = tuple[str, ...]  # all digests by which a row may be recognised, the best one first

SHOWN = 16  # characters of a pseudonym, or of a key, that a file shows
ATTENDANCE_ID = "attendance"  # in place of the id of a survey, for attendance reports


class Identity(NamedTuple):
    """The person who answered, kept apart from the answers."""

    email: str | None
    name: str | None
    organisation: str | None
    contacts: str


class Response(NamedTuple):
    """One person's answers. `answers`, `others` and `extras` are JSON objects.

    `webinar` is an id. `key` identifies the response and `content` its answers. Both are keyed
    digests, as is `person`.
    `other_keys` are those that it may have from exports with other columns, or earlier versions.
    `row` counts from 1, as spreadsheets do.
    """

    key: str
    content: str
    survey: str
    webinar: str
    platform: str
    row: int
    submitted: str | None
    consent: str | None
    person: str | None
    identity: Identity | None
    answers: str
    others: str
    extras: str
    other_keys: Keys = ()

    @property
    def also(self) -> str | None:
        return self.other_keys[0] if self.other_keys else None

    @property
    def instant(self) -> str:
        return instant_of(self.submitted)


class Attendance(NamedTuple):
    """One person at one webinar: `minutes` from the united intervals of all their devices.

    `key`, `content` and `person` are keyed digests, as those of a `Response`.
    """

    key: str
    content: str
    webinar: str
    platform: str
    row: int
    person: str | None
    identity: Identity | None
    minutes: int
    other_keys: Keys = ()


class Rejected(NamedTuple):
    """A row that was not accepted (counted from 1), every reason, and its keys, if it has any."""

    row: int
    reasons: tuple[Diagnostic, ...]
    keys: Keys = ()


@dataclass
class Reading:
    """The result of reading one table. `refused` are the keys of rows without consent."""

    file: str
    sheet: str
    platform: str
    survey: str
    responses: list[Response] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    refused: list[Keys] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)

    @property
    def rows(self) -> int:
        accepted = len(self.responses) + len(self.attendances)
        return accepted + len(self.refused) + len(self.rejected)


class PseudonymKey(NamedTuple):
    """The key that turns what identifies a person into a digest that only its holder can repeat.

    `person_key` makes the pseudonyms and can be rotated; `row_key` is the key with which the store
    was created, and by which its rows are always recognised.
    """

    person_key: bytes
    row_key: bytes = b""

    def digest(self, *parts: str) -> str:
        """Return the HMAC-SHA256 (RFC 2104) of the parts in this order."""
        message = "\x1f".join(parts).encode()
        return hmac.digest(self.row_key or self.person_key, message, "sha256").hex()

    def person(self, address: str) -> str:
        return self.digest("person", normal_email(address))

    def forgotten(self, person: str) -> str:
        return self.digest("forgotten", person)

    def recipient(self, address: str) -> str:
        """Return the digest of a person in the ledger of mails, which no rotation changes.

        It is that of the forgotten: nothing joins it with the answers.
        """
        return self.forgotten(self.person(address))

    def pseudonym(self, person: str) -> str:
        """Return the pseudonym of a person, which is the digest itself until a key is rotated."""
        if self.row_key in (b"", self.person_key):
            return person
        return hmac.digest(self.person_key, person.encode(), "sha256").hex()


def instant_of(submitted: str | None) -> str:
    """Return a time of submission as a text that is greater if the time is later.

    A time without an offset stays as it is: it can be compared with its like only.
    """
    if not submitted:
        return ""
    try:
        moment = datetime.fromisoformat(submitted)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        pass
    return submitted
