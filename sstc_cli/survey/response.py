"""What a table becomes: responses, rows that were refused or rejected, and remarks."""

import hmac
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Identity:
    """Who answered: kept apart from what was answered."""

    email: str | None
    name: str | None
    organisation: str | None
    contacts: str


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answers. `answers`, `others` and `extras` are JSON objects.

    `key` says which response it is, `content` what it says: both are keyed digests, as is
    `person`. `row` counts from 1, as spreadsheets do.
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
class Rejected:
    """A row that was not taken (counted from 1), and every reason."""

    row: int
    reasons: tuple[Diagnostic, ...]


@dataclass
class Reading:
    """What was found in one table. `refused` are the keys of rows without consent."""

    file: str
    sheet: str
    platform: str
    survey: str
    responses: list[Response] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows had anything in them."""
        return len(self.responses) + len(self.refused) + len(self.rejected)


class Seal:
    """Turns what identifies a person into a digest that only the key's holder can repeat."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    def digest(self, *parts: str) -> str:
        """HMAC-SHA256 of the parts in their order (RFC 2104)."""
        return hmac.digest(self.key, "\x1f".join(parts).encode(), "sha256").hex()
