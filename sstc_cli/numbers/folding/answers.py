"""The answers to a survey as packed numbers, of which one has all answers of a response."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import add

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.numbers.breakdown import OTHER_WORDS, best_answers
from sstc_cli.numbers.folding.packed import HIGH, Places
from sstc_cli.numbers.summary import NOT_APPLICABLE
from sstc_cli.store.store import Batch

RESPONSE = ("response",)  # the place that counts the responses
GOOD, MEAN, NET = 0, 1, 2  # kinds of scores

Score = tuple[str, int]  # a question, and the kind of score
_UNCOUNTED = (Role.EMAIL, Role.NAME, Role.ORGANISATION, Role.CONSENT)
_MANY = (QuestionType.COUNTRY, QuestionType.CHOICES)  # with too many answers to combine them
_AT_ONCE = 4  # questions
_GET: Callable[[Mapping[str, object], str], object] = dict.get  # type: ignore[assignment]
GIVEN = object()  # in place of a text or a number
_PROMOTERS, _DETRACTORS = (9, 10), range(7)


def counted_questions(survey: Survey) -> list[Question]:
    """Return the questions with results."""
    return [question for question in survey.questions if question.role not in _UNCOUNTED]


def is_net(question: Question) -> bool:
    """Return whether the ratings make a net promoter score."""
    scale = question.scale
    return question.role is Role.RECOMMEND and scale is not None and scale.ratings == range(11)


class Codes(dict[object, int]):
    """The packed number of each answer to a question, worked out once.

    An answer has a place by its code. The scores of the question are at places of their own: the
    upper half counts the answers, the lower half adds up their worth.
    """

    def __init__(self, question: Question, places: Places) -> None:
        super().__init__()
        self.question, self.places = question, places
        self.best = best_answers(question) if question.correct or question.scale else []
        self.other = places.one((question.id, OTHER_WORDS))
        if not question.scale:
            self.other += HIGH * places.one((question.id, GOOD, None))

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
        return choices + (0 if NOT_APPLICABLE in given else self._score(GOOD, 0))

    def _one(self, value: object) -> int:
        if value is None:
            return 0
        if value is GIVEN:
            return self._score(GOOD, 0)
        code = self.places.one((self.question.id, value))
        if value == NOT_APPLICABLE:
            return code
        for kind in (GOOD, MEAN, NET):
            worth = self.worth(value, kind)
            code += 0 if worth is None else self._score(kind, worth)
        return code

    def worth(self, value: object, kind: int) -> int | None:
        """Return what an answer is worth in a score, at least 0; None if it has no part in it."""
        scale = self.question.scale
        if kind == GOOD:
            return None if value == NOT_APPLICABLE else int(value in self.best)
        if not scale or not isinstance(value, int) or value not in scale.ratings:
            return None
        if kind == MEAN:
            return value - scale.lowest
        return 1 + (value in _PROMOTERS) - (value in _DETRACTORS) if is_net(self.question) else None

    def _score(self, kind: int, worth: int) -> int:
        return (HIGH + worth) * self.places.one((self.question.id, kind, None))


class _Together(dict[tuple[object, ...], int]):
    """The packed number of the answers to a few questions, which many people give alike."""

    def __init__(self, codes: Sequence[Codes]) -> None:
        super().__init__()
        self.codes = codes

    def of(self, columns: Sequence[Sequence[object]]) -> list[int]:
        """Return the packed number of the answers in each row of some columns."""
        try:
            return [*map(self.__getitem__, zip(*columns, strict=True))]
        except TypeError:  # lists, also from a time when the question had another type
            return self.of([[*map(_hashable, column)] for column in columns])

    def __missing__(self, values: tuple[object, ...]) -> int:
        found = sum(codes[value] for codes, value in zip(self.codes, values, strict=True))
        self[values] = found
        return found


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class Coding:
    """The packed numbers of the responses to some questions."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.places = Places()
        self.response = self.places.one(RESPONSE)
        self.codes = {question.id: Codes(question, self.places) for question in questions}
        codes = sorted(self.codes.values(), key=lambda found: found.question.type in _MANY)
        few = sum(found.question.type not in _MANY for found in codes)
        starts = [*range(0, few, _AT_ONCE), *range(few, len(codes))]
        ends = [*starts[1:], len(codes)]
        self.together = [_Together(codes[i:j]) for i, j in zip(starts, ends, strict=False)]

    def of(self, batch: Batch) -> list[int]:
        """Return the packed number of each response."""
        found = [self.response] * len(batch.answers)
        for together in self.together:
            columns = [codes.column(batch.answers) for codes in together.codes]
            found = [*map(add, found, together.of(columns))]
        for row, others in enumerate(batch.others):
            for id_ in others:
                if id_ in self.codes and id_ not in batch.answers[row]:
                    found[row] += self.codes[id_].other
        return found
