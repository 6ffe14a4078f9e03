"""Rows of random plans come, go, move and change at once; a second import changes nothing."""

from datetime import date, time
from pathlib import Path
from typing import Any

import plans
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.planning.columns import LABELS, Table
from sstc_cli.planning.workbook_words import Names

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
