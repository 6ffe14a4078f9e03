"""The results of groups, as far as they fit to what is public of all together."""

from collections.abc import Iterator, Mapping

from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.model.publish import Publish
from sstc_cli.numbers.breakdown import PLACES, Breakdown, By
from sstc_cli.numbers.public_groups import public_groups
from sstc_cli.numbers.rounding import rounded_groups
from sstc_cli.numbers.statistics import Rough, Share, Shown
from sstc_cli.numbers.summary import QuestionNumbers
from sstc_cli.numbers.tables.groups import DIMENSIONS, tables_by
from sstc_cli.numbers.tables.table import Table


def public_group_tables(
    survey: Survey, exact: Mapping[By, Breakdown], found: Mapping[str, Table], publish: Publish
) -> Iterator[Table]:
    """Yield the tables of groups in each question of a survey."""
    questions = {asked.id: _numbers(asked, found) for asked in survey.questions}
    for by in DIMENSIONS:
        base = By.COUNTRY if by in PLACES else by
        if by in exact and base in exact:
            groups = public_groups(survey, exact[base], by, questions, publish)
            yield from tables_by(survey, rounded_groups(groups, publish))


def _numbers(question: Question, found: Mapping[str, Table]) -> QuestionNumbers:
    """Return what is public of a question, in the form that the hiding of groups reads."""
    table = found.get(question.id)
    good: Shown = None
    for line in table.lines if table and not table.too_few else ():
        if line.key in ("two_best", "correct") and isinstance(line.values[0], Share | Rough):
            good = line.values[0]
    is_rating = question.type is QuestionType.SCALE
    return QuestionNumbers(
        question.id, question.type, question.role, (table.n or 0) if table else 0, 0,
        top_two=good if is_rating else None, correct=None if is_rating else good,
    )  # fmt: skip
