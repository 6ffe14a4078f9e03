"""Remarks on a table's columns: what is not kept, not known or not understood."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.model import Role
from sstc_cli.survey.match import Column, How
from sstc_cli.survey.table import Table

_Note = tuple[str, str, str | None]


def place_of(file: str, table: Table, row: int, column: Column) -> Place:
    """The cell of a column in a row, which counts from 0 as in `Sheet.rows`."""
    line, at = row + 1, column.index + 1
    return Place(file, line, at, line, at + 1, table.sheet.name)


def short(header: str) -> str:
    """A header on one line, as messages quote it."""
    flat = " ".join(header.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"


def notes_on(file: str, table: Table, unknown: Mapping[int, Sequence[int]]) -> Iterator[Diagnostic]:
    """What is no fault, but should be known; `unknown` has a column's rows without a meaning."""
    for column in table.columns:
        found: _Note | None = _note(column)
        if rows := unknown.get(column.index):
            plural = len(rows) > 1
            what = f"has {len(rows)} answer{'s' if plural else ''} that {'are' if plural else 'is'}"
            advice = "kept as written; add the wording to the `aliases` of an option"
            found = ("W513", f"{what} not known, {_rows(rows)}", advice)
        if found:
            code, what, hint = found
            place = place_of(file, table, table.header, column)
            yield Diagnostic(code, f"`{short(column.header)}` {what}", hint=hint, place=place)
    asks = any(each.role is Role.CONSENT for each in table.columns)
    if not asks and table.columns and table.survey.question(Role.CONSENT):
        hint = "make sure that people agreed elsewhere, as when they registered"
        place = place_of(file, table, table.header, table.columns[0])
        yield Diagnostic("W514", "no column asks for consent", hint=hint, place=place)


def _note(column: Column) -> _Note | None:
    """Code, message and hint for a column that is no question."""
    match column.how:
        case How.TECHNICAL:
            return "W512", "is not kept: it tells where or with what people answered", None
        case How.REPEATED:
            return "W515", "asks a question that another column asks, too: kept as it is", None
        case How.UNKNOWN if column.contact:
            return "W511", "is no question: kept apart, with names and addresses", None
        case How.UNKNOWN:
            hint = f"is it `{column.suggestion}`?" if column.suggestion else None
            return "W511", "is no question that is known: kept as it is", hint
    return None


def _rows(rows: Sequence[int]) -> str:
    """`in rows 3, 4 and 7`."""
    shown = ", ".join(map(str, rows[:8])) + (", …" if len(rows) > 8 else "")
    return f"in row{'s' if len(rows) > 1 else ''} {shown}"


def _short(header: str) -> str:
    flat = " ".join(header.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
