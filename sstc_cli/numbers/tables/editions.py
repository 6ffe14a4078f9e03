"""What a later edition can show, beside the editions that were published before it.

What was published stays known. So a later edition is a sum: of what was published, and of a table
of the answers and people that have come since, which is hidden by the same rules as any other.
A reader who subtracts two editions gets that table, and no more. A figure is exact if both parts
are.

Answers that are too few for a table of their own wait: until more have come, the edition shows what
was published. So do tables that are not sums, as long as their changes would be about few people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from sstc_cli.model.survey import Publish
from sstc_cli.numbers.hiding import bounds_of
from sstc_cli.numbers.statistics import Rough, Share, share_of
from sstc_cli.numbers.tables.table import SERIES, Family, Line, Scope, Table, Tables, Value

OF_GAIN = ("pairs", "lost")  # lines with numbers of people


@dataclass(frozen=True, slots=True)
class Published:
    """The last edition: the exact counts that it rests on, which are private, and what it shows."""

    counted: Mapping[Scope, Tables] = field(default_factory=dict)
    shown: Mapping[Scope, Tables] = field(default_factory=dict)

    def family(self, id_: str) -> Family:
        return {scope: found[id_] for scope, found in self.counted.items() if id_ in found}


def minus(now: Table, before: Table | None) -> Table | None:
    """Return what has come since, or None if something has gone."""
    if before is None:
        return now
    lines = {line.key: line for line in now.lines}
    if any(_size_of(line) for line in before.lines if line.key not in lines):
        return None
    old = {line.key: line for line in before.lines}
    found = []
    for key, line in lines.items():
        values = tuple(
            _less(value, before.value(key, column) if key in old else _nothing(value, before))
            for column, value in zip(now.columns, line.values, strict=True)
            if key not in old or column in before.columns
        )
        if len(values) < len(line.values) or any(_is_negative(value) for value in values):
            return None
        n = None if line.n is None else line.n - ((old[key].n or 0) if key in old else 0)
        was = old[key].left if key in old else ()
        left = tuple(abs(n - m) for n, m in zip_longest(line.left, was, fillvalue=0))
        found.append(replace(line, n=n, values=values, left=left))
    return replace(now.with_lines(found), n=(now.n or 0) - (before.n or 0))


def _nothing(value: Value, before: Table) -> Value:
    """Return the value of a line that a table did not have: nobody gave that answer."""
    if isinstance(value, Share):
        return share_of(0, (before.n or 0) if before.question else 0)
    return 0 if isinstance(value, int) else value


def _less(now: Value, before: Value) -> Value:
    if isinstance(now, Share) and isinstance(before, Share):
        return Share(now.count - before.count, now.n - before.n, None, None, None, now.effect)
    if isinstance(now, int) and isinstance(before, int):
        return now - before
    return now


def _is_negative(value: Value) -> bool:
    if isinstance(value, Share):
        return min(value.count, value.n - value.count) < 0
    return isinstance(value, int) and value < 0


def _size_of(line: Line) -> int:
    counts = (value.n if isinstance(value, Share) else value for value in line.values)
    return sum(count for count in counts if isinstance(count, int))


def size_of(table: Table) -> int:
    return sum(map(_size_of, table.lines))


def is_empty(table: Table) -> bool:
    return not size_of(table)


def added(tables: Iterable[Table], like: Table) -> Table:
    """Return the sum of tables, with the lines and the design effect of another one."""
    parts = [*tables]
    lines = []
    for line in like.lines:
        values = list(line.values)
        for place, (column, value) in enumerate(zip(like.columns, line.values, strict=True)):
            found = [_value(part, line.key, column, value) for part in parts]
            if isinstance(value, Share):
                shares = [share for share in found if isinstance(share, Share)]
                n = sum(share.n for share in shares)
                values[place] = share_of(sum(share.count for share in shares), n, value.effect)
            elif isinstance(value, int):
                values[place] = sum(count for count in found if isinstance(count, int))
        n_of = [part_line.n or 0 for part in parts for part_line in part.lines
                if part_line.key == line.key]  # fmt: skip
        lines.append(replace(line, n=None if line.n is None else sum(n_of), values=tuple(values)))
    return replace(like.with_lines(lines), n=sum(part.n or 0 for part in parts))


def _value(part: Table, key: str, column: str, like: Value) -> Value:
    known = column in part.columns and any(line.key == key for line in part.lines)
    return part.value(key, column) if known else _nothing(like, part)


def since(
    now: Family, before: Family, publish: Publish
) -> tuple[dict[Scope, Table], dict[Scope, int]]:
    """Return the tables of what has come since, and how many wait at which webinar.

    The answers of the series are those of its webinars, without those that wait.
    """
    found: dict[Scope, Table] = {}
    waiting: dict[Scope, int] = {}
    for scope in [scope for scope in now if scope] or [SERIES]:
        more = minus(now[scope], before.get(scope))
        if more is None or (before and _is_small(more, publish)):
            old = before.get(scope)
            waiting[scope] = max(0, (now[scope].n or 0) - (old.n or 0 if old else 0))
        elif not is_empty(more):
            found[scope] = more if more.question else more.with_lines(filter(_size_of, more.lines))
    if found and SERIES in now and SERIES not in found:
        found[SERIES] = added(found.values(), now[SERIES])
    return found, waiting


def _is_small(more: Table, publish: Publish) -> bool:
    shares = (value for line in more.lines for value in line.values if isinstance(value, Share))
    return any(0 < share.n < publish.rate for share in shares)


def joined(before: Table | None, more: Table | None, counted: Table, slack: int = 0) -> Table:
    """Return the sum of what two tables show; `counted` has the exact counts of both.

    The counts that a table shows may be rounded, and off by a `slack`.
    """
    if before is None or more is None:
        return more or before or counted.with_lines(())
    if before.too_few or more.too_few:
        return replace(counted, lines=(), n=None)
    lines = []
    for line in counted.lines:
        pairs = zip(counted.columns, line.values, strict=True)
        values = tuple(
            _sum(value, [(_value(part, line.key, column, value), part) for part in (before, more)],
                 slack)
            for column, value in pairs
        )  # fmt: skip
        n = line.n if any(value is not None for value in values) else None
        lines.append(replace(line, n=n, values=values))
    return counted.with_lines(lines)


_WIDEST = 50  # per cent between bounds


def _sum(exact: Value, parts: list[tuple[Value, Table]], slack: int) -> Value:
    """Return a value if both parts show it, or the bounds that they have together.

    What a part hides is nobody's or everybody's answer there.
    """
    if isinstance(exact, int):
        return exact if all(isinstance(part, int) for part, _ in parts) else None
    if not isinstance(exact, Share):
        return None
    if all(isinstance(part, Share) for part, _ in parts):
        return exact
    limits = []
    for part, table in parts:
        if isinstance(part, Share | Rough):
            limits.append(bounds_of(part, part.n))
        elif table.question:  # others do not say how many people a line is about
            limits.append((0, table.n or 0))
    if len(limits) < len(parts) or not exact.n:
        return None
    low, high = (sum(ends) for ends in zip(*limits, strict=True))
    low = max(0, 100 * (low - slack) // (5 * exact.n) * 5)
    high = min(100, -(-100 * (high + slack) // (5 * exact.n)) * 5)
    return Rough(exact.n, None, low, high) if high - low < _WIDEST else None


def has_moved(now: Table, before: Table, least: int) -> bool:
    """Return whether no count of two tables differs by few people."""
    more = minus(now, before)
    if more is None or more.columns != before.columns:
        return False
    for line in more.lines:
        if any(0 < people < least for people in line.left):
            return False
        for value in line.values:
            sides = (value.count, value.n - value.count) if isinstance(value, Share) else (value,)
            if any(isinstance(side, int) and 0 < side < least for side in sides):
                return False
    return True


def shows_the_same(now: Table, before: Table) -> bool:
    """Return whether two tables show and hide the same lines, in the same way.

    How many people a gain rests on may be hidden now: then nobody can compare it.
    """
    patterns = [
        {line.key: [type(value) for value in line.values] for line in table.lines
         if now.root != "gain" or now.value(line.key) is not None or line.key not in OF_GAIN}
        for table in (now, before)
    ]  # fmt: skip
    return patterns[0] == patterns[1] and now.too_few == before.too_few


def people_since(now: Family, before: Family, publish: Publish) -> dict[Scope, Table] | None:
    """Return the people that have come since, by group, or None if some tables would be of few.

    The people of the series are each counted once, so they are not a sum of those at webinars.
    """
    found = {}
    for scope, table in now.items():
        more = minus(table, before.get(scope))
        if more is None:
            return None
        sums = [sum(line.counts[place] for line in more.lines)
                for place in range(len(more.columns))]  # fmt: skip
        if before and any(0 < people < publish.rate for people in sums):
            return None
        if any(sums):
            found[scope] = more
    if found and SERIES not in found:  # nobody is new
        return None
    for line in found[SERIES].lines if found else ():
        at_webinars = [
            [table.value(line.key, column) for scope, table in found.items() if scope]
            for column in found[SERIES].columns
        ]
        seen = (sum(n for n in counts if isinstance(n, int)) for counts in at_webinars)
        if any(new > most for new, most in zip(line.counts, seen, strict=True)):
            return None
    return found


def steady(now: Table, before: Table | None, least: int) -> Table:
    """Return numbers of people as they were published, where they differ by few."""
    if before is None:
        return now
    lines, is_kept = [], False
    for line in now.lines:
        old = tuple(
            _value(before, line.key, column, value)
            for column, value in zip(now.columns, line.values, strict=True)
        )
        pairs = zip(line.values, old, strict=True)
        is_close = any(isinstance(n, int) and isinstance(m, int) and 0 < abs(n - m) < least
                       for n, m in pairs)  # fmt: skip
        known = next((known for known in before.lines if known.key == line.key), None)
        is_kept |= is_close and known is not None
        lines.append(replace(known, values=old) if is_close and known else line)
    return replace(now.with_lines(lines), n=before.n if is_kept else now.n)
