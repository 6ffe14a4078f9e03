"""The answers to each question and the themes of comments, complete and public.

What one person wrote about one webinar counts as one comment, with the themes of all its parts.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil, floor

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.model.survey import OF_PARTNERS, Publish
from sstc_cli.numbers.clusters import design_effect
from sstc_cli.numbers.cube import Cube, SurveyCube
from sstc_cli.numbers.folding.survey_sums import counted_questions, is_net
from sstc_cli.numbers.matrix import WHOLE, Counts, Matrix
from sstc_cli.numbers.statistics import Mean, Share, Shown, mean_of, net_score, share_of
from sstc_cli.numbers.summary import NOT_APPLICABLE, OTHER_WORDS
from sstc_cli.numbers.tables.table import (
    LEAST_FOR_SCORE,
    LEAST_IN_GROUP,
    LEAST_PEOPLE,
    SERIES,
    Family,
    Line,
    Rule,
    Scope,
    Table,
    Value,
    with_interval,
)

_GROUPS = (Role.COUNTRY, Role.GENDER, Role.AUDIENCE, Role.LANGUAGE)
_NO_RESULT = (Role.QUOTE, *OF_PARTNERS)
RECOMMEND = "recommend"
PARTS = ("promoters", "passives", "detractors")
SUMS = ("two_best", "correct", "mean", "score")  # lines that sum up the answers


def table_id(cube: Cube, survey: Survey, question: Question) -> str:
    """Return the id of a question's table: that of the question alone in the main survey."""
    if survey.id != cube.main:
        return f"{survey.id}.{question.id}"
    return RECOMMEND if is_net(question) else question.id


def question_tables(cube: Cube, scope: Scope) -> Iterator[Table]:
    for survey in cube.surveys.values():
        found = cube.survey(survey.id)
        for question in counted_questions(survey):
            if not _has_table(question):
                continue
            if found.n(question.id, scope) or found.counts(question.id, scope):
                yield _table(found, question, table_id(cube, survey, question), scope)


def _has_table(question: Question) -> bool:
    return question.type is not QuestionType.TEXT and question.role not in (*_GROUPS, *_NO_RESULT)


