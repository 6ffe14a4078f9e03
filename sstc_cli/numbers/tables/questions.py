"""The answers to each question and the themes of comments, complete and public.

What one person wrote about one webinar counts as one comment, with the themes of all its parts.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.clusters import moments
from sstc_cli.numbers.cube import Cube, SurveyCube
from sstc_cli.numbers.folding.survey_sums import counted_questions, is_net
from sstc_cli.numbers.matrix import WHOLE, Counts, Matrix
from sstc_cli.numbers.statistics import Mean, Share, Shown, share_of
from sstc_cli.numbers.summary import NOT_APPLICABLE, OTHER_WORDS
from sstc_cli.numbers.tables.table import (
    LEAST_FOR_SCORE,
    LEAST_IN_GROUP,
    LEAST_PEOPLE,
    SERIES,
    Line,
    Table,
    Value,
)

_GROUPS = (Role.COUNTRY, Role.GENDER, Role.AUDIENCE, Role.LANGUAGE)
_NO_RESULT = (
    Role.QUOTE,
    *(Role.OFFER, Role.SEEK, Role.KIND, Role.INTRODUCE, Role.SHARE, Role.AT_ONCE),
)
RECOMMEND = "recommend"
PARTS = ("promoters", "passives", "detractors")


def table_id(cube: Cube, survey: Survey, question: Question) -> str:
    """Return the id of a question's table: that of the question alone in the main survey."""
    if survey.id != cube.main:
        return f"{survey.id}.{question.id}"
    return RECOMMEND if is_net(question) else question.id


