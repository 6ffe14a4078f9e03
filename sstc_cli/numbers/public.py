"""What a summary can publish. Everything that is published of it passes `published`.

On a terminal and as JSON the office sees its own complete results. A published summary has no
count of fewer people than the survey's least count, and none that follows from others.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sstc_cli.choices import By
from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.evaluation import Evaluation, SurveyResults
from sstc_cli.numbers.gain import Gain, public_gain
from sstc_cli.numbers.hiding import bound, bounds_of, hide, strictest
from sstc_cli.numbers.public_groups import (
    places_of,
    public_groups,
    public_places,
    public_sizes,
    sizes_by_participation,
    sizes_of,
)
from sstc_cli.numbers.rounding import rounded_gain, rounded_groups, rounded_question, rounded_survey
from sstc_cli.numbers.statistics import Share, Shown, share_of
from sstc_cli.numbers.summary import (
    NOT_STATED,
    OTHER_WORDS,
    Breakdown,
    Promotion,
    QuestionNumbers,
    SurveyNumbers,
    Tally,
    best_answers,
    counts_of,
    promotion_of,
)

PROMOTERS, PASSIVES, DETRACTORS = "promoters", "passives", "detractors"


def public_question(
    question: Question, numbers: QuestionNumbers, publish: Publish
) -> QuestionNumbers:
    """Return the results of a question that reveal no small count.

    They are made from nothing, so that a new figure is not published unless it is added here.
    """
    least = publish.least
    n = numbers.n - numbers.other if question.scale else numbers.n  # other words are not a rating
    bare = QuestionNumbers(numbers.id, numbers.type, numbers.role, n, 0)
    if numbers.not_applicable >= least:
        bare = replace(bare, not_applicable=numbers.not_applicable)
    if n < least:
        return bare
    match question.type:
        case QuestionType.CHOICES:
            return replace(bare, tallies=_several_choices(numbers, publish))
        case QuestionType.CHOICE | QuestionType.SCALE:
            return _single_choice(question, numbers, bare, publish)
        case QuestionType.NUMBER if n >= publish.rate:
            return replace(bare, mean=numbers.mean)
    return bare


def shown_counts(counts: Mapping[str, int | None], n: int) -> tuple[Tally, ...]:
    """Return the rows of a table, with None for hidden counts."""
    return tuple(
        Tally(code, None if count is None else share_of(count, n)) for code, count in counts.items()
    )


def _cells(question: Question, numbers: QuestionNumbers) -> dict[str, int]:
    """Return the counts of a table, of a recommendation in three parts."""
    if score := numbers.promotion:
        counts = (score.promoters, score.passives, score.detractors)
        return dict(zip((PROMOTERS, PASSIVES, DETRACTORS), counts, strict=True))
    found = counts_of(numbers)
    if numbers.other and not question.scale:
        found[OTHER_WORDS] = numbers.other
    return found


def _single_choice(
    question: Question, numbers: QuestionNumbers, bare: QuestionNumbers, publish: Publish
) -> QuestionNumbers:
    counts = _cells(question, numbers)
    best: list[str] = [PROMOTERS] if numbers.promotion else []
    if not best and (question.correct or question.scale):
        best = [str(answer) for answer in best_answers(question)]
    hidden = hide(counts, publish.least, best)
    shown = {code: None if code in hidden.cells else count for code, count in counts.items()}
    found = replace(bare, tallies=shown_counts(shown, bare.n))
    if bare.n < publish.rate:
        return found
    whole = hidden.cells == frozenset()
    share = _share(counts, shown, best, publish, exact=hidden.sides or whole) if best else None
    measured = numbers.correct or numbers.top_two
    if isinstance(share, Share) and isinstance(measured, Share):
        share = share_of(share.count, share.n, measured.effect)
    ratings_shown = whole and not numbers.promotion
    return replace(
        found,
        correct=share if question.correct else None,
        top_two=share if question.scale else None,
        mean=None if publish.round or not ratings_shown else numbers.mean,
        promotion=_promotion(numbers, publish) if whole else None,
    )


def _share(
    counts: Mapping[str, int],
    shown: Mapping[str, int | None],
    best: Collection[str],
    publish: Publish,
    *,
    exact: bool,
) -> Shown:
    """Return the share of the best answers, or a bound if that reveals no hidden cell."""
    good, n = sum(counts[code] for code in best if code in counts), sum(counts.values())
    if exact:
        return share_of(good, n)
    limit = bound(good, n, publish)
    if limit is None:
        return None
    low, high = bounds_of(limit, n)
    small = [code for code in counts if (code in best) is (low == 0)]
    most = high if low == 0 else n - low
    cells = sum(1 for code in small if shown[code] is None and counts[code])
    left = most - sum(shown[code] or 0 for code in small)
    return limit if not cells or cells < left else None


def _several_choices(numbers: QuestionNumbers, publish: Publish) -> tuple[Tally, ...]:
    """Return the choices: each is a table of its own, of those who chose it and those who did not.

    Everybody chose something. If the choices that are shown are too few for that, the hidden ones
    follow: then one more is hidden.
    """
    n, counts = numbers.n, counts_of(numbers)
    counts |= {OTHER_WORDS: numbers.other} if numbers.other else {}
    shown: dict[str, Shown] = {
        code: share_of(count, n)
        if publish.least <= count <= n - publish.least
        else bound(count, n, publish)
        for code, count in counts.items()
    }
    most = {code: bounds_of(shown[code], n)[1] for code in counts}
    exact = [code for code in counts if isinstance(shown[code], Share)]
    if len(exact) < len(counts) and sum(most.values()) <= n and exact:
        shown[min(exact, key=lambda code: counts[code])] = None
    return tuple(Tally(code, shown[code]) for code in counts)


def _promotion(numbers: QuestionNumbers, publish: Publish) -> Promotion | None:
    score = numbers.promotion
    if score is None:
        return None
    parts = [publish.rounded(n) for n in (score.promoters, score.passives, score.detractors)]
    return promotion_of(parts[0], parts[2], sum(parts), score.effect) if sum(parts) else None


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


def public_attendance(evidence: SurveyResults) -> Breakdown | None:
    """Return the attendances by group, with the strictest thresholds of the surveys."""
    groups = evidence.attendance_groups
    if groups is None:
        return None
    publish = strictest(found.survey for found in evidence.surveys)
    sizes = sizes_by_participation(sizes_of(groups), publish.least)
    return rounded_groups(Breakdown(groups.by, tuple(sizes), tuple(sizes.values())), publish)


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
    return QuestionNumbers(
        numbers.id, numbers.type, numbers.role, n, 0, tallies=shown_counts(sizes, n)
    )
