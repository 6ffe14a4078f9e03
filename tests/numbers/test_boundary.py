"""A count is published from the least number of people on; a share has Wilson's interval."""

import pytest
from folded import cube_of, public_tables, survey_of

from sstc_cli.numbers.statistics import Share, share_of
from sstc_cli.numbers.tables.report_tables import exact_tables
from sstc_cli.store.people import ResponseColumns

SURVEY = """
id: exit
when: after
title: Exit
questions:
  - {id: q, type: choice, text: Q, options: [
      {code: a, text: A}, {code: b, text: B}]}
"""


@pytest.mark.parametrize(("counts", "shown"), [((4, 6), 0), ((5, 4), 0), ((5, 5), 2)])
def test_fewer_than_the_least_numbers_have_no_shares(counts: tuple[int, int], shown: int) -> None:
    survey, n = survey_of(SURVEY), sum(counts)
    answers = [{"q": code} for code, count in zip("ab", counts, strict=True) for _ in range(count)]
    batch = ResponseColumns([7] * n, [None] * n, answers, [{}] * n)
    table = public_tables(exact_tables(cube_of([survey], {"exit": [batch]})))[()]["q"]
    assert sum(isinstance(line.values[0], Share) for line in table.lines) == shown


def test_an_interval_is_that_of_wilson() -> None:
    # proportion_confint(count, n, method="wilson") of statsmodels, which quick tests do without
    none, most = share_of(0, 10), share_of(17, 24)
    assert (none.low, none.high, most.low, most.high) == (0.0, 27.8, 50.8, 85.1)
