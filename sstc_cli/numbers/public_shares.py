"""The shares of groups in one question that can be published together with its total.

A share is exact if what remains of the whole is large on both sides. Otherwise it is rounded, or
only a bound is published, as long as no small count follows.
"""

from collections.abc import Iterable, Iterator, Mapping

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.remainders import ROOT, Bounds, Tree, narrowed
from sstc_cli.numbers.statistics import Rough, Share, Shown, share_of, wilson


def public_shares(
    tree: Tree, whole: Shown, keys: Iterable[str], publish: Publish, effects: Mapping[str, float]
) -> dict[str, Shown]:
    """Return what can be published about the shares of some parts, by their design effects.

    The counts in the tree are the good answers and all others. Its published parts are exact, and
    `whole` is what is published about all together.
    """
    exact = {key: tree.parts[key].counts[0] for key in tree.published}
    said = {ROOT: bounds_of(whole, sum(tree.whole)), **{key: (n, n) for key, n in exact.items()}}
    shown: dict[str, Shown] = {}
    for key in (key for key in keys if sum(tree.parts[key].counts) >= publish.rate):
        counts = tree.parts[key].counts
        if key in exact:
            shown[key] = share_of(exact[key], sum(counts), effects.get(key, 1.0))
            continue
        for rough in _rough(counts, publish, effects.get(key, 1.0)):
            more = {**said, key: bounds_of(rough, rough.n)}
            if not _reveals(tree, more):
                said, shown[key] = more, rough
                break
    return shown


def bound(count: int, n: int, publish: Publish) -> Rough | None:
    """Return a bound instead of a share of which one side is small, or None."""
    edge = 5 * (20 * (n - publish.least + 1) // n)
    if n < publish.rate or edge <= 50:
        return None
    if 100 * count >= edge * n:
        return Rough(n, None, edge, 100)
    return Rough(n, None, 0, 100 - edge) if 100 * count <= (100 - edge) * n else None


def _rough(counts: tuple[int, ...], publish: Publish, effect: float) -> Iterator[Rough]:
    """Yield round shares, the most exact first."""
    good, n = counts[0], sum(counts)
    step = 5 if n >= 40 else 10
    if n >= 20 and min(counts) >= publish.least:
        percent = (200 * good + step * n) // (2 * step * n) * step
        low, high = wilson(percent / 100, n / effect)
        yield Rough(n, percent, round(100 * low), round(100 * high))
    if limit := bound(good, n, publish):
        yield limit


def bounds_of(shown: Shown, n: int) -> Bounds:
    """Return the least and the largest number of good answers that a published share allows."""
    if shown is None:
        return 0, n
    if isinstance(shown, Share):
        return shown.count, shown.count
    if shown.percent is None:
        return -(-shown.low * n // 100), shown.high * n // 100
    half = 5 if n >= 40 else 10
    return (
        max(0, -(-(2 * shown.percent - half) * n // 200)),
        min(n, -(-(2 * shown.percent + half) * n // 200) - 1),
    )


def _reveals(tree: Tree, said: Mapping[str, Bounds]) -> bool:
    """Return whether a small count of good or of other answers follows from published shares."""
    if 0 in tree.whole:
        return False
    bounds = narrowed(tree, said)
    return any(
        bounds[key][0] == bounds[key][1] and any(0 < n < tree.least for n in part.counts)
        for key, part in tree.parts.items()
    )
