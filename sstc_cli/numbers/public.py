"""The results that can leave the office. Everything that is published passes `published`.

On a terminal and as JSON the office sees its own complete results. A published summary has no
count of fewer people than the survey's least count, and none that follows from others.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.model.publish import Publish
from sstc_cli.numbers.breakdown import NOT_STATED, Breakdown, By
from sstc_cli.numbers.evaluation import Evaluation, Evidence
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.places import places_of
from sstc_cli.numbers.public_gain import public_gain
from sstc_cli.numbers.public_groups import (
    public_groups,
    public_places,
    public_sizes,
    sizes_by_participation,
    sizes_of,
)
from sstc_cli.numbers.public_questions import public_question, shown_counts
from sstc_cli.numbers.rounding import (
    rounded_gain,
    rounded_groups,
    rounded_question,
    rounded_survey,
)
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import QuestionNumbers, SurveyNumbers, counts_of

_GROUPS = (Role.GENDER, Role.AUDIENCE, Role.LANGUAGE)


@dataclass(frozen=True, slots=True)
class PublicSurvey:
    """The results of a survey that can leave the office; nothing but n if too few answered."""

    survey: Survey
    numbers: SurveyNumbers
    questions: tuple[QuestionNumbers, ...]
    groups: Breakdown | None
    gain: Gain | None
    too_few: bool = False


def published(evaluation: Evaluation) -> PublicSurvey:
    """Return the results of a survey without those that reveal a small count."""
    survey, numbers, publish = evaluation.survey, evaluation.numbers, evaluation.survey.publish
    heads = rounded_survey(numbers, publish)
    if numbers.n < publish.least:
        return PublicSurvey(survey, heads, (), None, None, too_few=True)
    asked = {question.id: question for question in survey.questions}
    questions = {
        found.id: _question(asked[found.id], found, numbers.n, publish)
        for found in numbers.questions
    }
    groups, gain = evaluation.groups, evaluation.gain
    if groups is not None:
        exact = evaluation.countries or groups
        shown_groups = public_groups(survey, exact, groups.by, questions, publish)
        groups = rounded_groups(shown_groups, publish)
    if gain is not None:
        shares = [questions[id_].correct for id_ in gain.questions if id_ in questions]
        is_open = all(isinstance(share, Share) for share in shares)
        gain = rounded_gain(public_gain(gain, publish, is_open=is_open), publish)
    shown = tuple(rounded_question(found, publish) for found in questions.values())
    return PublicSurvey(survey, heads, shown, groups, gain)


def public_attendance(evidence: Evidence) -> Breakdown | None:
    """Return the attendances by group, with the strictest thresholds of the surveys."""
    groups = evidence.attendance_groups
    if groups is None:
        return None
    publish = strictest(evidence.surveys)
    sizes = sizes_by_participation(sizes_of(groups), publish.least)
    return rounded_groups(Breakdown(groups.by, tuple(sizes), tuple(sizes.values())), publish)


def strictest(evaluations: Iterable[Evaluation]) -> Publish:
    """Return thresholds that satisfy all surveys."""
    found = [evaluation.survey.publish for evaluation in evaluations]
    if not found:
        return Publish()
    return found[0].replaced(
        least=max(publish.least for publish in found),
        rate=max(publish.rate for publish in found),
        round=max(publish.round for publish in found),
    )


def _question(
    question: Question, numbers: QuestionNumbers, n: int, publish: Publish
) -> QuestionNumbers:
    """Return a question without small counts; one about groups counts all responses."""
    by_place = question.type is QuestionType.COUNTRY
    of_groups = question.role in _GROUPS and question.type is QuestionType.CHOICE
    if not (by_place or of_groups) or not numbers.n:
        return public_question(question, numbers, publish)
    counts = counts_of(numbers)
    counts[NOT_STATED] = max(0, n - sum(counts.values()))
    if by_place:
        sizes = public_places(places_of(counts, publish.least), By.COUNTRY)
        sizes = sizes if len(sizes) > 1 else {}
    else:
        blanks = n - numbers.n - numbers.not_applicable
        sizes = public_sizes(counts, question, publish.least, blanks)
    return replace(numbers, n=n, other=0, not_applicable=0, tallies=shown_counts(sizes, n))
