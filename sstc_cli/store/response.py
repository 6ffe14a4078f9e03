"""The result of reading a table: responses, refused and rejected rows, and notes."""

import hmac
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import normal_email

ATTENDANCE_ID = "attendance"  # in place of the id of a survey, for attendance reports


@dataclass(frozen=True, slots=True)
class Identity:
    """The person who answered, kept apart from the answers."""

    email: str | None
    name: str | None
    organisation: str | None
    contacts: str


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answers. `answers`, `others` and `extras` are JSON objects.

    `key` identifies the response and `content` its answers. Both are keyed digests, as is `person`.
    `row` counts from 1, as spreadsheets do.
    """

    key: str
    content: str
    survey: str
    webinar: int
    platform: str
    row: int
    submitted: str | None
    consent: str | None
    person: str | None
    identity: Identity | None
    answers: str
    others: str
    extras: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one webinar: `minutes` from the united intervals of all their devices.

    `key`, `content` and `person` are keyed digests, as those of a `Response`.
    """

    key: str
    content: str
    webinar: int
    platform: str
    row: int
    person: str | None
    identity: Identity | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not accepted (counted from 1), and every reason."""

    row: int
    reasons: tuple[Diagnostic, ...]


@dataclass
class Reading:
    """The result of reading one table. `refused` are the keys of rows without consent."""

    file: str
    sheet: str
    platform: str
    survey: str
    responses: list[Response] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The number of rows that are not blank."""
        accepted = len(self.responses) + len(self.attendances)
        return accepted + len(self.refused) + len(self.rejected)


@dataclass(frozen=True, slots=True)
class PseudonymKey:
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
        """Return the digest of a person: the same for every spelling of the address."""
        return self.digest("person", normal_email(address))

    def pseudonym(self, person: str) -> str:
        """Return the pseudonym of a person, which is the digest itself until a key is rotated."""
        if self.row_key in (b"", self.person_key):
            return person
        return hmac.digest(self.person_key, person.encode(), "sha256").hex()
