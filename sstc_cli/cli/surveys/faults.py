"""Why rows were rejected: rows with the same cause on one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.quantity import quantity

_NAMED = 3

Cause: TypeAlias = tuple[str, str, str | None, int | None]


def by_cause(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the faults, with the first of those in one column with one message for all of them."""
    groups: dict[Cause, list[Diagnostic]] = defaultdict(list)
    for fault in faults:
        place = fault.place
        column = (place.sheet, place.column) if place else (None, None)
        groups[(fault.code, fault.message, *column)].append(fault)
    return [_joined(group) for group in groups.values()]


def _joined(faults: Sequence[Diagnostic]) -> Diagnostic:
    """Return the first of several faults, with the hint of any and the number of rows."""
    if len(faults) == 1:
        return faults[0]
    rows = [str(fault.place.line) for fault in faults if fault.place]
    if len(rows) > _NAMED:
        rows[_NAMED:] = [f"{len(rows) - _NAMED} more"]
    *earlier, last = rows
    where = f"{quantity(len(faults), 'row')}: {', '.join(earlier)} and {last}"
    hint = next((fault.hint for fault in faults if fault.hint), None)
    return faults[0]._replace(message=f"{faults[0].message} ({where})", hint=hint)
