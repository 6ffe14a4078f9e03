"""What a planned import says of itself, before it is carried out."""

import pytest

from sstc_cli.store.import_plan import Before, ImportPlan, RenamedRow, plan_import
from sstc_cli.store.response import PseudonymKey, Reading, Response


def response(key: str) -> Response:
    return Response(key, "c", "exit", 7, "plain", 2, None, None, None, None, "{}", "{}", "{}")


def plan(**changes: list[object]) -> ImportPlan:
    reading = Reading("exit.csv", "", "plain", "exit", [response("k1")])
    return plan_import(Before(), reading, PseudonymKey(b"k" * 32))._replace(**changes)


def test_new_rows_alone_leave_nobody_without_a_row() -> None:
    assert not plan().leaves_gaps


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("changed", [response("k2")]),
        ("withdrawn", ["k2"]),
        ("renamed", [RenamedRow("k2", "k1", None, double=True)]),
    ],
)
def test_rows_that_change_hands_may_leave_somebody_without_a_row(name: str, rows: list) -> None:
    assert plan(**{name: rows}).leaves_gaps
