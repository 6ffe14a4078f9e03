"""First-time and returning participants, and those who attended and answered.

People take part by attending a webinar, or by answering the survey after it. To register is not
enough. An earlier webinar has a smaller number. Without an address, nobody can be recognised.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import NOT_STATED, Breakdown, By, Grouping, breakdown_of_sizes
from sstc_cli.numbers.statistics import Share, share_of
from sstc_cli.store.query import attendances, first_webinars, persons_with_address
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


class Respondents:
    """A counter of the responses of people who attended, by webinar with known attendance.

    A person with an address attended if the attendance has it. It may be one of those without an
    address there, of whom nobody knows more. Anonymous responses are taken for those of attendees.
    """

    def __init__(
        self, attended: Mapping[int, Collection[str]], nameless: Mapping[int, int], known: Set[str]
    ) -> None:
        """Take the people with an address who attended, how many had none, and all addresses."""
        self.attended, self.nameless, self.known = attended, nameless, known
        self.there = 0
        self.others: Counter[int] = Counter()

    def add(self, batch: Batch) -> None:
        """Count some more responses."""
        for webinar, person in zip(batch.webinars, batch.persons, strict=True):
            if webinar not in self.attended:
                continue
            if person in self.known and person not in self.attended[webinar]:
                self.others[webinar] += 1
            else:
                self.there += 1

    def response_rate(self) -> tuple[Share | None, int]:
        """Return the response rate, and the number of responses of people who did not attend."""
        possible = {
            number: min(n, self.nameless.get(number, 0)) for number, n in self.others.items()
        }
        attendees = sum(map(len, self.attended.values())) + sum(self.nameless.values())
        count = self.there + sum(possible.values())
        return share_of(count, attendees), self.others.total() - sum(possible.values())


def respondents(store: Store, webinars: Sequence[int]) -> Respondents:
    """Return a counter of the people who attended these webinars and answered."""
    known = persons_with_address(store)
    there = attendances(store, webinars)
    attended: dict[int, set[str]] = {webinar: set() for webinar, _ in there}
    nameless = Counter(webinar for webinar, person in there if person not in known)
    for webinar, person in there:
        if person is not None and person in known:
            attended[webinar].add(person)
    return Respondents(attended, nameless, known)


def participation(store: Store, surveys: Mapping[str, Survey]) -> Participation:
    """Return the first webinar of each person in the store."""
    after = [id_ for id_, survey in surveys.items() if survey.when == "after"]
    return Participation(first_webinars(store, after))
