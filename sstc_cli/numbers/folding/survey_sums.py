"""The answers to one survey as packed numbers, added up by webinar, by group and by person."""

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from operator import add
from typing import Any, TypeVar

from sstc_cli.choices import By
from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.numbers.summary import NOT_APPLICABLE, OTHER_WORDS, best_answers
from sstc_cli.store.people import ResponseColumns

ALL = 0  # in place of a webinar, for all of them together
_BITS = 64
HIGH = 1 << _BITS // 2  # one in the upper half of a place, which has a count of its own
LOW = HIGH - 1


class PackedPlaces:
    """The places of counts in a packed number, by name. Each has two counts, `LOW` and `HIGH`."""

    def __init__(self) -> None:
        self.places: dict[Hashable, int] = {}

    def one(self, name: Hashable) -> int:
        """Return a packed number with a one at a place, which is new if the name is."""
        return 1 << _BITS * self.places.setdefault(name, len(self.places))

    def counts(self, packed: int) -> dict[Any, int]:
        return dict(zip(self.places, self._array([packed]), strict=True))

    def columns(
        self, packed: Iterable[int], names: Iterable[Hashable] | None = None
    ) -> Iterator[tuple[Any, "array[int]"]]:
        """Yield some places, or all, with the counts of all packed numbers there."""
        values, width = self._array(packed), len(self.places)
        for name in self.places if names is None else names:
            if name in self.places:
                yield name, values[self.places[name] :: width]

    def _array(self, packed: Iterable[int]) -> "array[int]":
        size = len(self.places) * _BITS // 8
        return array("Q", b"".join(map(int.to_bytes, packed, repeat(size), repeat(sys.byteorder))))


RESPONSE = ("response",)  # the place that counts the responses
GOOD = 0  # in place of an answer: how many answers are good, and how many count
_UNCOUNTED = (Role.EMAIL, Role.NAME, Role.ORGANISATION, Role.CONSENT)
_MANY = (QuestionType.COUNTRY, QuestionType.CHOICES)  # with too many answers to combine them
_AT_ONCE = 4  # questions
_GET: Callable[[Mapping[str, object], str], object] = dict.get  # type: ignore[assignment]
GIVEN = object()  # in place of a text or a number


def counted_questions(survey: Survey) -> list[Question]:
    return [question for question in survey.questions if question.role not in _UNCOUNTED]


def is_net(question: Question) -> bool:
    scale = question.scale
    return question.role is Role.RECOMMEND and scale is not None and scale.ratings == range(11)


class PackedCodes(dict[object, int]):
    """The packed number of each answer to a question, worked out once.

    An answer has a place by its code. The question has one more place: the upper half counts the
    answers, the lower half those that are good.
    """

    def __init__(self, question: Question, places: PackedPlaces) -> None:
        super().__init__()
        self.question, self.places = question, places
        self.best = best_answers(question) if question.correct or question.scale else []
        self.other = places.one((question.id, OTHER_WORDS))
        if not question.scale:
            self.other += self._given(good=False)

    def column(self, answers: Sequence[Mapping[str, object]]) -> Sequence[object]:
        """Return the answers to the question in a form that has a packed number."""
        values: list[object] = [*map(_GET, answers, repeat(self.question.id))]
        if self.question.type in (QuestionType.TEXT, QuestionType.NUMBER):
            return [None if value is None else GIVEN for value in values]
        if self.question.type is QuestionType.CHOICES:
            return [tuple(value) if value.__class__ is list else value for value in values]
        return values

    def __missing__(self, value: object) -> int:
        code = self[value] = self._several(value) if isinstance(value, tuple) else self._one(value)
        return code

    def _several(self, values: Iterable[object]) -> int:
        given = {*values}
        choices = sum(self.places.one((self.question.id, value)) for value in given)
        return choices + (0 if NOT_APPLICABLE in given else self._given(good=False))

    def _one(self, value: object) -> int:
        if value is None:
            return 0
        if value is GIVEN:
            return self._given(good=False)
        code = self.places.one((self.question.id, value))
        if value == NOT_APPLICABLE:
            return code
        return code + self._given(good=value in self.best)

    def _given(self, *, good: bool) -> int:
        return (HIGH + good) * self.places.one((self.question.id, GOOD, None))


