"""What an import would do to what is in the store, before it does it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sstc_cli.survey.response import Attendance, Reading, Response

Kept = Response | Attendance


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import does: `withdrawn` were in the store, and their persons no longer agree."""

    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    refused: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, and what is to be taken out."""

    new: list[Kept]
    changed: list[Kept]
    withdrawn: list[str]
    counts: Counts

    @property
    def empty(self) -> bool:
        """Whether the store has all of it already."""
        return not (self.new or self.changed or self.withdrawn)


def plan(known: Mapping[str, str], reading: Reading) -> Plan:
    """Compare a reading with the keys and contents that the store has."""
    found: list[Kept] = [*reading.responses, *reading.attendances]
    new = [each for each in found if each.key not in known]
    changed = [each for each in found if known.get(each.key, each.content) != each.content]
    withdrawn = [key for key in reading.refused if key in known]
    counts = Counts(
        reading.rows, len(new), len(changed), len(found) - len(new) - len(changed),
        len(reading.rejected), len(reading.refused), len(withdrawn),
    )  # fmt: skip
    return Plan(new, changed, withdrawn, counts)
