"""Knowledge before and after, and how far people who did not answer could change it."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace

from sstc_cli.model import Role
from sstc_cli.model.survey import Publish, nearest
from sstc_cli.numbers.clusters import bounds
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.folding.pair_sums import PairSums
from sstc_cli.numbers.gain import Gain, public_gain
from sstc_cli.numbers.rounding import rounded_gain
from sstc_cli.numbers.statistics import Mean, Rough, Share
from sstc_cli.numbers.tables.table import (
    LEAST_IN_GROUP,
    SERIES,
    Line,
    Scope,
    Table,
    Tables,
    Value,
)
from sstc_cli.numbers.tables.visits import tells_few


def knowledge_tables(cube: Cube, scope: Scope) -> Iterator[Table]:
    pairs = cube.pairs(cube.main) if cube.main else None
    lines = tuple(_lines(cube, pairs, scope) if pairs else _after(cube, scope))
    columns = ("before", "after") if pairs else ("after",)
    if lines:
        n = max(line.n or 0 for line in lines)
        yield Table("knowledge", columns, lines, n, LEAST_IN_GROUP, cube.main, webinars=scope)


def _after(cube: Cube, scope: Scope) -> Iterator[Line]:
    if cube.main:
        found = cube.survey(cube.main)
        for question in found.survey.questions:
            if question.correct and (share := found.good(question.id, scope)).n:
                yield Line(question.id, share.n, (share,))


def _lines(cube: Cube, pairs: PairSums, scope: Scope) -> Iterator[Line]:
    early, late = cube.survey(pairs.before.id), cube.survey(pairs.after.id)
    for question in pairs.questions:
        before, after = early.good(question.id, scope), late.good(question.id, scope)
        if before.n or after.n:
            found = cube.changes(cube.main, question.id, scope)
            yield Line(
                question.id, after.n, (before, after), found.p, pairs=found.n,
                changed=(found.gained, found.lost),
            )  # fmt: skip


def gain_table(gain: Gain, scope: Scope) -> Table:
    """Return the gain of those who answered before and after, in points, and their levels."""
    n = gain.people or gain.pairs
    lost = gain.only_before + gain.only_after
    before, after = (None if level is None else Mean(level) for level in (gain.before, gain.after))
    values = {"gain": gain.difference, "before": before, "after": after, "pairs": n, "lost": lost}
    lines = (Line(key, lost if key == "lost" else n, (value,)) for key, value in values.items())
    return Table("gain", ("value",), tuple(lines), n, LEAST_IN_GROUP, webinars=scope)


def bounds_table(cube: Cube, scope: Scope) -> Iterator[Table]:
    """Yield the bounds of each good result, whatever those think who attended and said nothing."""
    if not cube.main:
        return
    there, found = cube.attendance(scope).webinars, cube.survey(cube.main)
    lines = []
    for question in found.survey.questions:
        if question.role in (Role.SATISFACTION, Role.KNOWLEDGE):
            share = found.good(question.id, scope)
            attended = sum(n for webinar, n in there.items() if found.asks(question, webinar))
            if 0 < share.n <= attended:
                lines.append(Line(question.id, attended, bounds(share.count, share.n, attended)))
    if lines:
        n = max(line.n or 0 for line in lines)
        yield Table(
            "bounds", ("low", "high"), tuple(lines), n, LEAST_IN_GROUP, cube.main, webinars=scope
        )


_BANDS = (0.001, 0.01, 0.05)
_ROUND = 5  # of pairs: few people may have answered only once


def public_knowledge(table: Table, found: Tables, told: Table | None = None) -> Table:
    """Return the right answers before and after as far as they are public, with p in bands.

    What a table has `told` before stays with its values. Beside others, its pairs stay without a p.
    """
    known = {line.key: line for line in told.lines} if told else {}
    lines = []
    for line in table.lines:
        before = _of(_asked_before(found, line.key), "correct")
        after = _of(found.get(line.key), "correct")
        values = (before, after) if len(table.columns) > 1 else (after,)
        if any(value is not None for value in values):
            # a verdict would tell what is hidden, or what has come since it was published
            is_known = all(map(_agree, values, line.values))
            p = line.p if is_known else None
            p = None if p is None else next((band for band in _BANDS if p < band), 1.0)
            n = after.n if isinstance(after, Share) else None
            pairs = None if p is None else nearest(line.pairs or 0, _ROUND)
            if not is_known and (old := known.get(line.key)):
                p, pairs = (old.p if old.values == values else None), old.pairs
            lines.append(Line(line.key, n, values, p, pairs=pairs))
    return table.with_lines(lines)


def _agree(shown: Value, exact: Value) -> bool:
    """Return whether a public value, perhaps a round one, has all answers that there are."""
    if not isinstance(shown, Share | Rough) or not isinstance(exact, Share):
        return False
    count = shown.count if isinstance(shown, Share) else exact.count
    return (count, shown.n) == (exact.count, exact.n)


def public_bounds(table: Table, found: Tables) -> Table:
    """Return the bounds of results that are public and exact."""
    lines = []
    for line in table.lines:
        of = found.get(line.key)
        share = _of(of, "two_best") or _of(of, "correct")
        if isinstance(share, Share) and line.n is not None:
            lines.append(replace(line, values=bounds(share.count, share.n, line.n)))
    return table.with_lines(lines)


def public_gains(
    gains: Mapping[Scope, Gain], found: Mapping[Scope, Tables], publish: Publish
) -> Iterator[tuple[Scope, Table]]:
    """Yield the gains as far as they reveal no small count, also of a webinar by subtraction."""
    shown = {}
    for scope, gain in gains.items():
        shares = (_of(table, "correct") for id_ in gain.questions
                  if (table := found[scope].get(id_)))  # fmt: skip
        is_open = all(isinstance(share, Share) for share in shares)
        shown[scope] = rounded_gain(public_gain(gain, publish, is_open=is_open), publish)
    while SERIES in shown and shown[SERIES].difference and _leaves_few(gains, shown, publish.least):
        webinars = [scope for scope, gain in shown.items() if scope and gain.difference]
        least = min(webinars, key=lambda scope: (gains[scope].pairs, scope), default=SERIES)
        shown[least] = replace(shown[least], before=None, after=None, difference=None)
    lost = {scope: gain.only_before + gain.only_after for scope, gain in gains.items()}
    few = {scope for scope, n in lost.items() if 0 < n < publish.least}
    few |= {SERIES} if few else few  # the sum of all
    for scope, gain in shown.items():
        table = gain_table(gain, scope)
        came_again = scope == SERIES and _tells_who_came_again(gains, publish.least)
        if came_again or _leaves_few_answers(found[scope], table, publish.least):
            table = _without_pairs(table)
        lines = (replace(line, n=None, values=(None,)) if scope in few and line.key == "lost"
                 else line for line in table.lines)  # fmt: skip
        yield scope, table.with_lines(lines)


def _tells_who_came_again(gains: Mapping[Scope, Gain], least: int) -> bool:
    pairs = (gain.pairs for scope, gain in gains.items() if scope)
    return tells_few(gains[SERIES].people, pairs, least)


def _leaves_few_answers(found: Tables, gain: Table, least: int) -> bool:
    """Return whether few people answered after a webinar who have no pair."""
    answered = found["reach"].value("answered") if "reach" in found else None
    return isinstance(answered, int) and 0 < answered - (gain.n or 0) < least


def _without_pairs(table: Table) -> Table:
    """Return a gain without the number of its people."""
    lines = (line if line.key == "lost" else
             replace(line, n=None, values=(None,) if line.key == "pairs" else line.values)
             for line in table.lines)  # fmt: skip
    return replace(table.with_lines(lines), n=min(table.n or 0, table.least))


def _leaves_few(gains: Mapping[Scope, Gain], shown: Mapping[Scope, Gain], least: int) -> bool:
    """Return whether the series without the webinars that are shown is about few answers."""
    whole, *parts = (
        (*astuple(gains[scope].pairs_before), *astuple(gains[scope].pairs_after))
        for scope in (SERIES, *(scope for scope in shown if scope and shown[scope].difference))
    )
    left = [n - sum(part[place] for part in parts) for place, n in enumerate(whole)]
    return bool(parts) and any(left) and min(left) < least


def _asked_before(found: Tables, question: str) -> Table | None:
    ids = (id_ for id_, table in found.items() if table.question == question and "." in id_)
    return next((found[id_] for id_ in ids if ".by_" not in id_), None)


def _of(table: Table | None, key: str) -> Value:
    return table.value(key) if table and not table.too_few else None
