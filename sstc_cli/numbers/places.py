"""The places that can be published together: regions, sub-regions, countries and lists.

The tables of places share one tree, so that nobody can subtract one from another. In each table, a
country of few people is counted with its sub-region, a sub-region of few people with its region,
and the rest as "other or not stated". No country of fewer people than the least count is named.
"""

from collections.abc import Mapping
from functools import cache

from sstc_cli.model.countries import countries
from sstc_cli.model.publish import nearest
from sstc_cli.numbers.breakdown import OTHERS, By
from sstc_cli.numbers.remainders import ROOT, Counts, Part, Tree, added

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
        """Return all places that people are from as a tree."""
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
    """Return the region, the sub-region and the country of a country, if it has a region."""
    country = countries().get(code)
    return (country.region, country.subregion, code) if country and country.region else ()
