"""Attack two editions together: what do they tell about the first answers, and the late ones?

Every number in both editions becomes an equation on counts of early and of late answers. An integer
program then looks for the least and the largest value of each small count.
"""

import os
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from crowd import Crowd, surveys
from folded import Visits, cube_of, survey_of
from oracle import stored
from solver import LEAST, Reader, learn_value

from sstc_cli.model import Survey
from sstc_cli.numbers.differences import counts_in, revealing
from sstc_cli.numbers.evaluation import make_cube
from sstc_cli.numbers.statistics import Rough, Share, share_of
from sstc_cli.numbers.tables.editions import Published
from sstc_cli.numbers.tables.learning import public_knowledge
from sstc_cli.numbers.tables.publication import FIRST, NextEdition, next_edition
from sstc_cli.numbers.tables.report_tables import ExactTables, exact_tables
from sstc_cli.numbers.tables.table import SERIES, Line, Scope, Table, Tables
from sstc_cli.store.history import HandedOut
from sstc_cli.store.people import ResponseColumns

SEEDS = int(os.environ.get("SSTC_ATTACK", "25"))
RATINGS = range(1, 6)
GOOD = (4, 5)
Answers = Mapping[int, list[int]]  # the ratings at each webinar

SURVEY = """
id: exit
when: after
title: Exit
questions:
  - {id: content, type: scale, role: satisfaction, text: C, scale: {lowest: 1, highest: 5}}
"""


def survey(more: str = "") -> Survey:
    return survey_of(SURVEY + more)


def edition(
    answers: Answers, before: Published = FIRST, of: Survey | None = None, visits: Visits = ()
) -> NextEdition:
    of = of or survey()
    batches = [
        ResponseColumns([at], [None], [{"content": rating}], [{}])
        for at, ratings in answers.items()
        for rating in ratings
    ]
    return next_edition(exact_tables(cube_of([of], {"exit": batches}, visits)), before)


def together(first: Answers, later: Answers) -> Answers:
    return {at: [*first.get(at, []), *later.get(at, [])] for at in sorted({*first, *later})}


def series(seed: int) -> tuple[Answers, Answers]:
    """Return the answers of a series, and 5 to 20 that come later, or a webinar more."""
    chance = random.Random(seed)  # noqa: S311 the same each time
    weights = [chance.random() ** 3 + 0.01 for _ in RATINGS]
    first = {
        at: chance.choices(RATINGS, weights, k=chance.randint(12, 45))
        for at in range(1, chance.randint(2, 4) + 1)
    }
    late: dict[int, list[int]] = {}
    if seed % 3 == 0:
        late[max(first) + 1] = chance.choices(RATINGS, weights, k=chance.randint(8, 45))
    places = chance.sample([*first], chance.randint(1, len(first)))
    for rating in chance.choices(RATINGS, weights, k=chance.randint(5, 20)):
        late.setdefault(chance.choice(places), []).append(rating)
    return first, late


class Attack(Reader):
    """The early and the late answers, as far as the second edition counts these."""

    def __init__(self, first: Answers, late: Answers) -> None:
        super().__init__()
        self.answers = {"early": first, "late": late}
        self.webinars = sorted({*first, *late})
        for when, answers in self.answers.items():
            for at in self.webinars:
                for rating in RATINGS:
                    self.truth[when, at, rating] = answers.get(at, []).count(rating)
        for whens in (("early",), ("late",), ("early", "late")):
            for scope in (SERIES, *((at,) for at in self.webinars)):
                every = self.cells(whens, scope, RATINGS)
                n = sum(self.truth[name] for name in every)
                if n >= LEAST:
                    self.learn(every, n, n)
                for rating in RATINGS:
                    self.secret((*whens, scope, rating), self.cells(whens, scope, [rating]), n)
                for side in (GOOD, (1, 2, 3)):
                    self.secret((*whens, scope, side), self.cells(whens, scope, side), n)

    def cells(self, whens, scope: Scope, ratings) -> dict:
        return {(when, at, rating): 1.0 for when in whens for at in scope or self.webinars
                for rating in ratings}  # fmt: skip

    def read(self, whens, tables: Mapping[Scope, Tables]) -> None:
        for scope, found in tables.items():
            table = found.get("content")
            every = self.cells(whens, scope, RATINGS)
            for line in table.lines if table and not table.too_few else ():
                if line.key != "mean":  # it follows from the counts that are shown
                    of = GOOD if line.key == "two_best" else [int(line.key)]
                    learn_value(self, self.cells(whens, scope, of), every, line.values[0])


def counted(edition_: NextEdition, late: Answers) -> Answers:
    """Return the late answers that an edition counts: all at a webinar, or none."""
    waits = {at[0] for _, at in edition_.waiting if at}
    return {at: ratings for at, ratings in late.items() if at not in waits}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_two_editions_tell_no_small_count(seed: int) -> None:
    first, late = series(seed)
    before = edition(first)
    after = edition(together(first, late), before.published)
    attack = Attack(first, counted(after, late))
    attack.read(("early",), before.tables)
    attack.read(("early", "late"), after.tables)
    assert attack.leaks() == []


def shown(edition_: NextEdition, id_: str = "content", scope: Scope = SERIES) -> dict[str, object]:
    return {line.key: line.values for line in edition_.tables[scope][id_].lines}


