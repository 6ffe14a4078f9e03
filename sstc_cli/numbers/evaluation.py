"""The results of each survey, from one pass over the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.model import Survey
from sstc_cli.numbers.breakdown import ORDER, PLACES, Breakdown, By, breakdown_of_sizes
from sstc_cli.numbers.cube import Cube, make_cube
from sstc_cli.numbers.gain import Gain, knowledge_gain
from sstc_cli.numbers.results import breakdown, survey_numbers
from sstc_cli.numbers.summary import SurveyNumbers
from sstc_cli.store.store import AttendanceCounts, Store


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
    cube = make_cube(store, surveys, webinars, [by] if by else [], each=False)
    attended = cube.attendance()
    visits = None
    if by is By.PARTICIPATION and attended.persons:
        visits = breakdown_of_sizes(by, cube.visits(), ORDER)
    return Evidence(attended, tuple(evaluation(cube, survey, by) for survey in chosen), visits)


def evaluation(cube: Cube, survey: Survey, by: By | None = None) -> Evaluation:
    """Return the results of a survey, and those of groups."""
    found = cube.survey(survey.id)
    rate = cube.response_rate(survey.id) if survey.when == "after" else (None, 0)
    numbers = survey_numbers(found, *rate)
    if not numbers.n:
        return Evaluation(survey, numbers)
    groups = breakdown(found, by) if by else None
    countries = breakdown(found, By.COUNTRY) if groups and by in PLACES else None
    pairs = cube.pairs(survey.id)
    if pairs is None:
        return Evaluation(survey, numbers, groups, countries=countries)
    gain = knowledge_gain(pairs)
    unpaired = (0, 0) if gain.pairs else (pairs.elsewhere, pairs.same)
    return Evaluation(survey, numbers, groups, gain, countries, *unpaired)
