"""A question is published from the least count of people on; a share has Wilson's interval."""

import pytest

from sstc_cli.model import Question
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.public import public_question
from sstc_cli.numbers.statistics import share_of
from sstc_cli.numbers.summary import QuestionNumbers, Tally

OPTIONS = [{"code": "a", "text": "A"}, {"code": "b", "text": "B"}]


@pytest.mark.parametrize(("n", "codes"), [(4, []), (5, ["a", "b"])])
@pytest.mark.parametrize("type_", ["choice", "choices"])
def test_fewer_than_the_least_count_have_no_table(type_: str, n: int, codes: list[str]) -> None:
    question = Question.read({"id": "q", "type": type_, "text": "Q", "options": OPTIONS})
    tallies = (Tally("a", share_of(n, n)), Tally("b", share_of(0, n)))
    numbers = QuestionNumbers("q", question.type, None, n, 0, tallies=tallies)
    kept = public_question(question, numbers, Publish())
    assert (kept.n, [tally.code for tally in kept.tallies]) == (n, codes)


def test_an_interval_is_that_of_wilson() -> None:
    # proportion_confint(count, n, method="wilson") of statsmodels, which quick tests do without
    none, most = share_of(0, 10), share_of(17, 24)
    assert (none.low, none.high, most.low, most.high) == (0.0, 27.8, 50.8, 85.1)
