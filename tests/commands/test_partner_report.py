"""Introductions in the evaluation report: counts of requests and outcomes, and of few nothing."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from conftest import Sstc

Events = list[tuple[str, int | None, str]]  # a kind, a side and a detail
ASKED: Events = [("approved", None, ""), ("asked", None, "2020-11-16\na\nb")]
AGREED: Events = [*ASKED, ("yes", 0, ""), ("yes", 1, "")]
INTRODUCED: Events = [*AGREED, ("introduced", None, "")]
HEADING = "Participants introduced to each other"


def outcome(after: int, what: str) -> tuple[str, None, str]:
    return "outcome", None, f"{after} {what}"


def histories() -> Iterator[Events]:
    """Yield 40 requests: 26 led to an introduction, and 19 of these to an outcome or two."""
    yield from [[*ASKED, ("no", 0, "")]] * 14
    for what in ("met", "cooperating"):
        yield [*INTRODUCED, outcome(30, what), outcome(90, what)]
        yield [*INTRODUCED, outcome(30, what)]
    yield from [[*INTRODUCED, outcome(30, "met"), outcome(90, "agreement")]] * 7
    yield from [[*INTRODUCED, outcome(30, "cooperating"), outcome(90, "cooperating")]] * 8
    yield from [INTRODUCED] * 7


def keep(root: Path, found: list[Events]) -> None:
    """Write requests into the store, as if they had been made and answered."""
    requests = [
        {"id": f"{place:032x}", "first": f"a{place}", "second": f"b{place}",
         "first_code": f"c{place}", "second_code": f"d{place}"}
        for place in range(len(found))
    ]  # fmt: skip
    events = [
        {"request": f"{place:032x}", "number": number, "kind": kind, "side": side,
         "day": "2020-11-02", "detail": detail}
        for place, history in enumerate(found)
        for number, (kind, side, detail) in enumerate(history)
    ]  # fmt: skip
    with closing(sqlite3.connect(root / ".sstc" / "store.sqlite")) as store:
        for table, rows in (("requests", requests), ("request_events", events)):
            names = ", ".join(rows[0])
            places = ", ".join(f":{name}" for name in rows[0])
            store.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608
        store.commit()


def report(sstc: Sstc, *words: str) -> str:
    assert sstc("report", "render", "--replace", *words).status == 0
    (file,) = Path("out/report").glob("*.md")
    return file.read_text("utf-8")


def test_the_report_has_requests_and_outcomes(sstc: Sstc, evaluated: Path) -> None:
    assert HEADING not in report(sstc)
    keep(evaluated, [*histories()])
    text = report(sstc)
    assert HEADING in text
    part = text.partition(f". {HEADING}\n\n")[2].partition("\n## ")[0]
    assert "Requests to introduce two participants to each other" in part
    shown = sstc("report", "show").out
    assert "partners.requests.asked" in shown
    for name, value in (("requests.asked", 40), ("requests.introduced", 26),
                        ("outcomes.cooperating.after_30", 10), ("outcomes.met.after_30", 9),
                        ("outcomes.cooperating.after_90", 9)):  # fmt: skip
        found = sstc("report", "show", f"partners.{name}")
        assert f"  {value}\n" in found.out, found.out + found.err
        assert ".csv" not in found.out
    assert sstc("report", "show", "partners.outcomes.met.after_90").status == 1
    office = sstc("report", "show", "partners.outcomes.met.after_90", "--edition", "office")
    assert "  1\n" in office.out


def test_few_requests_are_not_shown(sstc: Sstc, evaluated: Path) -> None:
    keep(evaluated, [[*INTRODUCED, outcome(30, "met")]] * 4)
    part = report(sstc).partition(f". {HEADING}\n\n")[2].partition("\n## ")[0]
    assert "fewer than 5 requests: Requests to introduce" in part
    assert not re.search(r"\b4\b", part)


def test_two_reports_do_not_reveal_a_few_requests(sstc: Sstc, evaluated: Path) -> None:
    keep(evaluated, [*histories()])
    assert sstc("report", "publish", "first").status == 0
    with closing(sqlite3.connect(evaluated / ".sstc" / "store.sqlite")) as store:
        store.execute(f"DELETE FROM request_events WHERE request = '{1:032x}'")  # noqa: S608
        store.execute(f"DELETE FROM requests WHERE id = '{1:032x}'")  # noqa: S608
        store.commit()
    sstc("report", "publish", "second").gives(0)
    assert sstc("report", "diff", "first", "second").out == ""
