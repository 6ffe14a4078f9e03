"""The answers of the same persons to the same questions before and after a webinar."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from sstc_cli.model import Question, Role, Survey
from sstc_cli.store.people import ResponseColumns

State = tuple[bool | str | None, ...]  # of each question: a right or a wrong answer, or WORDS
Pair = tuple[State, State]  # before and after
Key = tuple[object, int]  # a person at a webinar
Score = tuple[int, int]  # right answers, and questions asked
WORDS = "words"  # an answer that is not one of the options


class PairSums:
    """The answers of people to the questions that a survey before and one after have in common.

    `answers` counts people at a webinar by their answers before and after. `scores` counts persons
    by the means of all their scores before and after, in per cent, and `first` counts them by their
    answers to a question at the first webinar where they gave two. `same` and `elsewhere` are those
    who answered both surveys, at the same webinar or only at other ones.
    """

    def __init__(self, before: Survey, after: Survey, ids: Mapping[int, str]) -> None:
        self.before, self.after, self._ids = before, after, ids
        self.questions = shared_questions(before, after)
        self.answers: Counter[tuple[int, State | None, State | None]] = Counter()
        self.scores: Counter[tuple[float, float]] = Counter()
        self.first: Counter[tuple[str, bool, bool]] = Counter()
        self.same = self.elsewhere = 0

    def add(
        self,
        before: ResponseColumns | None,
        after: ResponseColumns | None,
        anywhere: ResponseColumns | None,
    ) -> None:
        """Add some people. `anywhere` are their answers before all webinars, also others."""
        early, late = self._states(before, "before"), self._states(after, "after")
        pairs = {key: (early[key], late[key]) for key in late if key in early}
        self.answers.update((key[1], *states) for key, states in pairs.items())
        self.answers.update((key[1], early[key], None) for key in early if key not in pairs)
        self.answers.update((key[1], None, late[key]) for key in late if key not in pairs)
        same = {person for person, _ in pairs}
        both = {*(anywhere.persons if anywhere else ())} & {*(after.persons if after else ())}
        self.same += len(same)
        self.elsewhere += len(both - same - {None})
        self._add_first(pairs)
        self._add_scores(pairs)

    def asked(self, webinar: int) -> list[int]:
        return [
            at for at, found in enumerate(self.questions) if found.asked_at(self._ids.get(webinar))
        ]

    def score(self, webinar: int, state: State | None) -> Score | None:
        found = [state[at] for at in self.asked(webinar)] if state else []
        return (found.count(True), len(found)) if found and not {None, WORDS} & {*found} else None

    def both(self, question: str, webinars: Sequence[int] = ()) -> Counter[tuple[bool, bool]]:
        """Count persons by whether they were right before and after, those who answered twice."""
        found: Counter[tuple[bool, bool]] = Counter()
        if not webinars:
            for (id_, before, after), n in self.first.items():
                found[before, after] += n if id_ == question else 0
            return found
        at = [asked.id for asked in self.questions].index(question)
        for (webinar, early, late), n in self.answers.items():
            if webinar not in webinars or not early or not late:
                continue
            if at in self.asked(webinar) and None not in (early[at], late[at]):
                found[early[at] is True, late[at] is True] += n
        return found

    def _states(self, batch: ResponseColumns | None, side: str) -> dict[Key, State]:
        """Return the answers of each person at each webinar, in the order of webinars."""
        if batch is None:
            return {}
        columns = [_column(question, batch) for question in self.questions]
        persons = [person or (side, row) for row, person in enumerate(batch.persons)]
        keys = zip(persons, batch.webinars, strict=True)
        return dict(zip(keys, zip(*columns, strict=True), strict=True))

    def _add_first(self, pairs: Mapping[Key, Pair]) -> None:
        """Count each person's first two answers to each question."""
        seen: set[tuple[object, str]] = set()
        for (person, webinar), (before, after) in pairs.items():
            for at in self.asked(webinar):
                key = (person, self.questions[at].id)
                if key not in seen and None not in (before[at], after[at]):
                    seen.add(key)
                    self.first[key[1], before[at] is True, after[at] is True] += 1

    def _add_scores(self, pairs: Mapping[Key, Pair]) -> None:
        found: dict[object, list[tuple[float, float]]] = defaultdict(list)
        for (person, webinar), states in pairs.items():
            early, late = (self.score(webinar, state) for state in states)
            if early and late:
                found[person].append((percent(early), percent(late)))
        for scores in found.values():
            before, after = map(fmean, zip(*scores, strict=True))
            self.scores[before, after] += 1


def percent(score: Score) -> float:
    return 100 * score[0] / score[1]


def shared_questions(before: Survey, after: Survey) -> list[Question]:
    right = {
        question.id: question.correct
        for question in before.questions
        if question.role is Role.KNOWLEDGE
    }
    return [
        question
        for question in after.questions
        if question.role is Role.KNOWLEDGE and right.get(question.id, "") == question.correct
    ]


def asked_before(surveys: Mapping[str, Survey], survey: Survey) -> Survey | None:
    """Return the survey before the webinars with the same knowledge questions, or None."""
    if survey.when == "before":
        return None
    early = (other for other in surveys.values() if other.when == "before")
    return next((other for other in early if shared_questions(other, survey)), None)


def _column(question: Question, batch: ResponseColumns) -> list[bool | str | None]:
    id_, correct = question.id, question.correct
    given = [answers.get(id_) for answers in batch.answers]
    found: list[bool | str | None] = [None if v is None else v == correct for v in given]
    for row, others in enumerate(batch.others):
        if id_ in others and found[row] is None:
            found[row] = WORDS
    return found
