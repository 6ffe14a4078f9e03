"""Who takes part for the first time, and who was there before.

Taking part is being at a webinar, or answering the survey after it; to register is not enough. A
webinar is earlier by its number. Whoever gave no address cannot be known again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select, union_all

from sstc_cli.model import Survey
from sstc_cli.survey.numbers.breakdown import NOT_STATED, Breakdown, By, Grouping, broken_down
from sstc_cli.survey.schema import ATTENDANCES, IDENTITIES, RESPONSES
from sstc_cli.survey.store import Batch, Store

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
        query = select(ATTENDANCES.c.webinar, ATTENDANCES.c.person)
        if webinars:
            query = query.where(ATTENDANCES.c.webinar.in_(webinars))
        with store.reading() as connection:
            rows = connection.execute(query).all() if connection else []
        return broken_down(By.PARTICIPATION, Counter(self.group(*row) for row in rows), _ORDER)


def participation(store: Store, surveys: Mapping[str, Survey]) -> Participation:
    """Who took part in which webinar first, as the store knows it."""
    after = [id_ for id_, survey in surveys.items() if survey.when == "after"]
    answered = select(RESPONSES.c.person, RESPONSES.c.webinar).where(RESPONSES.c.survey.in_(after))
    there = union_all(answered, select(ATTENDANCES.c.person, ATTENDANCES.c.webinar)).subquery()
    took_part = select(there.c.person, func.min(there.c.webinar)).group_by(there.c.person)
    known = select(IDENTITIES.c.person).where(IDENTITIES.c.email.is_not(None))
    with store.reading() as connection:
        if connection is None:
            return Participation({})
        first = {row[0]: row[1] for row in connection.execute(took_part)}
        people = connection.execute(known).scalars()
        return Participation({person: first.get(person) for person in people})
