"""What a table is found to be: for people, and in the same words of `import` for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sstc_cli.cli.console.session import Session
from sstc_cli.diagnostics import Diagnostic, column_letters, counted, printable
from sstc_cli.sheets import Order, Source
from sstc_cli.survey import Column, How, Table

if TYPE_CHECKING:
    from rich.table import Table as Grid

_HOW = {
    How.PLATFORM: "the tool's own",
    How.OURS: "ours, of rejected rows",
    How.TECHNICAL: "not kept",
    How.PART: "said by another column",
}
_ORDER = {
    Order.DMY: "the day first",
    Order.MDY: "the month first",
    Order.MIXED: "some with the day first, some with the month",
    Order.PLAIN: "the same to every reader",
    Order.OPEN: "the day or the month first: nobody can tell",
}


def print_tables(session: Session, source: Source, tables: Sequence[Table]) -> None:
    """Each table of a file: what it is, and its columns."""
    from rich.padding import Padding

    for table in tables:
        sheet = f" [{table.sheet.name}]" if table.sheet.name else ""
        session.result(f"{source.file.name}{sheet}: {heading(table)}")
        for line in _facts(source, table):
            session.result(f"  {line}")
        session.out.print(Padding(_grid(table), (0, 0, 1, 2)))


def troubles(source: Source, tables: Sequence[Table]) -> list[Diagnostic]:
    """What the file's reader lost, in sheets that have a table."""
    sheets = {each.sheet.name for each in tables}
    return [each for each in source.troubles if each.place and each.place.sheet in sheets]


def heading(table: Table) -> str:
    """`Microsoft Forms, survey exit, webinar 7`."""
    if table.platform.attends:
        what = "attendance"
    elif table.matched:
        what = f"survey {' or '.join(table.rivals or [table.survey.id])}"
    else:
        what = "no question of a survey is known by its columns"
    webinar = f", webinar {table.webinar}" if table.webinar is not None else ""
    return f"{table.platform.title}, {what}{webinar}"


def _facts(source: Source, table: Table) -> list[str]:
    count = sum(any(cell != "" for cell in row) for row in table.rows())
    rows = counted(count, "row")
    facts = [f"header in row {table.header + 1}, {rows} of answers from row {table.first + 1}"]
    if source.encoding:
        facts.append(f"encoding {source.encoding}; `--encoding` changes that")
    if table.answer_codes.codes:
        facts.append("answers: numbers of options, counted as they stand in our form")
    if any(each.use in ("submitted", "started", "joined") for each in table.columns):
        zone = table.zone or "that of whoever exported it, where the cells do not say it"
        facts.append(f"time zone: {zone}")
        facts.append(f"dates: {_ORDER[table.order]}")
    return facts


def _grid(table: Table) -> Grid:
    from rich.table import Table as Grid

    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="bold")
    grid.add_column("", no_wrap=True)
    grid.add_column("column", overflow="fold", ratio=1)
    grid.add_column("question", overflow="fold")
    grid.add_column("how", overflow="fold")
    for each in table.columns:
        asked = each.question.id if each.question else each.suggestion or ""
        how = _HOW.get(each.how, str(each.how))
        if each.how is How.UNKNOWN and table.platform.attends:
            how = "not kept"
        elif each.how is How.UNKNOWN and each.contact:
            how = "personal, kept apart"
        header = printable(" ".join(each.header.split()))
        grid.add_row(column_letters(each.index + 1), header, asked, how)
    return grid


def described(table: Table) -> dict[str, Any]:
    """A table and its columns as JSON objects."""
    return {
        "sheet": table.sheet.name,
        "header_row": table.header + 1,
        "first_row": table.first + 1,
        "platform": table.platform.name,
        "survey": table.survey.id,
        "webinar": table.webinar,
        "zone": table.zone,
        "dates": table.order,
        "numbered": sorted(table.answer_codes.codes),
        "columns": [_column(each) for each in table.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "column": column_letters(column.index + 1),
        "header": column.header,
        "question": column.question.id if column.question else None,
        "how": column.how,
        "option": column.option,
        "suggestion": column.suggestion,
        "personal": column.contact,
    }
