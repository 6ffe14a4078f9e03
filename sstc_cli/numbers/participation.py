"""Who takes part for the first time, and who was there before.

Taking part is being at a webinar, or answering the survey after it; to register is not enough. A
webinar is earlier by its number. Whoever gave no address cannot be known again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import NOT_STATED, Breakdown, By, Grouping, broken_down
from sstc_cli.store.query import attendances, first_webinars
from sstc_cli.store.store import Batch, Store

FIRST_TIME, RETURNING = "first_time", "returning"
_ORDER = (FIRST_TIME, RETURNING)


class Participation:
    """By the pseudonym of everybody with an address, the first webinar that they took part in."""

    def __init__(self, first: Mapping[str, int | None]) -> None:
        self.first = first

    def group(self, webinar: int, person: str | None) -> str:
        """What somebody is at a webinar."""
        if person is None or person not in self.first:
            return NOT_STATED
        first = self.first[person]
        return RETURNING if first is not None and first < webinar else FIRST_TIME

    def of(self, batch: Batch) -> list[str]:
        """The group of each response."""
        return [*map(self.group, batch.webinars, batch.persons)]

    def grouping(self, survey: Survey) -> Grouping:
        """What counts a survey's answers by group."""
        return Grouping(survey, By.PARTICIPATION, self.of, _ORDER)

    def attendance(self, store: Store, webinars: Sequence[int]) -> Breakdown:
        """How many attendances are of each group."""
        rows = attendances(store, webinars)
        return broken_down(By.PARTICIPATION, Counter(self.group(*row) for row in rows), _ORDER)


def participation(store: Store, surveys: Mapping[str, Survey]) -> Participation:
    """Who took part in which webinar first, as the store knows it."""
    after = [id_ for id_, survey in surveys.items() if survey.when == "after"]
    return Participation(first_webinars(store, after))
