"""One pass over the store, person by person, that makes all sums."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import compress

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import By
from sstc_cli.numbers.folding.groups import GroupsOf, bases_of, first_webinars, participation
from sstc_cli.numbers.folding.pairs import PairSums, asked_before
from sstc_cli.numbers.folding.reach import ReachSums
from sstc_cli.numbers.folding.survey import SurveySums
from sstc_cli.store.people import People
from sstc_cli.store.store import Batch


class Fold:
    """All sums of some webinars, or of all if there are `webinars` none, block by block."""

    def __init__(
        self, surveys: Mapping[str, Survey], webinars: Iterable[int], dimensions: Iterable[By],
        attended: Iterable[int], *, each: bool = True,
    ) -> None:  # fmt: skip
        """Take the webinars in scope, or none for all, and those with known attendance."""
        dimensions = [*dimensions]
        bases = bases_of(dimensions)
        self.surveys, self.webinars = surveys, frozenset(webinars)
        self.by_participation = By.PARTICIPATION in dimensions
        self.groups = {id_: GroupsOf(survey, bases) for id_, survey in surveys.items()}
        repeated = len(self.webinars) != 1
        self.sums = {
            id_: SurveySums(s, dimensions, repeated=repeated, each=each)
            for id_, s in surveys.items()
        }
        attended = {*attended}
        self.reach = ReachSums(bases, attended)
        self.is_reach_known = each or bool(attended)
        self.superseded: Counter[tuple[str, int]] = Counter()
        befores = {id_: asked_before(surveys, survey) for id_, survey in surveys.items()}
        self.pairs = {id_: PairSums(b, surveys[id_]) for id_, b in befores.items() if b is not None}

    def add(self, people: People) -> None:
        """Add some people with all of their rows."""
        for (id_, webinar), count in people.superseded.items():
            self.superseded[id_, webinar] += count
        responses = {id_: people.responses[id_] for id_ in self.surveys if id_ in people.responses}
        groups = {id_: self.groups[id_].of(batch) for id_, batch in responses.items()}
        before = {id_ for id_, survey in self.surveys.items() if survey.when == "before"}
        if self.is_reach_known:
            self.reach.add(people, groups, before, self.webinars)
        if self.by_participation:
            self._add_participation(people, groups)
        here = {id_: self._in_scope(batch) for id_, batch in responses.items()}
        for id_, batch in here.items():
            inside = self._inside(responses[id_])
            chosen = {by: [*compress(found, inside)] for by, found in groups[id_].items()}
            self.sums[id_].add(batch, chosen if self.webinars else groups[id_])
        for id_, pairs in self.pairs.items():
            early = pairs.before.id
            pairs.add(here.get(early), here.get(id_), responses.get(early))

    def _add_participation(self, people: People, groups: Mapping[str, dict[By, list[str]]]) -> None:
        after = [id_ for id_, survey in self.surveys.items() if survey.when == "after"]
        first = first_webinars(people, after)
        webinars, persons = people.attendances
        visits = participation(webinars, persons, people.known, first)
        self.reach.visits.update(zip(webinars, visits, strict=True))
        for id_, found in groups.items():
            batch = people.responses[id_]
            found[By.PARTICIPATION] = participation(
                batch.webinars, batch.persons, people.known, first
            )

    def _inside(self, batch: Batch) -> list[bool]:
        return [webinar in self.webinars for webinar in batch.webinars]

    def _in_scope(self, batch: Batch) -> Batch:
        """Return the responses at the chosen webinars."""
        if not self.webinars:
            return batch
        inside = self._inside(batch)
        return Batch(
            [*compress(batch.webinars, inside)], [*compress(batch.persons, inside)],
            [*compress(batch.answers, inside)], [*compress(batch.others, inside)],
        )  # fmt: skip
