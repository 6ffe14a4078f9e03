"""The answers to one survey, added up by webinar, by group and by person."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import compress, repeat
from typing import Any, TypeVar

from sstc_cli.model import QuestionType, Survey
from sstc_cli.numbers.breakdown import PLACES, By, place_of
from sstc_cli.numbers.folding.answers import GOOD, Coding, counted_questions
from sstc_cli.numbers.folding.packed import ALL, HIGH
from sstc_cli.store.store import Batch

K = TypeVar("K")
Groups = Mapping[By, Sequence[str]]  # the group of each response, by countries for places


class SurveySums:
    """The sums of a survey. `by_group` has no places other than countries, of which they are sums.

    `clusters` count the people by how often they gave an answer, and answered its question at all.
    Scores do so in the two halves of a number. They are needed if people can answer repeatedly.
    Without the sums of `each` webinar there are only those of all together, which is quicker.
    """

    def __init__(
        self, survey: Survey, dimensions: Iterable[By], *, repeated: bool, each: bool
    ) -> None:
        questions = counted_questions(survey)
        self.survey, self.dimensions = survey, [*dimensions]
        self.repeated, self.each = repeated, each
        self.measured = Coding(q for q in questions if q.correct or q.scale)
        self.good = [(id_, GOOD, None) for id_ in self.measured.codes]
        self.plain = Coding(q for q in questions if not (q.correct or q.scale))
        self.numeric = [q.id for q in questions if q.type is QuestionType.NUMBER]
        self.by_webinar: dict[tuple[Coding, int], int] = defaultdict(int)
        self.by_group: dict[tuple[By, int, str], int] = defaultdict(int)
        self.clusters: dict[Hashable, Counter[Any]] = defaultdict(Counter)
        self.group_clusters: dict[tuple[By, str, str], Counter[int]] = defaultdict(Counter)
        self.values: Counter[tuple[str, int, object]] = Counter()
        self.responses: Counter[int] = Counter()
        self.persons = 0
        self.anonymous: Counter[int] = Counter()

    def add(self, batch: Batch, groups: Groups) -> None:
        """Add all responses of some people."""
        webinars = batch.webinars if self.each else [ALL] * len(batch.webinars)
        keys = [person or row for row, person in enumerate(batch.persons)]
        measured, plain = self.measured.of(batch), self.plain.of(batch)
        for coding, codes in ((self.measured, measured), (self.plain, plain)):
            people = _added(keys, codes) if self.repeated else dict(enumerate(codes))
            if self.repeated:
                self._cluster(coding, people.values())
            found = _added(webinars, codes) if self.each else {ALL: sum(people.values())}
            for webinar, code in found.items():
                self.by_webinar[coding, webinar] += code
        for by, groups_ in groups.items():
            for (webinar, group), code in _added(
                zip(webinars, groups_, strict=True), measured
            ).items():
                self.by_group[by, webinar, group] += code
            if self.repeated:
                self._cluster_groups(by, _added(zip(keys, groups_, strict=True), measured))
        self._count(batch)

    def _count(self, batch: Batch) -> None:
        """Count responses, people and numbers."""
        self.responses.update(batch.webinars)
        for id_ in self.numeric:
            values = [answers.get(id_) for answers in batch.answers]
            self.values.update(zip(repeat(id_), batch.webinars, values, strict=False))
        persons = {*batch.persons}
        self.persons += len(persons - {None})
        if None in persons:
            nobody = [person is None for person in batch.persons]
            self.anonymous.update(compress(batch.webinars, nobody))

    def _cluster(self, coding: Coding, people: Iterable[int]) -> None:
        """Count people by their answers to each question."""
        columns = dict(coding.places.columns(people))
        asked: dict[str, list[int]] = {}
        for name, column in columns.items():
            if len(name) == 3:
                self.clusters[name].update(column)
                if name[1] == GOOD:
                    asked[name[0]] = [counts // HIGH for counts in column]
        for name, column in columns.items():
            if len(name) == 2 and name[0] in asked:
                pairs = zip(column, asked[name[0]], strict=True)
                self.clusters[name].update(compress(pairs, column))

    def _cluster_groups(self, base: By, people: Mapping[tuple[Hashable, str], int]) -> None:
        """Count the people of each group by their good answers, and by all of their answers."""
        for by in self.dimensions:
            if by is base:
                self._cluster_people(by, people)
            elif by in PLACES and base in PLACES:
                place = {country: place_of(country, by) for country in {g for _, g in people}}
                keys = [(key, place[country]) for key, country in people]
                self._cluster_people(by, _added(keys, people.values()))

    def _cluster_people(self, by: By, people: Mapping[tuple[Hashable, str], int]) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for (_, group), code in people.items():
            groups[group].append(code)
        for group, codes in groups.items():
            for name, column in self.measured.places.columns(codes, self.good):
                self.group_clusters[by, group, name[0]].update(column)


def _added(keys: Iterable[K], codes: Iterable[int]) -> dict[K, int]:
    """Return the sum of the codes of each key."""
    found: dict[K, int] = defaultdict(int)
    for key, code in zip(keys, codes, strict=True):
        found[key] += code
    return found
