"""What the store says of each survey, in one pass over its responses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import Breakdown, By, Grouping, grouping
from sstc_cli.numbers.gain import Gain, Scoring, knowledge_gain, shared_questions
from sstc_cli.numbers.participation import Participation, participation
from sstc_cli.numbers.summary import Counting, SurveyNumbers
from sstc_cli.store.store import Attended, Batch, Store


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A survey with its numbers, of the groups where they were asked for, and what was learnt."""

    survey: Survey
    numbers: SurveyNumbers
    groups: Breakdown | None = None
    gain: Gain | None = None


class _Counter(Protocol):
    def add(self, batch: Batch) -> None:
        """Count some more responses."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the store has of some webinars: who was there, and every survey's numbers.

    `visits` are the attendances by group, where the groups are those of participation.
    """

    attended: Attended
    surveys: tuple[Evaluation, ...]
    visits: Breakdown | None = None

    @property
    def empty(self) -> bool:
        """Whether nobody answered and nobody is known to have been there."""
        return not self.attended.persons and not any(each.numbers.n for each in self.surveys)


def evaluate(
    store: Store,
    surveys: Mapping[str, Survey],
    webinars: Sequence[int] = (),
    only: str | None = None,
    by: By | None = None,
) -> Evidence:
    """The evidence of some webinars or of all, from every survey or `only` one, by groups."""
    attended = store.attended(webinars)
    chosen = [each for id_, each in surveys.items() if only in (None, id_)]
    known = participation(store, surveys) if by is By.PARTICIPATION else None
    pass_ = _Pass(store, surveys, webinars, by, attended, known)
    visits = known.attendance(store, webinars) if known and attended.persons else None
    return Evidence(attended, tuple(map(pass_.evaluated, chosen)), visits)


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over the responses of each survey."""

    store: Store
    surveys: Mapping[str, Survey]
    webinars: Sequence[int]
    by: By | None
    attended: Attended
    known: Participation | None

    def evaluated(self, survey: Survey) -> Evaluation:
        counting = Counting(survey)
        groups = self._grouping(survey, self.by) if self.by else None
        before = _asked_before(self.surveys, survey)
        after = Scoring(shared_questions(before, survey)) if before else None
        self._add_all(survey, [each for each in (counting, groups, after) if each])
        superseded = self.store.superseded(survey.id, self.webinars)
        numbers = counting.numbers(superseded, self.attended.webinars)
        if not numbers.n:
            return Evaluation(survey, numbers)
        gain = self._gain(before, after) if before and after else None
        return Evaluation(survey, numbers, groups.breakdown() if groups else None, gain)

    def _grouping(self, survey: Survey, by: By) -> Grouping | None:
        return self.known.grouping(survey) if self.known else grouping(survey, by)

    def _gain(self, before: Survey, after: Scoring) -> Gain:
        early = Scoring(after.questions)
        self._add_all(before, [early])
        return knowledge_gain(early, after)

    def _add_all(self, survey: Survey, counters: Iterable[_Counter]) -> None:
        for batch in self.store.responses(survey.id, self.webinars):
            for each in counters:
                each.add(batch)


def _asked_before(surveys: Mapping[str, Survey], survey: Survey) -> Survey | None:
    """The survey before the webinars that asks the same knowledge questions."""
    if survey.when == "before":
        return None
    early = (each for each in surveys.values() if each.when == "before")
    return next((each for each in early if shared_questions(each, survey)), None)
