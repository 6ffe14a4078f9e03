"""Knowledge before and after, made of what is public of each question."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.public_gain import public_gain
from sstc_cli.numbers.rounding import rounded_gain
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.learning import gain_table
from sstc_cli.numbers.tables.table import SERIES, Line, Table, Value

Scope = tuple[int, ...]
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
            p = line.p if None not in values else None  # a verdict would tell what is hidden
            p = None if p is None else next((band for band in _BANDS if p < band), 1.0)
            n = after.n if isinstance(after, Share) else None
            lines.append(Line(line.key, n, values, p))
    return replace(table, lines=tuple(lines))


def public_bounds(table: Table, found: Tables) -> Table:
    """Return the bounds of results that are public and exact."""
    return replace(table, lines=tuple(_bounded(table, found)))


def public_gains(
    gains: Mapping[Scope, Gain], found: Mapping[Scope, Tables], publish: Publish
) -> Iterator[tuple[Scope, Table]]:
    """Yield the gains as far as they reveal no small count, also of a webinar by subtraction."""
    shown = {scope: _public(gain, found[scope], publish) for scope, gain in gains.items()}
    while SERIES in shown and shown[SERIES].difference and _leaves_few(gains, shown, publish.least):
        webinars = [scope for scope, gain in shown.items() if scope and gain.difference]
        least = min(webinars, key=lambda scope: (gains[scope].pairs, scope), default=SERIES)
        shown[least] = replace(shown[least], before=None, after=None, difference=None)
    for scope, gain in shown.items():
        table = gain_table(gain, scope)
        few = 0 < gain.only_before + gain.only_after < publish.least
        lines = (replace(line, n=None, values=(None,)) if few and line.key == "lost" else line
                 for line in table.lines)  # fmt: skip
        yield scope, replace(table, lines=tuple(lines))


def _public(gain: Gain, found: Tables, publish: Publish) -> Gain:
    shares = [_of(found.get(id_), "correct") for id_ in gain.questions if id_ in found]
    is_open = all(isinstance(share, Share) for share in shares)
    return rounded_gain(public_gain(gain, publish, is_open=is_open), publish)


def _leaves_few(gains: Mapping[Scope, Gain], shown: Mapping[Scope, Gain], least: int) -> bool:
    """Return whether the series without the webinars that are shown is about few answers."""
    whole, *parts = (
        (*astuple(gains[scope].pairs_before), *astuple(gains[scope].pairs_after))
        for scope in (SERIES, *(scope for scope in shown if scope and shown[scope].difference))
    )
    left = [n - sum(part[place] for part in parts) for place, n in enumerate(whole)]
    return bool(parts) and any(left) and min(left) < least


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
