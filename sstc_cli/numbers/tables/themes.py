"""The themes of coded comments: those of surveys after webinars.

What one person wrote about one webinar counts as one comment, with the themes of all its parts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sstc_cli.model import Survey
from sstc_cli.numbers.clusters import moments
from sstc_cli.numbers.statistics import share_of
from sstc_cli.numbers.tables.table import LEAST_PEOPLE, Line, Table
from sstc_cli.store.comments.comments import comments
from sstc_cli.store.store import Store

COLUMNS = ("share", "comments")
Coded = Mapping[tuple[int, str], frozenset[str]]  # the themes, by webinar and person


def coded_comments(store: Store, surveys: Mapping[str, Survey]) -> Coded:
    """Return the themes of the comments that have any."""
    after = [survey for survey in surveys.values() if survey.when == "after"]
    found: dict[tuple[int, str], frozenset[str]] = {}
    for comment in comments(store, after, coded=True):
        place = comment.webinar, comment.person or comment.key
        if comment.code and comment.code.themes:
            found[place] = found.get(place, frozenset()) | {*comment.code.themes}
    return found


def themes_table(coded: Coded, themes: Sequence[str], scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield how many comments have each theme, in the order of the themes, if any is coded."""
    here = {place: found for place, found in coded.items() if not scope or place[0] in scope}
    if not here:
        return
    used = {theme for found in coded.values() for theme in found}
    order = [*themes, *sorted(used.difference(themes))]
    lines = tuple(_line(theme, here) for theme in order)
    yield Table("themes", COLUMNS, lines, len(here), LEAST_PEOPLE, webinars=scope)


def _line(theme: str, here: Coded) -> Line:
    count, n = sum(theme in found for found in here.values()), len(here)
    return Line(theme, n, (share_of(count, n, _effect(theme, here)), count))


def _effect(theme: str, here: Coded) -> float:
    """Return the design effect of people who commented on several webinars."""
    written = Counter(person for _, person in here)
    named = Counter(person for (_, person), found in here.items() if theme in found)
    people: Iterable[tuple[int, int, int]] = ((named[who], n, 1) for who, n in written.items())
    return moments(people).share_effect