def rare_answers(cube: Cube, least: int) -> dict[tuple[str, int], set[str]]:
    """Return the questions that people answered at a webinar, but fewer than `least` of them."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for survey in cube.surveys.values():
        sums = cube.survey(survey.id)
        for webinar, question in product(sums.responses, counted_questions(survey)):
            if _has_table(question) and 0 < sums.n(question.id, [webinar]) < least:
                found[survey.id, webinar].add(question.id)
    return found


def _table(cube: SurveyCube, question: Question, id_: str, scope: Scope) -> Table:
    n = cube.n(question.id, scope)
    lines = tuple((_net if is_net(question) else _lines)(cube, question, scope))
    return Table(
        id_, ("share",), lines, n, LEAST_IN_GROUP, cube.survey.id, question.id, webinars=scope
    )


def _lines(cube: SurveyCube, question: Question, scope: Scope) -> Iterator[Line]:
    counts, n = cube.counts(question.id, scope), cube.n(question.id, scope)
    answers: list[object] = [option.code for option in question.options]
    for answer in question.scale.ratings if question.scale else answers:
        if answer == NOT_APPLICABLE:
            continue
        yield Line(str(answer), n, (cube.share(question.id, answer, scope),))
    if counts[OTHER_WORDS] and not question.scale:
        yield Line(OTHER_WORDS, n, (cube.share(question.id, OTHER_WORDS, scope),))
    if question.scale:
        yield Line("two_best", n, (cube.good(question.id, scope),))
    if question.scale or question.type is QuestionType.NUMBER:
        yield Line("mean", n, (cube.mean(question.id, scope),))
    if question.correct:
        yield Line("correct", n, (cube.good(question.id, scope),))


def _net(cube: SurveyCube, question: Question, scope: Scope) -> Iterator[Line]:
    found, n = cube.net(question.id, scope), cube.n(question.id, scope)
    if found is None:
        return
    for part in PARTS:
        yield Line(part, n, (share_of(getattr(found, part), n, found.effect),))
    if n >= LEAST_FOR_SCORE:
        yield Line("score", n, (Mean(found.score, found.low, found.high),))


Comments = Mapping[tuple[int, str], frozenset[str]]  # their themes, by webinar and person


@dataclass(frozen=True, slots=True)
class Coded:
    """The comments with at least one theme, and all themes in their order."""

    comments: Comments
    themes: Sequence[str]


UNCODED = Coded({}, ())


def themes_table(coded: Coded, scope: Scope) -> Iterator[Table]:
    found = coded.comments.items()
    here = {place: themes for place, themes in found if not scope or place[0] in scope}
    if not here:
        return
    used = {theme for themes in coded.comments.values() for theme in themes}
    order = [*coded.themes, *sorted(used.difference(coded.themes))]
    n, lines, effect = len(here), [], _effect(here)
    for theme in order:
        count = sum(theme in found for found in here.values())
        lines.append(Line(theme, n, (share_of(count, n, effect), count)))
    yield Table("themes", ("share", "comments"), tuple(lines), n, LEAST_PEOPLE, webinars=scope)


def _effect(here: Comments) -> float:
    written = Counter(person for _, person in here)
    named = Counter((theme, who) for (_, who), found in here.items() for theme in found)
    themes = {theme for found in here.values() for theme in found}
    return design_effect(
        Counter((named[theme, who], n) for who, n in written.items()) for theme in themes
    )


_REST = "\N{NULL}"  # answers that a table has no line for


def public_answers_to(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the tables of a question with one answer for each person."""
    counts = {_number(scope): _counts(table) for scope, table in family.items() if scope}
    if not counts:  # all answers are about the series
        counts = {1: _counts(family[SERIES])}
    matrix = Matrix(counts, _good(family), publish)
    return {
        scope: table.with_lines(
            _line(matrix, _number(scope), line, publish) for line in table.lines
        )
        for scope, table in family.items()
    }


