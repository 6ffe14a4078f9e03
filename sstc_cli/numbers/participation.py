"""First-time and returning participants.

People take part by attending a webinar, or by answering the survey after it. To register is not
enough. An earlier webinar has a smaller number. Without an address, nobody can be recognised.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import NOT_STATED, Breakdown, By, Grouping, breakdown_of_sizes
from sstc_cli.store.query import attendances, first_webinars
from sstc_cli.store.store import Batch, Store

FIRST_TIME, RETURNING = "first_time", "returning"
_ORDER = (FIRST_TIME, RETURNING)


class Participation:
    """The first webinar of each person with an address, by pseudonym."""

    def __init__(self, first: Mapping[str, int | None]) -> None:
        self.first = first

    def group(self, webinar: int, person: str | None) -> str:
        """Return the group of a person at a webinar."""
        if person is None or person not in self.first:
            return NOT_STATED
        first = self.first[person]
        return RETURNING if first is not None and first < webinar else FIRST_TIME

    def of(self, batch: Batch) -> list[str]:
        """Return the group of each response."""
        return [*map(self.group, batch.webinars, batch.persons)]

    def grouping(self, survey: Survey) -> Grouping:
        """Return a counter of a survey's answers by group."""
        return Grouping(survey, By.PARTICIPATION, self.of, _ORDER)

    def attendance(self, store: Store, webinars: Sequence[int]) -> Breakdown:
        """Return the attendances of each group."""
        sizes = Counter(self.group(*row) for row in attendances(store, webinars))
        return breakdown_of_sizes(By.PARTICIPATION, sizes, _ORDER)


def participation(store: Store, surveys: Mapping[str, Survey]) -> Participation:
    """Return the first webinar of each person in the store."""
    after = [id_ for id_, survey in surveys.items() if survey.when == "after"]
    return Participation(first_webinars(store, after))
