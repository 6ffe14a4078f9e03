"""The changes that an import would make to the store, before it makes them."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from sstc_cli.store.response import Attendance, PseudonymKey, Reading, Response

Record = Response | Attendance
Respondent = tuple[int, str]
SubmissionOrder = tuple[str, int, int, str]

_NEXT_IMPORT = 2**31  # greater than the number of any import


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row of the store: its content, who sent it at which webinar, and when.

    Of two values of `sent`, the greater one is the later.
    """

    content: str
    who: Respondent | None = None
    sent: SubmissionOrder = ("", 0, 0, "")


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """The effects of an import.

    `withdrawn` rows were in the store, and their persons no longer agree to it. `superseded`
    rows do not count, because the same person sent a later one.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    refused: int
    withdrawn: int
    superseded: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The rows to write, and the keys of the rows to delete."""

    new: list[Record]
    changed: list[Record]
    withdrawn: list[str]
    counts: ImportCounts

    @property
    def empty(self) -> bool:
        """Whether the import changes nothing."""
        return not (self.new or self.changed or self.withdrawn)


def plan_import(
    stored: Mapping[str, StoredRow],
    reading: Reading,
    pseudonyms: PseudonymKey,
    outdated: Set[tuple[str, str]] = frozenset(),
) -> ImportPlan:
    """Return the difference between a reading and the rows in the store.

    `outdated` are keys and contents of this very file that a later file has replaced.
    """
    records: list[Record] = [*reading.responses, *reading.attendances]
    new = [record for record in records if record.key not in stored]
    changed = [
        record
        for record in records
        if (before := stored.get(record.key))
        and before.content != record.content
        and (record.key, record.content) not in outdated
    ]
    withdrawn = [key for key in reading.refused if key in stored]
    counts = ImportCounts(
        reading.rows, len(new), len(changed), len(records) - len(new) - len(changed),
        len(reading.rejected), len(reading.refused), len(withdrawn),
        _superseded(stored, reading, [*new, *changed], pseudonyms),
    )  # fmt: skip
    return ImportPlan(new, changed, withdrawn, counts)


def _superseded(
    stored: Mapping[str, StoredRow],
    reading: Reading,
    records: Iterable[Record],
    pseudonyms: PseudonymKey,
) -> int:
    """Return how many rows of a reading will not count, once these records are stored."""
    sent = {key: (row.who, row.sent) for key, row in stored.items() if row.who}
    for record in records:
        if isinstance(record, Response) and record.person:
            who = record.webinar, pseudonyms.pseudonym(record.person)
            order = (record.submitted or "", _NEXT_IMPORT, record.row, record.key)
            sent[record.key] = who, order
    latest: dict[Respondent, SubmissionOrder] = {}
    for who, when in sent.values():
        latest[who] = max(when, latest.get(who, when))
    mine = (sent[response.key] for response in reading.responses if response.key in sent)
    return sum(latest[who] != when for who, when in mine)
