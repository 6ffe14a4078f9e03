"""Any plan goes out and comes back, unchanged or with exactly what somebody changed in it."""

from datetime import date, time
from pathlib import Path
from typing import Any

import plans
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sstc_cli.planning.columns import LABELS, CellKind, Column, Table
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


DEEDS = (
    "new person", "new talk", "new webinar", "no talk", "no webinar", "move", "order", "retitle",
)  # fmt: skip


class Typist:
    """Changes the rows of a workbook, and keeps what the plan should have then."""

    def __init__(self, plan: plans.Plan, data: Any) -> None:
        self.layout, self.data = plans.layout_of(plan), data
        self.book = plans.opened(plans.exported(plan))
        names = Names(self.layout.language, plans.FOLDERS)
        self.sheets = {
            table: self.book[title]
            for table, title in zip(Table, names.sheets([*LABELS.values()]).values(), strict=True)
        }
        self.webinars = {webinar.number: len(webinar.talks) for webinar in plan.series.webinars}
        self.people = len(plan.series.people)
        self.made = 0

    def put(self, table: Table, row: int, values: dict[str, Any]) -> None:
        for name, value in values.items():
            column = plans.named(self.layout.columns(table), name)
            plans.put(plans.cell_of(self.book, table, column, row - 2, self.layout), value)

    def main(self, table: Table, key: str) -> str:
        columns = self.layout.columns(table)
        return next(one.name for one in columns if one.key == key and one.is_main)

    def rows(self, table: Table) -> list[int]:
        sheet = self.sheets[table]
        return [at for at in range(2, sheet.max_row + 1) if sheet.cell(at, 1).value]

    def number(self, row: int) -> int:
        return int(self.sheets[Table.TALKS].cell(row, 2).value)

    def do(self, deed: str) -> None:
        self.made += 1
        numbers = st.sampled_from([*self.webinars])
        talks, webinars = self.rows(Table.TALKS), self.rows(Table.WEBINARS)
        if deed == "new person":
            self.put(Table.PEOPLE, self.sheets[Table.PEOPLE].max_row + 1,
                     {self.main(Table.PEOPLE, "name"): f"New person {self.made}"})  # fmt: skip
            self.people += 1
        elif deed == "new talk":
            number = self.data.draw(numbers)
            self.put(Table.TALKS, self.sheets[Table.TALKS].max_row + 1, {
                "webinar": number, "order": self.data.draw(st.integers(1, 4)),
                self.main(Table.TALKS, "title"): f"New talk {self.made}"})  # fmt: skip
            self.webinars[number] += 1
        elif deed == "new webinar":
            number = 100 + self.made
            self.put(Table.WEBINARS, self.sheets[Table.WEBINARS].max_row + 1, {
                "number": number, "date": date(2027, 5, 3), "start": time(9, 0), "end": time(10, 0),
                self.main(Table.WEBINARS, "title"): f"New webinar {self.made}"})  # fmt: skip
            self.webinars[number] = 0
        elif deed == "no talk" and talks:
            row = self.data.draw(st.sampled_from(talks))
            self.webinars[self.number(row)] -= 1
            self.sheets[Table.TALKS].delete_rows(row)
        elif deed == "no webinar" and len(webinars) > 1:
            row = self.data.draw(st.sampled_from(webinars))
            number = int(self.sheets[Table.WEBINARS].cell(row, 2).value)
            if not self.webinars[number]:
                del self.webinars[number]
                self.sheets[Table.WEBINARS].delete_rows(row)
        elif deed in ("move", "order", "retitle") and talks:
            row = self.data.draw(st.sampled_from(talks))
            if deed == "move":
                number = self.data.draw(numbers)
                self.webinars[self.number(row)] -= 1
                self.webinars[number] += 1
                self.put(Table.TALKS, row, {"webinar": number})
            elif deed == "order":
                self.put(Table.TALKS, row, {"order": self.data.draw(st.integers(1, 4))})
            else:
                self.put(Table.TALKS, row, {self.main(Table.TALKS, "title"): f"Other {self.made}"})


@settings(max_examples=30)
@given(document=plans.plans(), deeds=st.lists(st.sampled_from(DEEDS), max_size=6), data=st.data())
def test_rows_come_go_and_move(document: Any, deeds: list[str], data: Any, tmp_path: Path) -> None:
    plan = plans.plan_of(document)
    typist = Typist(plan, data)
    for deed in deeds:
        typist.do(deed)
    book = plans.saved(typist.book)
    proposal = plans.proposed(plan, book, tmp_path, removes=True)
    assert proposal.left == []
    done = plans.after(plan, proposal)
    talks = {webinar.number: len(webinar.talks) for webinar in done.series.webinars}
    assert talks == typist.webinars
    assert len(done.series.people) == typist.people
    assert done.series.count == len(done.series.webinars)
    for webinar in done.series.webinars:
        assert len({talk.id for talk in webinar.talks}) == len(webinar.talks)
    again = plans.proposed(done, book, tmp_path)
    assert again.edits == []
