"""How visits add up, and who somebody is without an address."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import Sstc
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.survey.attendance import united_minutes

START = datetime(2020, 10, 9, 15, 30)
HEADER = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"


def visit(joined: int, left: int) -> tuple[datetime, datetime]:
    return START + timedelta(minutes=joined), START + timedelta(minutes=left)


@pytest.mark.parametrize(
    ("visits", "minutes"),
    [([(0, 60), (30, 50)], 60), ([(0, 60), (30, 90)], 90), ([(0, 10), (20, 30)], 20), ([], 0)],
)
def test_minutes_of_two_devices_count_once(visits: list, minutes: int) -> None:
    assert united_minutes(visit(*times) for times in visits) == minutes


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=8), st.randoms())
def test_united_minutes_are_those_of_a_clock(drawn: list, random) -> None:
    visits = [visit(joined, joined + length) for joined, length in drawn]
    there = {at for joined, length in drawn for at in range(joined, joined + length)}
    random.shuffle(visits)
    assert united_minutes(visits) == len(there)


def attendances(sstc: Sstc, workspace: Path, rows: str) -> dict:
    (workspace / "webinar-7.csv").write_text(HEADER + rows, "utf-8")
    result = sstc("surveys", "import", "webinar-7.csv", "--json")
    return json.loads(result.out)["files"][0]["tables"][0]


def test_without_an_address_a_name_is_a_person(sstc: Sstc, workspace: Path) -> None:
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00,30,Yes"
    table = attendances(sstc, workspace, f"样例,,{times}\n样例,,{times}\nOne,a@b.example,{times}\n")
    assert (table["rows"], table["new"]) == (2, 2)
    again = attendances(sstc, workspace, f"样例,,{times}\n")
    assert again["unchanged"] == 1


def test_a_visit_that_cannot_be_read_is_rejected_alone(sstc: Sstc, workspace: Path) -> None:
    times = "2020-10-09 15:30:00,2020-10-09 16:00:00"
    table = attendances(
        sstc, workspace, f"A,no address,{times},30,\nB,,{times},soon,\nC,,{times},9,\n"
    )
    assert (table["new"], table["rejected"]) == (1, 2)


def test_times_with_and_without_an_offset_are_compared(sstc: Sstc, workspace: Path) -> None:
    rows = "A,,2020-10-09T07:30:00Z,2020-10-09 16:00:00,30,\n"
    assert attendances(sstc, workspace, rows)["new"] == 1
