"""The results of each survey, in one pass over its responses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import PLACES, Breakdown, By, Grouping, grouping
from sstc_cli.numbers.gain import Gain, Scoring, knowledge_gain, shared_questions
from sstc_cli.numbers.participation import (
    Participation,
    Respondents,
    participation,
    respondents,
)
from sstc_cli.numbers.summary import Counting, SurveyNumbers
from sstc_cli.store.store import AttendanceCounts, Batch, Store


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A survey with its results, those of groups if requested, and the knowledge gain.

    With groups of places there are also the results by country.
    If the gain has no pair, `elsewhere` are the people who answered before another webinar, and
    `incomplete` those who answered before and after, but not each question of the gain.
    """

    survey: Survey
    numbers: SurveyNumbers
    groups: Breakdown | None = None
    gain: Gain | None = None
    countries: Breakdown | None = None
    elsewhere: int = 0
    incomplete: int = 0


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
    chosen = [survey for id_, survey in surveys.items() if only in (None, id_)]
    with store.reading():
        attended = store.attendance_counts(webinars)
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
        shared = shared_questions(before, survey, self.webinars) if before else []
        after = Scoring(shared) if shared else None
        there = self._respondents() if survey.when == "after" else None
        self._add_all(survey, [counter for counter in (counting, groups, after, there) if counter])
        superseded = self.store.superseded_count(survey.id, self.webinars)
        rate = there.response_rate() if there else (None, 0)
        numbers = counting.numbers(superseded, *rate)
        if not numbers.n:
            return Evaluation(survey, numbers)
        broken_down = groups.breakdown(self.by) if groups else None
        countries = groups.breakdown() if groups and self.by in PLACES else None
        if not before or not after:
            return Evaluation(survey, numbers, broken_down, countries=countries)
        gain, *unpaired = self._gain(before, survey, after)
        return Evaluation(survey, numbers, broken_down, gain, countries, *unpaired)

    def _respondents(self) -> Respondents | None:
        """Return a counter of the people who attended and answered, if attendance is known."""
        return respondents(self.store, self.webinars) if self.attended.webinars else None

    def _grouping(self, survey: Survey, by: By) -> Grouping | None:
        if self.participation:
            return self.participation.grouping(survey)
        return grouping(survey, by)

    def _gain(self, before: Survey, survey: Survey, after: Scoring) -> tuple[Gain | None, int, int]:
        """Return the gain, if anybody answered before, and if it has no pair, who answered both."""
        early = Scoring(after.questions)
        self._add_all(before, [early])
        gain = knowledge_gain(early, after)
        elsewhere, same = (0, 0) if gain.pairs else self._unpaired(before, survey)
        known = gain.pairs or gain.only_before or gain.incomplete_before.people or elsewhere or same
        return gain if known else None, elsewhere, same

    def _unpaired(self, before: Survey, after: Survey) -> tuple[int, int]:
        """Return how many people answered both surveys at other webinars, and at the same one."""
        early = {
            answer
            for batch in self.store.responses(before.id)
            for answer in zip(batch.webinars, batch.persons, strict=True)
        }
        late = {
            answer
            for batch in self.store.responses(after.id, self.webinars)
            for answer in zip(batch.webinars, batch.persons, strict=True)
        }
        same = {person for _, person in early & late if person}
        both = {person for _, person in early} & {person for _, person in late if person}
        return len(both - same), len(same)

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
