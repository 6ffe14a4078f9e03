"""Published counts as multiples of 3, 5 or 10, and the shares of these."""

from dataclasses import replace

from sstc_cli.model.survey import Publish
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.statistics import Rough, Share, Shown, share_of
from sstc_cli.numbers.summary import Breakdown
from sstc_cli.numbers.tables.table import Table, Value


def rounded_groups(groups: Breakdown, publish: Publish) -> Breakdown:
    sizes = (None if size is None else publish.rounded(size) for size in groups.responses)
    rows = (replace(row, cells=tuple(_shown(cell, publish) for cell in row.cells))
            for row in groups.rows)  # fmt: skip
    return replace(groups, responses=tuple(sizes), rows=tuple(rows))


def rounded_gain(gain: Gain, publish: Publish) -> Gain:
    counts = (gain.pairs, gain.only_before, gain.only_after)
    pairs, before, after = map(publish.rounded, counts)
    return replace(gain, pairs=pairs, only_before=before, only_after=after)


def rounded_table(table: Table, publish: Publish) -> Table:
    def rounded(value: Value) -> Value:
        if isinstance(value, int):
            return publish.rounded(value)
        return _shown(value, publish) if isinstance(value, Share | Rough) else value

    lines = []
    for line in table.lines:
        n = None if line.n is None else publish.rounded(line.n)
        lines.append(replace(line, n=n, values=tuple(map(rounded, line.values))))
    n = None if table.n is None else publish.rounded(table.n)
    return replace(table.with_lines(lines), n=n)


def _shown(shown: Shown, publish: Publish) -> Shown:
    if isinstance(shown, Share):
        return share_of(publish.rounded(shown.count), publish.rounded(shown.n), shown.effect)
    return replace(shown, n=publish.rounded(shown.n)) if shown else None
