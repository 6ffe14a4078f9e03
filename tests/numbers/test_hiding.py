"""One table: no reader can work out a hidden cell, not even one who knows the rules."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pytest
from folded import cube_of, survey_of
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.model import Question, Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.evaluation import survey_numbers
from sstc_cli.numbers.hiding import hide
from sstc_cli.numbers.public import public_question
from sstc_cli.numbers.statistics import Rough, Share
from sstc_cli.numbers.summary import QuestionNumbers
from sstc_cli.store.people import ResponseColumns

Counts = tuple[int, ...]

SURVEY = """
id: exit
when: after
title: Exit
questions:
  - {id: quiz, type: choice, role: knowledge, correct: a, text: Q, options: [
      {code: a, text: A}, {code: b, text: B}, {code: c, text: C}, {code: d, text: D}]}
  - {id: plain, type: choice, text: P, options: [
      {code: a, text: A}, {code: b, text: B}, {code: c, text: C}, {code: d, text: D}]}
  - {id: rating, type: scale, text: R, scale: {lowest: 1, highest: 4}}
  - {id: recommend, type: scale, role: recommend, text: N, scale: {lowest: 0, highest: 10}}
  - {id: several, type: choices, text: S, options: [
      {code: a, text: A}, {code: b, text: B}, {code: c, text: C}]}
"""


@pytest.fixture(scope="module")
def survey() -> Survey:
    return survey_of(SURVEY)


def numbers_of(survey: Survey, id_: str, values: list[object]) -> QuestionNumbers:
    nobody = [None] * len(values)
    batch = ResponseColumns(
        [7] * len(values), nobody, [{id_: v} for v in values], [{}] * len(values)
    )
    numbers = survey_numbers(cube_of([survey], {survey.id: [batch]}).survey(survey.id))
    return next(found for found in numbers.questions if found.id == id_)


def question(survey: Survey, id_: str) -> Question:
    return next(found for found in survey.questions if found.id == id_)


def compositions(n: int, cells: int) -> Iterator[Counts]:
    if cells == 1:
        yield (n,)
        return
    for first in range(n + 1):
        yield from ((first, *rest) for rest in compositions(n - first, cells - 1))


TABLES = {"quiz": ["a", "b", "c", "d"], "plain": ["a", "b", "c", "d"], "rating": [1, 2, 3, 4],
          "recommend": [9, 7, 0]}  # fmt: skip


def published(survey: Survey, id_: str, counts: Counts) -> QuestionNumbers:
    answers = zip(TABLES[id_], counts, strict=True)
    values = [answer for answer, count in answers for _ in range(count)]
    return public_question(question(survey, id_), numbers_of(survey, id_, values), Publish())


def told(tables: Iterable[Counts]) -> bool:
    """Return whether all these tables agree on a small count."""
    return any(len({*column}) == 1 and 0 < column[0] < 5 for column in zip(*tables, strict=True))


@pytest.mark.parametrize("id_", TABLES)
def test_every_published_table_has_several_explanations(survey: Survey, id_: str) -> None:
    """A reader adds, subtracts, and sees the zeros; tables of many sizes are tried out."""
    for n in (5, 9, 10, 13, 16):
        tables = [*compositions(n, len(TABLES[id_]))]
        for shown in {published(survey, id_, table) for table in tables}:
            assert not told(table for table in tables if explains(table, shown)), shown


@pytest.mark.parametrize("id_", TABLES)
def test_who_knows_the_rules_learns_no_more(survey: Survey, id_: str) -> None:
    """Of all tables, a few in a thousand are the only ones that the rules make look like this."""
    found: Counter[bool] = Counter()
    for n in (5, 8, 9, 10, 11, 12, 15, 17, 20):
        alike: dict[QuestionNumbers, list[Counts]] = defaultdict(list)
        for table in compositions(n, len(TABLES[id_])):
            alike[published(survey, id_, table)].append(table)
        for tables in alike.values():
            found[told(tables)] += len(tables)
    assert found[True] <= 0.003 * found.total()


def explains(table: Counts, shown: QuestionNumbers) -> bool:
    """Return whether a table is possible for a reader of published results."""
    counts = [tally.share.count if tally.share else None for tally in shown.tallies]
    zeros = 0 if {*counts} == {None} else 1
    for count, cell in zip(table, counts, strict=True):
        if (count < zeros) if cell is None else (count != cell):
            return False
    good = sum(table[-2:]) if shown.id == "rating" else table[0]
    match shown.correct or shown.top_two:
        case Share() as share:
            return good == share.count
        case Rough() as rough:
            return rough.low * rough.n <= 100 * good <= rough.high * rough.n
    return True


@given(st.lists(st.integers(0, 30), min_size=1, max_size=7), st.integers(3, 8))
def test_hidden_are_several_people_in_several_cells(counts: list[int], least: int) -> None:
    table = {str(at): count for at, count in enumerate(counts)}
    hidden = hide(table, least).cells
    assert all(count == 0 or count >= least for code, count in table.items() if code not in hidden)
    if hidden and len(hidden) < len(table):
        assert len(hidden) > 1
        assert sum(table[code] for code in hidden) >= least


def test_zeros_are_shown_unless_all_people_are_in_one_cell() -> None:
    assert hide({"1": 0, "2": 0, "3": 3, "4": 12, "5": 9}, 5).cells == {"3", "5"}
    assert hide({"woman": 0, "man": 12, "other": 0}, 5).cells == {"woman", "man", "other"}
