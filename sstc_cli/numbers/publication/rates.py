"""Shares of people who went on to the next stage, without what reveals few of them."""

from collections.abc import Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.breakdown import NOT_STATED
from sstc_cli.numbers.public_shares import public_shares
from sstc_cli.numbers.publication.matrix import WHOLE, Matrix
from sstc_cli.numbers.remainders import ROOT, Part, Tree
from sstc_cli.numbers.statistics import Rough, Share, Shown
from sstc_cli.numbers.tables.table import SERIES, Line, Table, Value

Scope = tuple[int, ...]
Family = Mapping[Scope, Table]


def public_stages(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return shares of people, of which those of the series are the sums of all webinars."""
    keys = dict.fromkeys(line.key for table in family.values() for line in table.lines)
    shown = {key: _of_stage(family, key, publish) for key in keys}
    return {
        scope: replace(table, lines=tuple(
            _line(line, shown[line.key][scope]) for line in table.lines
        ))
        for scope, table in family.items()
    }  # fmt: skip


def public_rates(whole: Value, table: Table, publish: Publish) -> Table:
    """Return the response rates of groups, as far as none reveals another one.

    `whole` is what is public of all people with an address together.
    """
    shares = {line.key: line.values[0] for line in table.lines}
    counts = {
        key: (share.count, share.n - share.count)
        for key, share in shares.items()
        if isinstance(share, Share) and share.count <= share.n
    }
    if not counts:
        return replace(table, lines=())
    sums = tuple(map(sum, zip(*counts.values(), strict=True)))
    tree = Tree(sums, {key: Part(ROOT, found) for key, found in counts.items()}, publish.least)
    told = whole if isinstance(whole, Share | Rough) and whole.n == sum(sums) else None
    if isinstance(told, Share):
        tree.publish(sorted(counts, key=lambda key: (-sum(counts[key]), key)))
    keys = [key for key in counts if key != NOT_STATED]
    effects = {key: share.effect for key, share in shares.items() if isinstance(share, Share)}
    found = public_shares(tree, told, keys, publish, effects)
    return replace(table, lines=tuple(
        _line(line, found[line.key]) for line in table.lines if found.get(line.key) is not None
    ))  # fmt: skip


def _of_stage(family: Family, key: str, publish: Publish) -> Mapping[Scope, Shown]:
    """Return what can be shown of one share."""
    shares = {scope: table.value(key) for scope, table in family.items()}
    counts = {
        scope[0]: {"yes": share.count, "no": share.n - share.count}
        for scope, share in shares.items()
        if scope and isinstance(share, Share) and share.count <= share.n
    }
    matrix = Matrix(counts, ("yes",), publish) if counts else None
    numbers = {scope: scope[0] if scope else WHOLE for scope in family}
    return {
        scope: matrix.best(number) if matrix and (number in counts or scope == SERIES) else None
        for scope, number in numbers.items()
    }


def _line(line: Line, shown: Shown) -> Line:
    """Return a line with what can be shown, with its complete interval if the share is the same."""
    exact = line.values[0]
    if isinstance(shown, Share) and isinstance(exact, Share) and exact.count == shown.count:
        return replace(line, n=shown.n, values=(exact,))
    return replace(line, n=shown.n if shown else None, values=(shown,))