def public_choices(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the tables of a question with several answers: each is a question of its own."""
    answers = dict.fromkeys(line.key for table in family.values() for line in table.lines)
    shown: dict[str, dict[Scope, Shown]] = {}
    for answer in answers:
        counts = {}
        for scope, table in family.items():
            share = table.value(answer)
            chose = share.count if isinstance(share, Share) else 0
            counts[_number(scope)] = {answer: chose, _REST: (table.n or 0) - chose}
        whole = counts.pop(WHOLE, {})
        matrix = Matrix(counts or {1: whole}, (answer,), publish)
        shown[answer] = {scope: matrix.best(_number(scope)) for scope in family}
    return {
        scope: table.with_lines(
            replace(line, values=(with_interval(line.values[0], shown[line.key][scope]),))
            for line in table.lines
        )
        for scope, table in family.items()
    }


def _number(scope: Scope) -> int:
    return scope[0] if scope else WHOLE


def _counts(table: Table) -> Counts:
    counts = {
        line.key: line.values[0].count
        for line in table.lines
        if line.key not in SUMS and isinstance(line.values[0], Share)
    }
    rest = (table.n or 0) - sum(counts.values())
    return {**counts, _REST: rest} if rest > 0 else counts


def _good(family: Family) -> Collection[str]:
    """Return the answers whose sum is shown too: the two best, the correct one, the promoters."""
    keys = [line.key for table in family.values() for line in table.lines]
    if "promoters" in keys:
        return ("promoters",)
    if "two_best" in keys:
        ratings = {key for key in keys if key.lstrip("-").isdigit()}
        return sorted(ratings, key=int)[-2:]
    if "correct" in keys:
        return _correct(family)
    return ()


def _correct(family: Family) -> Collection[str]:
    """Return the answer that has the same count as the correct ones wherever it was given."""
    candidates: set[str] | None = None
    for table in family.values():
        right = table.value("correct")
        same = {line.key for line in table.lines if line.key != "correct"
                and isinstance(line.values[0], Share) and isinstance(right, Share)
                and line.values[0].count == right.count}  # fmt: skip
        candidates = same if candidates is None else candidates & same
    return sorted(candidates or ())[:1]


def _line(matrix: Matrix, number: int, line: Line, publish: Publish) -> Line:
    value: Value
    match line.key:
        case "two_best" | "correct":
            value = with_interval(line.values[0], matrix.best(number))
        case "mean" | "score":
            whole = matrix.is_whole(number) and not publish.round
            value = line.values[0] if whole else None
        case _:
            count = matrix.count(number, line.key)
            value = None if count is None else line.values[0]
    return replace(line, values=(value,))


_WIDEST_MEAN = 0.4  # between the ends of a range that is told instead of a mean
_NOISE = 6  # digits after the point that a sum of fractions has right


def with_means(table: Table) -> Table:
    """Return a public table with the mean or the score that its own counts have, or leave open."""
    counts = {
        line.key: line.values[0].count
        for line in table.lines
        if line.key not in SUMS and isinstance(line.values[0], Share)
    }
    shares = [line.values[0] for line in table.lines if isinstance(line.values[0], Share)]
    effect, is_whole = (shares[0].effect if shares else 1.0), sum(counts.values()) == table.n
    lines = []
    for line in table.lines:
        value = line.values[0]
        if line.key == "mean" and counts:
            numbers = {float(key): n for key, n in counts.items()}
            value = mean_of(numbers, effect) if is_whole else _mean_between(table, numbers)
        elif line.key == "score" and is_whole:
            value = net_score(counts["promoters"], counts["detractors"], table.n or 0, effect)
        lines.append(replace(line, values=(value,)))
    return table.with_lines(lines)


def _mean_between(table: Table, counts: Mapping[float, int]) -> Mean | None:
    """Return between which ends the shown counts leave the mean open, if these are near."""
    ratings = sorted(float(line.key) for line in table.lines if line.key not in SUMS)
    best, n = table.value("two_best"), table.n or 0
    hidden = [rating for rating in ratings if rating not in counts]
    parts = [(hidden, n - sum(counts.values()))]
    if isinstance(best, Share):  # then the hidden answers of both sides are known
        sides = [[r for r in hidden if (r in ratings[-2:]) is good] for good in (True, False)]
        known = [sum(c for r, c in counts.items() if (r in ratings[-2:]) is good)
                 for good in (True, False)]  # fmt: skip
        sums = (best.count - known[0], n - best.count - known[1])
        parts = [*zip(sides, sums, strict=True)]
    whole = sum(rating * count for rating, count in counts.items())
    low, high = (
        (whole + sum(end(side) * left for side, left in parts if side and left)) / n
        for end in (min, max)
    )
    if high - low > _WIDEST_MEAN:
        return None
    ends = floor(round(10 * low, _NOISE)) / 10, ceil(round(10 * high, _NOISE)) / 10
    if ends[0] == ends[1]:
        return Mean(ends[0], missing="hidden")
    return Mean(round(sum(ends) / 2, 2), *ends, missing="mean")


def public_themes(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the tables of themes: each theme is a choice, and its number follows the share."""
    shares = {
        scope: table.with_lines(replace(line, values=line.values[:1]) for line in table.lines)
        for scope, table in family.items()
    }
    return {
        scope: table.with_lines(map(_with_count, table.lines))
        for scope, table in public_choices(shares, publish).items()
    }


def _with_count(line: Line) -> Line:
    (share,) = line.values
    return replace(line, values=(share, share.count if isinstance(share, Share) else None))


HIDING: Mapping[str, Rule] = {"themes": public_themes}
