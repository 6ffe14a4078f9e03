"""One pass over the store, person by person, that makes all sums."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import compress, repeat
from types import MappingProxyType
from typing import TypeVar

from sstc_cli.choices import By
from sstc_cli.model import Survey
from sstc_cli.model.countries import countries
from sstc_cli.numbers.folding.pair_sums import PairSums, asked_before
from sstc_cli.numbers.folding.reach_sums import ReachSums
from sstc_cli.numbers.folding.survey_sums import SurveySums
from sstc_cli.numbers.summary import FIRST_TIME, NOT_STATED, PLACES, RETURNING, role_of
from sstc_cli.store.people import People, ResponseColumns

_T = TypeVar("_T")
_GET: Callable[[Mapping[str, object], str], object] = dict.get  # type: ignore[assignment]


class GroupsOf:
    """The groups of the responses to a survey, by those properties that it asks for."""

    def __init__(self, survey: Survey, bases: Iterable[By]) -> None:
        """Take properties that are neither places, but for the country, nor the participation."""
        asked = {by: survey.question(role_of(by)) for by in bases}
        self.known = {by: _Known(by, found.id) for by, found in asked.items() if found is not None}

    def of(self, batch: ResponseColumns) -> dict[By, list[str]]:
        return {
            by: [known[value] for value in map(_GET, batch.answers, repeat(known.question))]
            for by, known in self.known.items()
        }


class _Known(dict[object, str]):
    """The group of each answer, worked out once: most people share theirs with others."""

    def __init__(self, by: By, question: str) -> None:
        super().__init__()
        self.by, self.question = by, question

    def __missing__(self, value: object) -> str:
        known = isinstance(value, str) and (self.by not in PLACES or value in countries())
        group = self[value] = str(value) if known else NOT_STATED
        return group


def first_webinars(people: People, after: Iterable[str]) -> dict[str, int]:
    """Return the first webinar that each of these people attended, or answered a survey `after`."""
    first: dict[str, int] = {}
    answered = [people.responses[id_] for id_ in after if id_ in people.responses]
    rows = [people.attendances, *((batch.webinars, batch.persons) for batch in answered)]
    for webinars, persons in rows:  # in the order of webinars: the first one is the last to stay
        found = dict(zip(reversed(persons), reversed(webinars), strict=True))
        for person in people.known & found.keys():
            first[person] = min(first.get(person, found[person]), found[person])
    return first


def participation(
    webinars: Sequence[int], persons: Sequence[str | None], known: Collection[str],
    first: Mapping[str, int],
) -> list[str]:  # fmt: skip
    """Return whether each person was new at a webinar, came back to it, or cannot be recognised."""
    return [
        NOT_STATED if person is None or person not in known
        else RETURNING if first.get(person, webinar) < webinar else FIRST_TIME
        for webinar, person in zip(webinars, persons, strict=True)
    ]  # fmt: skip


Rare = Mapping[tuple[str, int], Collection[str]]  # questions, by survey and webinar


def _without(rare: Rare, survey: str, batch: ResponseColumns) -> ResponseColumns:
    """Return responses as if nobody had answered the questions that are rare at their webinar."""

    def kept(rows: Sequence[Mapping[str, _T]]) -> list[Mapping[str, _T]]:
        left_out = (rare.get((survey, webinar), ()) for webinar in batch.webinars)
        return [
            {id_: value for id_, value in row.items() if id_ not in out} if out else row
            for row, out in zip(rows, left_out, strict=True)
        ]

    return batch._replace(answers=kept(batch.answers), others=kept(batch.others))


class Fold:
    """All sums of some webinars, or of all if there are `webinars` none, block by block."""

    def __init__(  # noqa: PLR0913 all decide what is counted
        self, surveys: Mapping[str, Survey], webinars: Iterable[int], dimensions: Iterable[By],
        attended: Iterable[int], numbers: Mapping[str, int] = MappingProxyType({}), *,
        each: bool = True, rare: Rare = MappingProxyType({}),
    ) -> None:  # fmt: skip
        """Take the webinars in scope, or none for all, and those with known attendance.

        Questions name webinars by their ids, which have these `numbers`. Answers to those that are
        `rare` do not count.
        """
        self.rare = rare
        self.ids = {number: id_ for id_, number in numbers.items()}
        dimensions = [*dimensions]
        # what people state: places follow from countries
        stated = dict.fromkeys(By.COUNTRY if by in PLACES else by for by in dimensions)
        bases = [by for by in stated if by is not By.PARTICIPATION]
        self.surveys, self.webinars = surveys, frozenset(webinars)
        self.by_participation = By.PARTICIPATION in dimensions
        self.groups = {id_: GroupsOf(survey, bases) for id_, survey in surveys.items()}
        self.sums = {id_: SurveySums(survey, each=each) for id_, survey in surveys.items()}
        attended = {*attended}
        self.reach = ReachSums(bases, attended)
        self.is_reach_known = each or bool(attended)
        self.superseded: Counter[tuple[str, int]] = Counter()
        befores = {id_: asked_before(surveys, survey) for id_, survey in surveys.items()}
        self.pairs = {
            id_: PairSums(b, surveys[id_], self.ids) for id_, b in befores.items() if b is not None
        }

    def add(self, people: People) -> None:
        for (id_, webinar), count in people.superseded.items():
            self.superseded[id_, webinar] += count
        responses = {id_: people.responses[id_] for id_ in self.surveys if id_ in people.responses}
        if self.rare:
            responses = {id_: _without(self.rare, id_, batch) for id_, batch in responses.items()}
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

    def _inside(self, batch: ResponseColumns) -> list[bool]:
        return [webinar in self.webinars for webinar in batch.webinars]

    def _in_scope(self, batch: ResponseColumns) -> ResponseColumns:
        if not self.webinars:
            return batch
        inside = self._inside(batch)
        return ResponseColumns(
            [*compress(batch.webinars, inside)], [*compress(batch.persons, inside)],
            [*compress(batch.answers, inside)], [*compress(batch.others, inside)],
        )  # fmt: skip
