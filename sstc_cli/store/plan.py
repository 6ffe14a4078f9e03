"""What an import would do to what is in the store, before it does it."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from sstc_cli.store.response import Attendance, PseudonymKey, Reading, Response

Record = Response | Attendance
Respondent = tuple[int, str]
SubmissionOrder = tuple[str, int, int, str]

_NEXT_IMPORT = 2**31  # the number of an import that is still to be made


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of a row: its content; and who sent it, at which webinar, and when.

    Of two values of `sent`, the greater one is the later.
    """

    content: str
    who: Respondent | None = None
    sent: SubmissionOrder = ("", 0, 0, "")


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import does: `withdrawn` were in the store, and their persons no longer agree.

    `superseded` are rows that do not count, because the same person sent a later one.
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
    """What is to be written, and what is to be taken out."""

    new: list[Record]
    changed: list[Record]
    withdrawn: list[str]
    counts: ImportCounts

    @property
    def empty(self) -> bool:
        """Whether the store has all of it already."""
        return not (self.new or self.changed or self.withdrawn)


def plan(
    known: Mapping[str, Known],
    reading: Reading,
    pseudonyms: PseudonymKey,
    outdated: Set[tuple[str, str]] = frozenset(),
) -> ImportPlan:
    """Compare a reading with what the store has.

    `outdated` are keys and contents that this very file has, and a later one has replaced.
    """
    found: list[Record] = [*reading.responses, *reading.attendances]
    new = [each for each in found if each.key not in known]
    changed = [
        each
        for each in found
        if (before := known.get(each.key))
        and before.content != each.content
        and (each.key, each.content) not in outdated
    ]
    withdrawn = [key for key in reading.refused if key in known]
    counts = ImportCounts(
        reading.rows, len(new), len(changed), len(found) - len(new) - len(changed),
        len(reading.rejected), len(reading.refused), len(withdrawn),
        _superseded(known, reading, [*new, *changed], pseudonyms),
    )  # fmt: skip
    return ImportPlan(new, changed, withdrawn, counts)


def _superseded(
    known: Mapping[str, Known],
    reading: Reading,
    written: Iterable[Record],
    pseudonyms: PseudonymKey,
) -> int:
    """How many rows of a reading will not count."""
    sent = {key: (each.who, each.sent) for key, each in known.items() if each.who}
    for each in written:
        if isinstance(each, Response) and each.person:
            who = each.webinar, pseudonyms.pseudonym(each.person)
            sent[each.key] = who, (each.submitted or "", _NEXT_IMPORT, each.row, each.key)
    latest: dict[Respondent, SubmissionOrder] = {}
    for who, when in sent.values():
        latest[who] = max(when, latest.get(who, when))
    mine = (sent[each.key] for each in reading.responses if each.key in sent)
    return sum(latest[who] != when for who, when in mine)
