"""Any plan goes out and comes back: unchanged, or with exactly the cell that somebody changed."""

from pathlib import Path
from typing import Any

import plans
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sstc_cli.planning.columns import CellKind, Column, Table
from sstc_cli.planning.rows import rows_of
from sstc_cli.planning.sheet import words_of
from sstc_cli.planning.workbook_words import Names, choices_of
from sstc_cli.sheets.cells import text_of

DERIVED = {"webinar", "order", "due", "task"}  # follow from other cells

OTHERS = {"join", "country", "zone", "themes"}  # have their own tests


def rows(plan: plans.Plan, layout: Any) -> dict[Table, dict[str, dict[str, str]]]:
    found = {
        table: {row.id: dict(row.values) for row in rows_of(plan.series, table, layout)}
        for table in Table
    }
    for table in (Table.TALKS, Table.DUTIES):
        for values in found[table].values():
            for name in DERIVED & values.keys():
                del values[name]
    return found


@settings(max_examples=25)
@given(document=plans.plans(), data=st.data())
def test_an_unchanged_workbook_changes_nothing(document: Any, data: Any, tmp_path: Path) -> None:
    plan = plans.plan_of(document)
    private = data.draw(st.booleans())
    book = plans.exported(plan, private=private)
    assert plans.exported(plan, private=private) == book
    for copy in (book, plans.saved(plans.opened(book))):
        proposal = plans.proposed(plan, copy, tmp_path)
        assert (proposal.edits, proposal.left, proposal.notes) == ([], [], [])


def value_for(column: Column, plan: plans.Plan, data: Any) -> tuple[Any, str]:
    """Return a new value of a cell, and its text in the data file."""
    names = Names(plan.series.languages[0], plans.FOLDERS)
    choices = choices_of(plan.series, names)
    number = st.integers(50, 90)
    words = {
        CellKind.DATE: plans.DAYS.map(lambda day: (day, str(day))),
        CellKind.TIME: plans.CLOCKS.map(lambda clock: (clock, f"{clock:%H:%M}")),
        CellKind.NUMBER: number.map(lambda number: (number, str(number))),
        CellKind.STATUS: st.sampled_from(
            [(word, word) for word in ("planned", "held", "cancelled")]
        ),
        CellKind.FLAG: st.sampled_from([("yes", "true"), ("no", "false"), ("نعم", "true")]),
        CellKind.LINE: plans.URLS.map(lambda url: (url, url)),
    }
    if column.kind in words:
        return data.draw(words[column.kind])
    if column.kind in (CellKind.PERSON, CellKind.AUDIENCES):
        ids = [*choices[column.kind]]
        most = min(len(ids), 1 if column.kind is CellKind.PERSON else 3)
        value = "; ".join(data.draw(st.permutations(ids))[: data.draw(st.integers(0, most))])
        return words_of(choices, column, value), value
    text = data.draw(plans.SEEN)
    return text, text


@settings(max_examples=30)
@given(document=plans.plans(), data=st.data())
def test_exactly_the_changed_cell_differs(document: Any, data: Any, tmp_path: Path) -> None:
    plan = plans.plan_of(document)
    layout = plans.layout_of(plan)
    before = rows(plan, layout)
    table = data.draw(st.sampled_from([table for table in Table if before[table]]))
    ids = [*before[table]]
    at = data.draw(st.integers(0, len(ids) - 1))
    columns = [one for one in layout.columns(table) if one.key not in DERIVED | OTHERS]
    column = data.draw(st.sampled_from(columns))
    value, text = value_for(column, plan, data)
    was = before[table][ids[at]][column.name]
    assume(text_of(text) != text_of(was))
    book = plans.opened(plans.exported(plan))
    plans.put(plans.cell_of(book, table, column, at, layout), value or None)
    proposal = plans.proposed(plan, plans.saved(book), tmp_path)
    assert (proposal.left, proposal.notes) == ([], [])
    done = rows(plans.after(plan, proposal), layout)
    expected = before
    expected[table][ids[at]][column.name] = text
    if (column.key, was) == ("status", "cancelled"):
        for name in done[table][ids[at]]:
            if name.startswith("cancelled_because"):
                expected[table][ids[at]][name] = ""
    if table is Table.WEBINARS and column.key == "status":  # nothing is due for a cancelled one
        done.pop(Table.DUTIES), expected.pop(Table.DUTIES)
    ends = expected[table][ids[at]].get("end", "")
    if column.key in ("date", "start", "end"):
        done[table][ids[at]]["end"] = done[table][ids[at]]["end"][-5:]
        expected[table][ids[at]]["end"] = ends[-5:]
    assert done == expected
    again = plans.proposed(plans.after(plan, proposal), plans.saved(book), tmp_path)
    assert (again.edits, again.left) == ([], [])
