"""Counts of requests between participants and of outcomes, and what of them is public."""

import random
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from folded import public_tables

from sstc_cli.model.survey import Publish
from sstc_cli.numbers.evaluation import make_cube
from sstc_cli.numbers.tables.partners import OUTCOMES, REQUESTS, partner_tables, public_partners
from sstc_cli.numbers.tables.report_tables import exact_tables
from sstc_cli.numbers.tables.table import SERIES, Line, Table
from sstc_cli.store import SqliteFile, Store
from sstc_cli.store.requests import IntroductionOutcome, Request, RequestEvent, Step

DAY = date(2026, 3, 2)
LEAST = Publish().least
STAGES = ("asked", "agreed", "introduced")
Counts = tuple[int, ...]


def requests(
    declined: int, agreed: int, *outcomes: dict[int, IntroductionOutcome]
) -> list[Request]:
    """Return requests of three kinds, the introduced ones each with what came of it."""
    asked = RequestEvent(Step.ASKED, DAY, detail=f"{DAY}\na\nb")
    both = [RequestEvent(Step.YES, DAY, side) for side in (0, 1)]
    events = [[asked, both[0], RequestEvent(Step.NO, DAY, 1)]] * declined + [
        [asked, *both]
    ] * agreed
    for found in outcomes:
        told = [
            RequestEvent(Step.OUTCOME, DAY, detail=f"{days} {what}") for days, what in found.items()
        ]
        events.append([asked, *both, RequestEvent(Step.INTRODUCED, DAY), *told])
    approved = RequestEvent(Step.APPROVED, DAY)
    return [
        Request(f"r{place}", (f"a{place}", f"b{place}"), ("c", "d"), (approved, *more))
        for place, more in enumerate(events)
    ]


def values(table: Table, column: str = "") -> dict[str, object]:
    return {line.key: table.value(line.key, column) for line in table.lines}


def stages(counts: Counts) -> Table:
    lines = tuple(Line(key, None, (n,)) for key, n in zip(STAGES, counts, strict=True))
    return Table(REQUESTS, ("requests",), lines, counts[0], LEAST)


def test_requests_and_outcomes_are_counted() -> None:
    met, none = (
        {30: IntroductionOutcome.MET, 90: IntroductionOutcome.AGREEMENT},
        {30: IntroductionOutcome.NO_ANSWER},
    )
    found = {table.id: table for table in partner_tables(requests(7, 1, met, met, none, {}))}
    assert values(found[REQUESTS]) == {"asked": 12, "agreed": 5, "introduced": 4}
    after_30, after_90 = (values(found[OUTCOMES], column) for column in ("after_30", "after_90"))
    assert (after_30["met"], after_30["no_answer"], after_30["not_recorded"]) == (2, 1, 1)
    assert (after_90["agreement"], after_90["not_recorded"]) == (2, 2)
    assert sum(map(int, map(str, after_90.values()))) == 4


def test_a_series_without_requests_has_no_tables(tmp_path: Path) -> None:
    approved_only = [Request("r", ("a", "b"), ("c", "d"), (RequestEvent(Step.APPROVED, DAY),))]
    assert not [*partner_tables([])] and not [*partner_tables(approved_only)]
    cube = make_cube(Store(SqliteFile(tmp_path / "store.sqlite")), {})
    assert REQUESTS not in public_tables(exact_tables(cube))[SERIES]


def test_what_is_public_is_in_the_series_alone(tmp_path: Path) -> None:
    made = requests(
        10, 0, *[{30: IntroductionOutcome.MET}] * 6, *[{30: IntroductionOutcome.COOPERATING}] * 8
    )
    cube = make_cube(Store(SqliteFile(tmp_path / "store.sqlite")), {})
    found = public_tables(exact_tables(cube, requests=made))[SERIES]
    assert values(found[REQUESTS]) == {"asked": 24, "agreed": 14, "introduced": 14}
    shown = values(found[OUTCOMES])
    assert (shown["met"], shown["cooperating"], shown["nothing"]) == (6, 8, 0)
    assert found[OUTCOMES].columns == ("after_30",)


@pytest.mark.parametrize(
    "counts", [c for c in product(range(14), repeat=3) if c[0] >= c[1] >= c[2]]
)
def test_no_small_count_of_a_stage_can_be_worked_out(counts: Counts) -> None:
    """A reader takes every triple for possible that fits what is shown."""
    shown = public_partners({REQUESTS: stages(counts)}, Publish())[REQUESTS]
    known = [next(iter(line.values)) for line in shown.lines]
    ranges = [range(n, n + 1) if isinstance(n, int) else range(40) for n in known]
    possible = [c for c in product(*ranges) if c[0] >= c[1] >= c[2]]
    assert counts in possible
    for take in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, -1, 0), (0, 1, -1), (1, 0, -1)):
        secret, *others = (
            sum(n * m for n, m in zip(found, take, strict=True)) for found in (counts, *possible)
        )
        assert not 0 < secret < LEAST or len({*others}) >= LEAST


@pytest.mark.parametrize("seed", range(60))
def test_no_small_number_of_outcomes_can_be_worked_out(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 not for secrets
    choices = [*IntroductionOutcome, None]
    weights = [chance.choice((0, 1, 1, 6)) + 0.1 for _ in choices]
    drawn = chance.choices(choices, weights, k=chance.randint(5, 40))
    made = requests(10, 0, *({30: what} if what else {} for what in drawn))
    exact = {table.id: table for table in partner_tables(made)}
    if OUTCOMES not in exact:
        return
    public = public_partners(exact, Publish())[OUTCOMES]
    complete, shown = values(exact[OUTCOMES]), values(public)
    hidden = [int(str(complete[key])) for key, n in shown.items() if n is None]
    assert not any(0 < int(str(n)) < LEAST for n in shown.values() if n is not None)
    assert not hidden or (len(hidden) > 1 and sum(hidden) >= LEAST)


def test_outcomes_do_not_reveal_hidden_introductions() -> None:
    """Of 12 requests 10 led to an introduction: those of the other two are not to be known."""
    made = requests(2, 0, *[{30: IntroductionOutcome.MET}] * 10)
    found = public_partners({table.id: table for table in partner_tables(made)}, Publish())
    assert values(found[REQUESTS]) == {"asked": 12, "agreed": None, "introduced": None}
    assert {*values(found[OUTCOMES]).values()} == {None}
    assert found[OUTCOMES].n == 12
