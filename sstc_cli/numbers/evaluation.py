"""The results of each survey, in one pass over its responses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import PLACES, Breakdown, By, Grouping, grouping
from sstc_cli.numbers.gain import Gain, Scoring, knowledge_gain, shared_questions
from sstc_cli.numbers.participation import Participation, participation
from sstc_cli.numbers.summary import Counting, SurveyNumbers
from sstc_cli.store.store import AttendanceCounts, Batch, Store


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A survey with its results, those of groups if requested, and the knowledge gain.

    With groups of places there are also the results by country.
    """

    survey: Survey
    numbers: SurveyNumbers
    groups: Breakdown | None = None
    gain: Gain | None = None
    countries: Breakdown | None = None


class _Counter(Protocol):
    def add(self, batch: Batch) -> None:
        """Count some more responses."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The attendance of some webinars, and the results of their surveys.

    `attendance_groups` are the attendances by group, if the groups are those of participation.
    """

    attendance: AttendanceCounts
    surveys: tuple[Evaluation, ...]
    attendance_groups: Breakdown | None = None

    @property
    def empty(self) -> bool:
        """Whether there is no response and no attendance."""
        return not self.attendance.persons and not any(
            evaluation.numbers.n for evaluation in self.surveys
        )


def evaluate(
    store: Store,
    surveys: Mapping[str, Survey],
    webinars: Sequence[int] = (),
    only: str | None = None,
    by: By | None = None,
) -> Evidence:
    """Return the evidence on some webinars or all, from every survey or `only` one, by groups."""
    attended = store.attendance_counts(webinars)
    chosen = [survey for id_, survey in surveys.items() if only in (None, id_)]
    groups = participation(store, surveys) if by is By.PARTICIPATION else None
    pass_ = _Pass(store, surveys, webinars, by, attended, groups)
    visits = groups.attendance(store, webinars) if groups and attended.persons else None
    return Evidence(attended, tuple(map(pass_.evaluation, chosen)), visits)


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over the responses of each survey."""

    store: Store
    surveys: Mapping[str, Survey]
    webinars: Sequence[int]
    by: By | None
    attended: AttendanceCounts
    participation: Participation | None

    def evaluation(self, survey: Survey) -> Evaluation:
        counting = Counting(survey)
        groups = self._grouping(survey, self.by) if self.by else None
        before = _asked_before(self.surveys, survey)
        after = Scoring(shared_questions(before, survey)) if before else None
        self._add_all(survey, [counter for counter in (counting, groups, after) if counter])
        superseded = self.store.superseded_count(survey.id, self.webinars)
        numbers = counting.numbers(superseded, self.attended.webinars)
        if not numbers.n:
            return Evaluation(survey, numbers)
        gain = self._gain(before, after) if before and after else None
        broken_down = groups.breakdown(self.by) if groups else None
        countries = groups.breakdown() if groups and self.by in PLACES else None
        return Evaluation(survey, numbers, broken_down, gain, countries)

    def _grouping(self, survey: Survey, by: By) -> Grouping | None:
        if self.participation:
            return self.participation.grouping(survey)
        return grouping(survey, by)

    def _gain(self, before: Survey, after: Scoring) -> Gain:
        early = Scoring(after.questions)
        self._add_all(before, [early])
        return knowledge_gain(early, after)

    def _add_all(self, survey: Survey, counters: Iterable[_Counter]) -> None:
        for batch in self.store.responses(survey.id, self.webinars):
            for counter in counters:
                counter.add(batch)


def _asked_before(surveys: Mapping[str, Survey], survey: Survey) -> Survey | None:
    """Return the survey before the webinars with the same knowledge questions, or None."""
    if survey.when == "before":
        return None
    early = (other for other in surveys.values() if other.when == "before")
    return next((other for other in early if shared_questions(other, survey)), None)
