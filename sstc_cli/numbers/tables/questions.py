"""The answers to each question."""

from collections.abc import Iterator

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.numbers.breakdown import OTHER_WORDS
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.folding.answers import counted_questions, is_net
from sstc_cli.numbers.statistics import Mean, Share, share_of
from sstc_cli.numbers.summary import NOT_APPLICABLE
from sstc_cli.numbers.survey_cube import SurveyCube
from sstc_cli.numbers.tables.table import LEAST_FOR_SCORE, LEAST_IN_GROUP, Line, Table

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
    """Return the possible answers in their order."""
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