def test_the_attack_finds_what_two_editions_tell() -> None:
    first, late = {1: [5] * 20 + [4] * 9 + [2] * 8}, {1: [3, 1, 5, 5, 4, 4]}
    attack = Attack(first, late)
    attack.read(("early",), edition(first).tables)
    attack.read(("early", "late"), edition(together(first, late)).tables)
    assert attack.leaks()


@pytest.mark.parametrize("more", [[2] * 6, [2] * 10, [5], [1, 2, 3, 4]])
def test_late_answers_that_agree_or_are_few_are_not_told(more: list[int]) -> None:
    first = {1: [5] * 20 + [4] * 15 + [2] * 6}
    before = edition(first)
    after = edition(together(first, {1: more}), before.published)
    if len(more) < 10:
        assert shown(after) == shown(before)
        assert after.waiting == {("content", (1,)): len(more)}
        more = [*more, *[4] * 6, *[2] * 6]  # what has waited counts with what comes then
        after = edition(together(first, {1: more}), after.published)
        assert after.tables[SERIES]["content"].n == 41 + len(more)
    else:
        assert shown(after)["2"] == (Rough(51, None, 10, 35),)
        assert shown(after)["two_best"] == (Rough(51, None, 65, 80),)


def test_a_round_number_stays_until_enough_have_come() -> None:
    of, first = survey("publish: {round: 5}\n"), {1: [5] * 22 + [4] * 15 + [2] * 10}
    before = edition(first, of=of)
    assert edition(together(first, {1: [5]}), before.published, of).tables == before.tables


def test_the_first_visit_of_one_person_is_not_told() -> None:
    """At webinar 7 there are 25 people of before, and one who is new."""
    old = [(at, f"p{n}") for at in (5, 6) for n in range(60)]
    before = edition({5: [5, 4] * 8}, visits=old)
    visits = [*old, *((7, f"p{n}") for n in range(25)), (7, "new")]
    after = edition({5: [5, 4] * 8}, before.published, visits=visits)
    assert shown(before, "reach")["attended"] == shown(after, "reach")["attended"] == (60,)
    assert shown(after, "reach", (7,))["attended"] == (26,)
    assert after.published.counted[SERIES]["reach"].n == 60


def test_a_webinar_more_is_added() -> None:
    first = {1: [5] * 20 + [4] * 15 + [2] * 6}
    before = edition(first)
    after = edition(together(first, {2: [5] * 12 + [4] * 9 + [3] * 7}), before.published)
    assert shown(after)["two_best"][0].count == 35 + 21
    assert shown(after)["5"][0].count == 32
    assert shown(after, scope=(2,))["5"][0].count == 12
    assert not after.waiting


@pytest.mark.parametrize(("n", "told", "pairs"), [
    (41, 0.01, 35),  # the late answer waits
    (51, None, 35),  # some late answers count, and others wait
    (62, 0.001, 50),  # all count
])  # fmt: skip
@pytest.mark.parametrize("is_round", [False, True])
def test_a_verdict_stays_with_its_values(
    n: int, told: float | None, pairs: int, is_round: bool
) -> None:
    def table(*lines: Line) -> Table:
        return Table("knowledge", ("after",), lines, 41, 10)

    def right_of(n: int) -> Share | Rough:
        return Rough(n, None, 65, 80) if is_round else share_of(n - 11, n)

    before = table(Line("quiz", 41, (right_of(41),), 0.01, pairs=35))
    now = table(Line("quiz", 62, (share_of(51, 62),), 0.0004, pairs=52))
    right = Table("quiz", ("share",), (Line("correct", n, (right_of(n),)),), n, 10)
    found = public_knowledge(now, {"quiz": right}, before).lines[0]
    assert (found.p, found.pairs) == (told, pairs)


def _counts(published: Published) -> list[HandedOut]:
    ids = {scope[0]: str(scope[0]) for scope in published.shown if scope}
    return [*counts_in(published.shown, ids, published.counted)]


def test_counts_of_the_series_cover_the_webinars_that_have_answers() -> None:
    ratings = [1, 2, 3, 4, 5] * 10
    first = edition({1: ratings}, visits=[(2, f"p{n}") for n in range(40)])
    later = edition({1: ratings, 2: [*ratings, 1, 2, 3]}, first.published)
    shown = [of for of in _counts(later.published) if of.webinars == ("2",)]
    assert any(of.name == "content.1.share" for of in shown)
    assert not [*revealing(shown, _counts(first.published), LEAST)]


def kept(crowd: Crowd, folder: Path, until: float) -> ExactTables:
    """Return the tables of those who were there or answered until a time."""
    time = random.Random(3)  # noqa: S311 the same each time
    last = max(crowd.likely)
    rows = [*crowd.responses, *crowd.attendances]
    then = {row.key: time.random() + (row.webinar == last) for row in rows}
    responses = [row for row in crowd.responses if then[row.key] < until]
    visits = [row for row in crowd.attendances if then[row.key] < until]
    folder.mkdir()
    return exact_tables(make_cube(stored(folder, responses, visits), surveys(), least=LEAST))


@pytest.mark.parametrize("seed", range(SEEDS // 2))
def test_no_count_of_an_edition_differs_by_few_people(seed: int, tmp_path: Path) -> None:
    crowd = Crowd(seed)
    if len(crowd.responses) < 20:
        return
    last = FIRST
    for at in (0.9, 1.9, 3):
        now = next_edition(kept(crowd, tmp_path / str(at), at), last)
        pairs = revealing(_counts(now.published), _counts(last), LEAST)
        assert not [pair for pair in pairs if pair[0].webinars == pair[1].webinars]
        last = now.published