class _Together(dict[tuple[object, ...], int]):
    """The packed number of the answers to a few questions, which many people give alike."""

    def __init__(self, codes: Sequence[PackedCodes]) -> None:
        super().__init__()
        self.codes = codes

    def of(self, columns: Sequence[Sequence[object]]) -> list[int]:
        try:
            return [*map(self.__getitem__, zip(*columns, strict=True))]
        except TypeError:  # lists, also from a time when the question had another type
            return self.of([
                [tuple(value) if isinstance(value, list) else value for value in column]
                for column in columns
            ])  # fmt: skip

    def __missing__(self, values: tuple[object, ...]) -> int:
        found = sum(codes[value] for codes, value in zip(self.codes, values, strict=True))
        self[values] = found
        return found


class Coding:
    """The packed numbers of the responses to some questions."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.places = PackedPlaces()
        self.response = self.places.one(RESPONSE)
        self.codes = {question.id: PackedCodes(question, self.places) for question in questions}
        codes = sorted(self.codes.values(), key=lambda found: found.question.type in _MANY)
        few = sum(found.question.type not in _MANY for found in codes)
        starts = [*range(0, few, _AT_ONCE), *range(few, len(codes))]
        ends = [*starts[1:], len(codes)]
        self.together = [_Together(codes[i:j]) for i, j in zip(starts, ends, strict=False)]

    def of(self, batch: ResponseColumns) -> list[int]:
        found = [self.response] * len(batch.answers)
        for together in self.together:
            columns = [codes.column(batch.answers) for codes in together.codes]
            found = [*map(add, found, together.of(columns))]
        for row, others in enumerate(batch.others):
            for id_ in others:
                if id_ in self.codes and id_ not in batch.answers[row]:
                    found[row] += self.codes[id_].other
        return found


K = TypeVar("K")
Groups = Mapping[By, Sequence[str]]  # the group of each response, by countries for places


class SurveySums:
    """The sums of a survey. `by_group` has no places other than countries, of which they are sums.

    `repeats` count the people by how many of their answers to a question are good, and how many
    there are. Without the sums of `each` webinar there are only those of all together, which is
    quicker.
    """

    def __init__(self, survey: Survey, *, each: bool) -> None:
        questions = counted_questions(survey)
        self.survey, self.each = survey, each
        self.measured = Coding(q for q in questions if q.correct or q.scale)
        self.plain = Coding(q for q in questions if not (q.correct or q.scale))
        self.numeric = [q.id for q in questions if q.type is QuestionType.NUMBER]
        self.by_webinar: dict[tuple[Coding, int], int] = defaultdict(int)
        self.by_group: dict[tuple[By, int, str], int] = defaultdict(int)
        self.repeats: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
        self.values: Counter[tuple[str, int, object]] = Counter()
        self.responses: Counter[int] = Counter()
        self.persons = 0
        self.anonymous: Counter[int] = Counter()

    def add(self, batch: ResponseColumns, groups: Groups) -> None:
        webinars = batch.webinars if self.each else [ALL] * len(batch.webinars)
        keys = [person or row for row, person in enumerate(batch.persons)]
        measured, plain = self.measured.of(batch), self.plain.of(batch)
        for coding, codes in ((self.measured, measured), (self.plain, plain)):
            found = _added(webinars, codes) if self.each else {ALL: sum(codes)}
            for webinar, code in found.items():
                self.by_webinar[coding, webinar] += code
        for by, groups_ in groups.items():
            for (webinar, group), code in _added(
                zip(webinars, groups_, strict=True), measured
            ).items():
                self.by_group[by, webinar, group] += code
        self._repeat(_added(keys, measured if self.measured.codes else plain).values())
        self._count(batch)

    def _count(self, batch: ResponseColumns) -> None:
        self.responses.update(batch.webinars)
        for id_ in self.numeric:
            values = [answers.get(id_) for answers in batch.answers]
            self.values.update(zip(repeat(id_), batch.webinars, values, strict=False))
        persons = {*batch.persons}
        self.persons += len(persons - {None})
        if None in persons:
            nobody = [person is None for person in batch.persons]
            self.anonymous.update(compress(batch.webinars, nobody))

    def _repeat(self, people: Iterable[int]) -> None:
        """Count people by their answers to each question that has good answers, or to each."""
        coding = self.measured if self.measured.codes else self.plain
        names = [(id_, GOOD, None) for id_ in coding.codes]
        for name, column in coding.places.columns(people, names):
            found = Counter(column).items()
            self.repeats[name[0]].update({(both & LOW, both // HIGH): n for both, n in found})


def _added(keys: Iterable[K], codes: Iterable[int]) -> dict[K, int]:
    found: dict[K, int] = defaultdict(int)
    for key, code in zip(keys, codes, strict=True):
        found[key] += code
    return found
