"""Knowledge before and after, made of what is public of each question."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.public_gain import public_gain
from sstc_cli.numbers.rounding import rounded_gain
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.learning import gain_table
from sstc_cli.numbers.tables.table import Line, Table, Value

Tables = Mapping[str, Table]
_BANDS = (0.001, 0.01, 0.05)


def public_knowledge(table: Table, found: Tables) -> Table:
    """Return the right answers before and after as far as they are public, with p in bands."""
    lines = []
    for line in table.lines:
        before = _of(_asked_before(found, line.key), "correct")
        after = _of(found.get(line.key), "correct")
        values = (before, after) if len(table.columns) > 1 else (after,)
        if any(value is not None for value in values):
            p = None if line.p is None else next((b for b in _BANDS if line.p < b), 1.0)
            n = after.n if isinstance(after, Share) else None
            lines.append(Line(line.key, n, values, p))
    return replace(table, lines=tuple(lines))


def public_bounds(table: Table, found: Tables) -> Table:
    """Return the bounds of results that are public and exact."""
    return replace(table, lines=tuple(_bounded(table, found)))


def public_gain_table(gain: Gain, found: Tables, publish: Publish, scope: tuple[int, ...]) -> Table:
    """Return the gain as far as it reveals no small count."""
    shares = [_of(found.get(id_), "correct") for id_ in gain.questions if id_ in found]
    is_open = all(isinstance(share, Share) for share in shares)
    shown = rounded_gain(public_gain(gain, publish, is_open=is_open), publish)
    return gain_table(shown, scope)


def _bounded(table: Table, found: Tables) -> Iterator[Line]:
    for line in table.lines:
        of = found.get(line.key)
        good = _of(of, "two_best") or _of(of, "correct")
        if isinstance(good, Share):
            yield line


def _asked_before(found: Tables, question: str) -> Table | None:
    """Return the table of the same question in the survey before the webinars."""
    ids = (id_ for id_, table in found.items() if table.question == question and "." in id_)
    return next((found[id_] for id_ in ids if ".by_" not in id_), None)


def _of(table: Table | None, key: str) -> Value:
    lines = table.lines if table and not table.too_few else ()
    return next((line.values[0] for line in lines if line.key == key), None)
