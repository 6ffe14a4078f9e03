"""The themes of coded comments.

What one person wrote about one webinar counts as one comment, with the themes of all its parts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.numbers.clusters import moments
from sstc_cli.numbers.statistics import share_of
from sstc_cli.numbers.tables.table import LEAST_PEOPLE, Line, Table

COLUMNS = ("share", "comments")
Comments = Mapping[tuple[int, str], frozenset[str]]  # their themes, by webinar and person


@dataclass(frozen=True, slots=True)
class Coded:
    """The comments with at least one theme, and all themes in their order."""

    comments: Comments
    themes: Sequence[str]


UNCODED = Coded({}, ())


def themes_table(coded: Coded, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield how many comments have each theme, if there are any."""
    found = coded.comments.items()
    here = {place: themes for place, themes in found if not scope or place[0] in scope}
    if not here:
        return
    used = {theme for themes in coded.comments.values() for theme in themes}
    order = [*coded.themes, *sorted(used.difference(coded.themes))]
    lines = tuple(_line(theme, here) for theme in order)
    yield Table("themes", COLUMNS, lines, len(here), LEAST_PEOPLE, webinars=scope)


def _line(theme: str, here: Comments) -> Line:
    count, n = sum(theme in found for found in here.values()), len(here)
    return Line(theme, n, (share_of(count, n, _effect(theme, here)), count))


def _effect(theme: str, here: Comments) -> float:
    """Return the design effect of people who commented on several webinars."""
    written = Counter(person for _, person in here)
    named = Counter(person for (_, person), found in here.items() if theme in found)
    people: Iterable[tuple[int, int, int]] = ((named[who], n, 1) for who, n in written.items())
    return moments(people).share_effect
