"""The changes that an import would make to the store, before it makes them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any, NamedTuple

from sstc_cli.store.mention import without_mentions
from sstc_cli.store.recognise import Record, Renamed, StoredRow, recognise
from sstc_cli.store.response import PseudonymKey, Reading, Response

Respondent = tuple[int, str]
SubmissionOrder = tuple[str, int, int, str]

_NEXT_IMPORT = 2**31  # greater than the number of any import


class Missing(NamedTuple):
    """The rows of an earlier import that a later export of the same form lacks."""

    import_id: int
    rows: tuple[int, ...]


class ImportCounts(NamedTuple):
    """The effects of an import.

    `withdrawn` rows were in the store, and their persons no longer agree to it. `superseded`
    rows do not count, because the same person sent a later one. `forgotten` rows are left out,
    because their persons asked to be forgotten; `mentions` are rows of others that lost the
    address of such a person.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    refused: int
    withdrawn: int
    superseded: int
    forgotten: int = 0
    missing: tuple[Missing, ...] = ()
    mentions: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the counts as an object of JSON."""
        return {**self._asdict(), "missing": [missing._asdict() for missing in self.missing]}


class ImportPlan(NamedTuple):
    """The rows to write, the keys of the rows to delete, and those of rows to rename."""

    new: list[Record]
    changed: list[Record]
    withdrawn: list[str]
    renamed: list[Renamed]
    counts: ImportCounts

    @property
    def empty(self) -> bool:
        """Whether the import changes no row, but perhaps the keys of some."""
        return not (self.new or self.changed or self.withdrawn)

    @property
    def leaves_gaps(self) -> bool:
        """Whether a person may have no row afterwards, or a code no comment."""
        return bool(self.changed or self.withdrawn or self.renamed)


class Before(NamedTuple):
    """The content of a store before an import.

    `rows` are those of the survey, by key. `outdated` are keys and contents of this very file that
    a later file has replaced. `files` are the names of the files of the imports that may have rows
    which this file lacks, by number. `forgotten` are the digests of people who asked for it.
    """

    rows: Mapping[str, StoredRow] = MappingProxyType({})
    outdated: Set[tuple[str, str]] = frozenset()
    files: Mapping[int, str] = MappingProxyType({})
    forgotten: Set[str] = frozenset()


def plan_import(before: Before, reading: Reading, pseudonyms: PseudonymKey) -> ImportPlan:
    """Return the difference between a reading and the rows in the store."""
    everybody: list[Record] = [*reading.responses, *reading.attendances]
    gone = before.forgotten  # mostly nobody: then no digest is needed
    wanted = [
        record
        for record in everybody
        if not (gone and record.person and pseudonyms.forgotten(record.person) in gone)
    ]
    known = recognise(wanted, reading.refused, before.rows)
    stored = known.stored
    new = [record for record in known.records if record.key not in stored]
    changed = [
        record
        for record in known.records
        if (row := stored.get(record.key))
        and row.content != record.content
        and (record.key, record.content) not in before.outdated
    ]
    written = _without_forgotten((*new, *changed), before, pseudonyms)
    mentions = sum(now is not was for now, was in zip(written, (*new, *changed), strict=True))
    counts = ImportCounts(
        reading.rows, len(new), len(changed), len(wanted) - len(new) - len(changed),
        len(reading.rejected), len(reading.refused), len(known.refused),
        _superseded(stored, known.records, [*new, *changed], pseudonyms),
        len(everybody) - len(wanted), tuple(_missing(stored, before.files, reading, known.records)),
        mentions,
    )  # fmt: skip
    new, changed = written[: len(new)], written[len(new) :]
    return ImportPlan(new, changed, known.refused, known.renamed, counts)


def _without_forgotten(
    records: Sequence[Record], before: Before, pseudonyms: PseudonymKey
) -> list[Record]:
    """Return records without the addresses of people who asked to be forgotten."""

    def is_gone(address: str) -> bool:
        return pseudonyms.forgotten(pseudonyms.person(address)) in before.forgotten

    return [without_mentions(record, is_gone) if before.forgotten else record for record in records]


def _superseded(
    stored: Mapping[str, StoredRow],
    records: Sequence[Record],
    written: Iterable[Record],
    pseudonyms: PseudonymKey,
) -> int:
    """Return how many of a file's rows will not count, once some of them are written."""
    sent = {key: (row.who, (*row.sent, key)) for key, row in stored.items() if row.who}
    for record in written:
        if isinstance(record, Response) and record.person:
            who = record.webinar, pseudonyms.pseudonym(record.person)
            sent[record.key] = who, (record.instant, _NEXT_IMPORT, record.row, record.key)
    latest: dict[Respondent, SubmissionOrder] = {}
    for who, when in sent.values():
        latest[who] = max(when, latest.get(who, when))
    mine = (sent[record.key] for record in records if record.key in sent)
    return sum(latest[who] != when for who, when in mine)


def _missing(
    stored: Mapping[str, StoredRow],
    files: Mapping[int, str],
    reading: Reading,
    records: Sequence[Record],
) -> Iterator[Missing]:
    """Yield the rows of earlier imports that a later export of the same form lacks.

    A reading is one if its file has the same name, or has at least half of the rows of an import.
    """
    webinars = {record.webinar for record in records}
    present = {key for record in records for key in (record.key, *record.other_keys)}
    present |= {key for rejected in reading.rejected for key in rejected.keys}
    rows: dict[int, list[StoredRow]] = defaultdict(list)
    lacking: dict[int, list[int]] = defaultdict(list)
    for key, row in stored.items():
        if row.import_id in files and row.webinar in webinars and row.platform == reading.platform:
            rows[row.import_id].append(row)
            if present.isdisjoint((key, row.also)):
                lacking[row.import_id].append(row.row)
    for number, missing in sorted(lacking.items()):
        if files[number] == reading.file or len(missing) * 2 <= len(rows[number]):
            yield Missing(number, tuple(sorted(missing)))