def question_tables(cube: Cube, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield a table for each question that somebody answered, but for those about groups."""
    for survey in cube.surveys.values():
        found = cube.survey(survey.id)
        for question in counted_questions(survey):
            if question.type is QuestionType.TEXT or question.role in (*_GROUPS, *_NO_RESULT):
                continue
            if found.n(question.id, scope) or found.counts(question.id, scope):
                yield _table(found, question, table_id(cube, survey, question), scope)


def _table(cube: SurveyCube, question: Question, id_: str, scope: tuple[int, ...]) -> Table:
    n = cube.n(question.id, scope)
    lines = tuple(
        _net(cube, question, scope) if is_net(question) else _lines(cube, question, scope)
    )
    return Table(
        id_, ("share",), lines, n, LEAST_IN_GROUP, cube.survey.id, question.id, webinars=scope
    )


def _lines(cube: SurveyCube, question: Question, scope: tuple[int, ...]) -> Iterator[Line]:
    counts, n = cube.counts(question.id, scope), cube.n(question.id, scope)
    for answer in _answers(question):
        yield Line(str(answer), n, (cube.share(question.id, answer, scope),))
    if counts[OTHER_WORDS] and not question.scale:
        yield Line(OTHER_WORDS, n, (cube.share(question.id, OTHER_WORDS, scope),))
    if question.scale:
        yield Line("two_best", n, (cube.good(question.id, scope),))
    if question.scale or question.type is QuestionType.NUMBER:
        yield Line("mean", n, (cube.mean(question.id, scope),))
    if question.correct:
        yield Line("correct", n, (cube.good(question.id, scope),))


def _answers(question: Question) -> list[object]:
    if question.scale:
        return [*question.scale.ratings]
    return [option.code for option in question.options if option.code != NOT_APPLICABLE]


def _net(cube: SurveyCube, question: Question, scope: tuple[int, ...]) -> Iterator[Line]:
    """Yield the three parts of a recommendation, and the score if enough people answered."""
    found, n = cube.net(question.id, scope), cube.n(question.id, scope)
    if found is None:
        return
    for part in PARTS:
        yield Line(part, n, (_sum_of(cube, question, getattr(found, part), n),))
    if n >= LEAST_FOR_SCORE:
        yield Line("score", n, (Mean(found.score, found.low, found.high),))


def _sum_of(cube: SurveyCube, question: Question, count: int, n: int) -> Share:
    """Return the share of several ratings, with the design effect of the two best ones."""
    return share_of(count, n, cube.good(question.id).effect)


COLUMNS = ("share", "comments")
Comments = Mapping[tuple[int, str], frozenset[str]]  # their themes, by webinar and person


@dataclass(frozen=True, slots=True)
class Coded:
    """The comments with at least one theme, and all themes in their order."""

    comments: Comments
    themes: Sequence[str]


UNCODED = Coded({}, ())


def themes_table(coded: Coded, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield how many comments have each theme, if there are any."""
    found = coded.comments.items()
    here = {place: themes for place, themes in found if not scope or place[0] in scope}
    if not here:
        return
    used = {theme for themes in coded.comments.values() for theme in themes}
    order = [*coded.themes, *sorted(used.difference(coded.themes))]
    lines = tuple(_theme_line(theme, here) for theme in order)
    yield Table("themes", COLUMNS, lines, len(here), LEAST_PEOPLE, webinars=scope)


def _theme_line(theme: str, here: Comments) -> Line:
    count, n = sum(theme in found for found in here.values()), len(here)
    return Line(theme, n, (share_of(count, n, _effect(theme, here)), count))


def _effect(theme: str, here: Comments) -> float:
    """Return the design effect of people who commented on several webinars."""
    written = Counter(person for _, person in here)
    named = Counter(person for (_, person), found in here.items() if theme in found)
    people: Iterable[tuple[int, int, int]] = ((named[who], n, 1) for who, n in written.items())
    return moments(people).share_effect


Scope = tuple[int, ...]
_SUMS = ("two_best", "correct", "mean", "score")
_REST = "\N{NULL}"  # answers that a table has no line for


def public_answers_to(family: Mapping[Scope, Table], publish: Publish) -> dict[Scope, Table]:
    """Return the tables of a question with one answer for each person."""
    counts = {_number(scope): _counts(table) for scope, table in family.items() if scope}
    if not counts:  # all answers are about the series
        counts = {1: _counts(family[SERIES])}
    matrix = Matrix(counts, _good(family), publish)
    return {
        scope: replace(
            table, lines=tuple(_line(matrix, _number(scope), line, publish) for line in table.lines)
        )
        for scope, table in family.items()
    }


def public_choices(family: Mapping[Scope, Table], publish: Publish) -> dict[Scope, Table]:
    """Return the tables of a question with several answers: each is a question of its own."""
    answers = dict.fromkeys(line.key for table in family.values() for line in table.lines)
    shown: dict[str, dict[Scope, Shown]] = {}
    for answer in answers:
        counts = {_number(scope): _chosen(table, answer) for scope, table in family.items()}
        whole = counts.pop(WHOLE, {})
        matrix = Matrix(counts or {1: whole}, (answer,), publish)
        shown[answer] = {scope: matrix.best(_number(scope)) for scope in family}
    return {
        scope: replace(
            table,
            lines=tuple(
                replace(line, values=(_like(line.values[0], shown[line.key][scope]),))
                for line in table.lines
            ),
        )
        for scope, table in family.items()
    }


def _number(scope: Scope) -> int:
    return scope[0] if scope else WHOLE


def _counts(table: Table) -> Counts:
    counts = {
        line.key: line.values[0].count
        for line in table.lines
        if line.key not in _SUMS and isinstance(line.values[0], Share)
    }
    rest = (table.n or 0) - sum(counts.values())
    return {**counts, _REST: rest} if rest > 0 else counts


def _chosen(table: Table, answer: str) -> Counts:
    """Return how many people chose an answer, and how many did not."""
    shares = [line.values[0] for line in table.lines if line.key == answer]
    count = sum(share.count for share in shares if isinstance(share, Share))
    return {answer: count, _REST: (table.n or 0) - count}


def _good(family: Mapping[Scope, Table]) -> Collection[str]:
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


def _correct(family: Mapping[Scope, Table]) -> Collection[str]:
    """Return the answer that has the same count as the correct ones wherever it was given."""
    candidates: set[str] | None = None
    for table in family.values():
        right = next(line.values[0] for line in table.lines if line.key == "correct")
        same = {line.key for line in table.lines if line.key != "correct"
                and isinstance(line.values[0], Share) and isinstance(right, Share)
                and line.values[0].count == right.count}  # fmt: skip
        candidates = same if candidates is None else candidates & same
    return sorted(candidates or ())[:1]


def _line(matrix: Matrix, number: int, line: Line, publish: Publish) -> Line:
    value: Value
    match line.key:
        case "two_best" | "correct":
            value = _like(line.values[0], matrix.best(number))
        case "mean" | "score":
            whole = matrix.is_whole(number) and not publish.round
            value = line.values[0] if whole else None
        case _:
            count = matrix.count(number, line.key)
            value = None if count is None else line.values[0]
    return replace(line, values=(value,))


def _like(exact: Value, shown: Shown) -> Shown:
    """Return a public share with the interval of the complete one, if it is the same."""
    if isinstance(shown, Share) and isinstance(exact, Share):
        return exact if exact.count == shown.count else share_of(shown.count, shown.n)
    return shown


def public_themes(family: Mapping[Scope, Table], publish: Publish) -> dict[Scope, Table]:
    """Return the tables of themes: each theme is a choice, and its number follows the share."""
    shares = {
        scope: replace(table, lines=tuple(_share_alone(line) for line in table.lines))
        for scope, table in family.items()
    }
    return {
        scope: replace(table, lines=tuple(map(_with_count, table.lines)))
        for scope, table in public_choices(shares, publish).items()
    }


def _share_alone(line: Line) -> Line:
    return replace(line, values=line.values[:1])


def _with_count(line: Line) -> Line:
    (share,) = line.values
    return replace(line, values=(share, share.count if isinstance(share, Share) else None))
