"""The answers to one survey, added up by webinar, by group and by person."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import compress
from typing import Any, TypeVar

from sstc_cli.model import QuestionType, Survey
from sstc_cli.numbers.breakdown import PLACES, By, place_of
from sstc_cli.numbers.folding.answers import GOOD, Coding, counted_questions
from sstc_cli.numbers.folding.packed import HIGH
from sstc_cli.store.store import Batch

K = TypeVar("K")
Groups = Mapping[By, Sequence[str]]  # the group of each response, by countries for places


class SurveySums:
    """The sums of a survey. `by_group` has no places other than countries, of which they are sums.

    `clusters` count the people by how often they gave an answer, and answered its question at all.
    Scores do so in the two halves of a number. They are needed if somebody can answer twice.
    """

    def __init__(self, survey: Survey, dimensions: Iterable[By], *, repeated: bool) -> None:
        questions = counted_questions(survey)
        self.survey, self.dimensions, self.repeated = survey, [*dimensions], repeated
        self.measured = Coding(q for q in questions if q.correct or q.scale)
        self.plain = Coding(q for q in questions if not (q.correct or q.scale))
        self.numeric = [q.id for q in questions if q.type is QuestionType.NUMBER]
        self.by_webinar: dict[tuple[Coding, int], int] = defaultdict(int)
        self.by_group: dict[tuple[By, int, str], int] = defaultdict(int)
        self.clusters: dict[Hashable, Counter[Any]] = defaultdict(Counter)
        self.group_clusters: dict[tuple[By, str, str], Counter[int]] = defaultdict(Counter)
        self.values: Counter[tuple[str, int, object]] = Counter()
        self.persons = 0
        self.anonymous: Counter[int] = Counter()

    def add(self, batch: Batch, groups: Groups) -> None:
        """Add all responses of some people."""
        measured, plain = self.measured.of(batch), self.plain.of(batch)
        for coding, codes in ((self.measured, measured), (self.plain, plain)):
            for webinar, code in zip(batch.webinars, codes, strict=True):
                self.by_webinar[coding, webinar] += code
        for by, found in groups.items():
            for webinar, group, code in zip(batch.webinars, found, measured, strict=True):
                self.by_group[by, webinar, group] += code
        for id_ in self.numeric:
            values = [answers.get(id_) for answers in batch.answers]
            self.values.update(zip([id_] * len(values), batch.webinars, values, strict=True))
        self._count_people(batch)
        if self.repeated:
            keys = [person or row for row, person in enumerate(batch.persons)]
            for coding, codes in ((self.measured, measured), (self.plain, plain)):
                self._cluster(coding, _added(keys, codes).values())
            for by, found in groups.items():
                self._cluster_groups(by, _added(zip(keys, found, strict=True), measured))

    def _count_people(self, batch: Batch) -> None:
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
        for by in (
            by for by in self.dimensions if (by in PLACES if base in PLACES else by == base)
        ):
            groups: dict[str, list[int]] = defaultdict(list)
            if by is base:
                for (_, group), code in people.items():
                    groups[group].append(code)
            else:
                keys = [(key, place_of(country, by)) for key, country in people]
                for (_, group), code in _added(keys, people.values()).items():
                    groups[group].append(code)
            for group, codes in groups.items():
                for name, column in self.measured.places.columns(codes):
                    if len(name) == 3 and name[1] == GOOD:
                        self.group_clusters[by, group, name[0]].update(column)


def _added(keys: Iterable[K], codes: Iterable[int]) -> dict[K, int]:
    """Return the sum of the codes of each key."""
    found: dict[K, int] = defaultdict(int)
    for key, code in zip(keys, codes, strict=True):
        found[key] += code
    return found
