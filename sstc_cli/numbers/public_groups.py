"""The groups and places whose results can leave the office together.

The tables of places share one tree, so that nobody can subtract one from another. In each table, a
country of few people is counted with its sub-region, a sub-region of few people with its region,
and the rest as "other or not stated". No country of fewer people than the least count is named.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sstc_cli.choices import By
from sstc_cli.model.countries import countries
from sstc_cli.model.survey import Publish, nearest
from sstc_cli.numbers.hiding import ROOT, Counts, Part, Tree, added, public_shares
from sstc_cli.numbers.statistics import Share, Shown
from sstc_cli.numbers.summary import (
    NOT_APPLICABLE,
    NOT_STATED,
    OTHER_WORDS,
    OTHERS,
    PLACES,
    Breakdown,
    GroupRow,
)

REST, REST_OF_LIST = "other_or_not_stated", "other_countries_or_not_stated"
OTHER = "other "  # before the code of a region or sub-region
LIST_BASE = 10  # lists overlap with regions: exact counts could be subtracted
LEVELS = (By.REGION, By.SUBREGION, By.COUNTRY)

Sums = Mapping[str, Counts]  # by country


def places_of(sizes: Mapping[str, int], least: int) -> "Places":
    """Return the rows of tables of places with one number of people from each country."""
    return Places({code: (size,) for code, size in sizes.items()}, least)


class Places:
    """The rows of each table of places, chosen by the numbers of people from each country."""

    def __init__(self, sums: Sums, least: int) -> None:
        self.least = least
        self.sums: Sums = {code: counts for code, counts in sums.items() if any(counts)}
        self.shown: set[str] = set()
        tree = self._names()
        for level in range(len(LEVELS)):
            names = {_path(code)[level] for code in self.sums if _path(code)}
            tree.publish(sorted(names, key=lambda name: (-tree.parts[name].counts[0], name)))
        self.shown = tree.published

    def row(self, by: By, code: str) -> str:
        """Return the row of a country in a table: the smallest place around it that is shown."""
        path = _path(code)[: LEVELS.index(by) + 1]
        return next((name for name in reversed(path) if name in self.shown), REST)

    def sizes(self, by: By) -> dict[str, int | None]:
        """Return the people in each row of a table: the largest first, the rest at the end."""
        if by not in LEVELS:
            return self.listed(by)
        return {row: size for row, (size,) in self.rows(by).items()}

    def rows(self, by: By) -> dict[str, Counts]:
        """Return the counts in each row of a table: the largest first, the rest at the end."""
        found: dict[str, Counts] = {}
        for code, counts in self.sums.items():
            row = self.row(by, code)
            found[row] = added([counts, *([found[row]] if row in found else [])])
        order = sorted(found, key=lambda row: (row == REST, *(-n for n in found[row]), row))
        return {row: found[row] for row in order}

    def is_divided(self, by: By, row: str) -> bool:
        """Return whether a table also has a row for a part of this place."""
        return any(row in _path(code) and self.row(by, code) != row for code in self.sums)

    def tree(self, sums: Sums) -> Tree:
        """Return the rows of the three tables as a tree, with the counts of each country."""
        whole = added(sums.values())
        parts: dict[str, Part] = {}
        for level, by in enumerate(LEVELS):
            for code, counts in sums.items():
                key = row_key(by, self.row(by, code))
                above = row_key(LEVELS[level - 1], self.row(LEVELS[level - 1], code))
                before = [parts[key].counts] if key in parts else []
                parts[key] = Part(above if level else ROOT, added([*before, counts]))
        return Tree(whole, parts, self.least)

    def listed(self, by: By, stage: int = 0) -> dict[str, int | None]:
        """Return the people from countries on a list and all others, or None if they are hidden.

        They are in round numbers, because exact ones could be subtracted from those of regions.
        """
        codes = (code for code in self.sums if code in countries())
        on_list = sum(self.sums[code][stage] for code in codes if by in countries()[code].groups)
        total = sum(counts[stage] for counts in self.sums.values())
        rounded = nearest(on_list, LIST_BASE)
        smallest = min(on_list, total - on_list, rounded, total - rounded)
        shown = smallest >= self.least and self._hides(by, stage, rounded)
        return {str(by): rounded if shown else None, OTHERS: total - rounded if shown else None}

    def _hides(self, by: By, stage: int, rounded: int) -> bool:
        """Return whether a number on a list leaves enough possible ones in each row of places."""
        rows: dict[str, tuple[int, set[bool]]] = {}
        for code, counts in self.sums.items():
            n, sides = rows.get(row := self.row(By.COUNTRY, code), (0, set()))
            on_list = code in countries() and by in countries()[code].groups
            rows[row] = n + counts[stage], sides | {on_list}
        low, high = rounded - LIST_BASE // 2, rounded + (LIST_BASE - 1) // 2
        most = sum(n for n, sides in rows.values() if True in sides)
        fewest = sum(n for n, sides in rows.values() if sides == {True})
        return all(
            min(n, high - fewest) - max(0, low - (most - n)) >= min(self.least - 1, n)
            for n, sides in rows.values()
            if len(sides) == 2
        )

    def _names(self) -> Tree:
        whole = added(self.sums.values())
        parts: dict[str, Part] = {REST: Part(ROOT, (0,) * len(whole))}
        for level in range(len(LEVELS)):
            for code, counts in self.sums.items():
                path = _path(code)
                name = path[level] if path else REST
                above = path[level - 1] if path and level else ROOT
                if path or not level:
                    before = [parts[name].counts] if name in parts else []
                    parts[name] = Part(above, added([*before, counts]))
        return Tree(whole, parts, self.least)


def row_key(by: By, row: str) -> str:
    """Return the name of a row in the tree of all tables."""
    return f"{by} {row}"


@cache
def _path(code: str) -> tuple[str, ...]:
    country = countries().get(code)
    return (country.region, country.subregion, code) if country and country.region else ()


_NO_GROUP = {"other", "undisclosed", NOT_APPLICABLE, NOT_STATED, OTHER_WORDS}


def public_groups(
    exact: Breakdown, by: By, wholes: Mapping[str, Shown], publish: Publish
) -> Breakdown:
    """Return the shares of a breakdown without those that reveal a small count.

    Places are broken down by country. `wholes` is what is published about all people together.
    """
    if by in PLACES:
        return _of_places(exact, places_of(sizes_of(exact), publish.least), by, wholes, publish)
    row_of = {
        group: REST if group in _NO_GROUP and by is not By.PARTICIPATION else group
        for group in exact.groups
    }
    groups = sorted(dict.fromkeys(row_of.values()), key=lambda group: group == REST)
    rows = []
    for row in exact.rows:
        sums = _sums(exact, row, row_of.__getitem__)
        if not sums:
            continue
        parts = {group: Part(ROOT, counts) for group, counts in sums.items()}
        tree = Tree(added(sums.values()), parts, publish.least)
        whole = _whole(wholes.get(row.question), tree)
        if isinstance(whole, Share):
            tree.publish(_largest_first(tree, groups, publish.rate))
        keys = [group for group in groups if group in parts]
        found = public_shares(tree, whole, keys, publish, _effect(row))
        rows.append(GroupRow(row.question, tuple(map(found.get, groups))))
    return Breakdown(by, tuple(groups), (None,) * len(groups), tuple(rows))


def sizes_of(exact: Breakdown) -> dict[str, int]:
    counted = zip(exact.groups, exact.responses, strict=True)
    return {group: count for group, count in counted if count is not None}


def _of_places(
    exact: Breakdown, places: Places, by: By, wholes: Mapping[str, Shown], publish: Publish
) -> Breakdown:
    """Return a table of places; lists overlap with regions, and so have no shares."""
    sizes = places.sizes(by)
    rows = []
    for row in exact.rows if by in LEVELS else ():
        sums = _sums(exact, row, str)
        if not sums:
            continue
        tree = places.tree(sums)
        whole = _whole(wholes.get(row.question), tree)
        for level in LEVELS if isinstance(whole, Share) else ():
            tree.publish(_largest_first(tree, _keys(tree, level), publish.rate))
        keys = [key for level in LEVELS for key in _keys(tree, level)]
        found = public_shares(tree, whole, keys, publish, _effect(row))
        cells = (found.get(row_key(by, name)) for name in sizes)
        rows.append(GroupRow(row.question, tuple(cells)))
    names = tuple(row_name(places, by, row) for row in sizes)
    return Breakdown(by, names, tuple(sizes.values()), tuple(rows))


def _keys(tree: Tree, by: By) -> list[str]:
    return [key for key in tree.parts if key.startswith(f"{by} ")]


def _largest_first(tree: Tree, keys: Iterable[str], rate: int) -> list[str]:
    """Return the parts with enough answers for a share, the largest first."""
    sizes = {key: sum(tree.parts[key].counts) for key in keys if key in tree.parts}
    return sorted((key for key in sizes if sizes[key] >= rate), key=lambda key: -sizes[key])


def _whole(whole: Shown, tree: Tree) -> Shown:
    """Return the share of all people if the groups add up to it."""
    count, n = tree.whole[0], sum(tree.whole)
    if isinstance(whole, Share):
        return whole if (whole.count, whole.n) == (count, n) else None
    return whole if whole and whole.n == n else None


def _sums(exact: Breakdown, row: GroupRow, group_of: Callable[[str], str]) -> dict[str, Counts]:
    sums: dict[str, Counts] = {}
    for group, cell in zip(exact.groups, row.cells, strict=True):
        if isinstance(cell, Share) and cell.n:
            key = group_of(group)
            sums[key] = added((sums.get(key, (0, 0)), (cell.count, cell.n - cell.count)))
    return sums


def _effect(row: GroupRow) -> float:
    """Return the design effect of the survey, which all groups share."""
    return next((cell.effect for cell in row.cells if isinstance(cell, Share)), 1.0)


def row_name(places: Places, by: By, row: str) -> str:
    """Return the code of a row, marked if parts of the place have rows of their own."""
    if by not in LEVELS:
        return REST_OF_LIST if row == OTHERS else row
    return OTHER + row if row != REST and places.is_divided(by, row) else row
