"""Remarks on a table's columns: what is not kept, not known or not understood."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.model import QuestionType, Role
from sstc_cli.model.countries import country_name, suggested_countries
from sstc_cli.sheets.cells import Order, text_of
from sstc_cli.sheets.sheet import Source
from sstc_cli.survey.match import Column, How
from sstc_cli.survey.table import Table
from sstc_cli.survey.unfinished import Unfinished

_Note = tuple[str, str, str | None]
_MOST_LOOKED_AT = 40  # rows whose countries are compared with all names
_ORDERS = {
    Order.MIXED: "some dates start with the day, and some with the month",
    Order.OPEN: "dates may start with the day or with the month",
}


def place_of(file: str, table: Table, row: int, column: Column) -> Place:
    """The cell of a column in a row, which counts from 0 as in `Sheet.rows`."""
    line, at = row + 1, column.index + 1
    return Place(file, line, at, line, at + 1, table.sheet.name)


def short(header: str) -> str:
    """A header on one line, as messages quote it."""
    flat = " ".join(header.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"


def remarks_on(source: Source, table: Table) -> Iterator[Diagnostic]:
    """What can be said of a table before its rows are read."""
    file = source.file.name
    yield from notes_on(file, table, {}, Unfinished(table))
    for column in table.answer_codes.unsure:
        place = place_of(file, table, table.header, column)
        message = f"`{short(column.header)}` has numbers, and nothing says what they stand for"
        yield Diagnostic("W517", message, hint=table.platform.texts, place=place)
    if table.order in _ORDERS:
        place = place_of(file, table, table.header, table.columns[0])
        hint = "`--dates dmy` or `--dates mdy` says how they are meant"
        yield Diagnostic("W525", _ORDERS[table.order], hint=hint, place=place)


def notes_on(
    file: str, table: Table, unknown: Mapping[int, Sequence[int]], unfinished: Unfinished
) -> Iterator[Diagnostic]:
    """What is no fault, but should be known; `unknown` has a column's rows without a meaning."""
    for column in table.columns:
        found: _Note | None = _note(column, table) if _has_cells(column, table) else None
        if rows := unknown.get(column.index):
            plural = len(rows) > 1
            what = f"has {len(rows)} answer{'s' if plural else ''} that {'are' if plural else 'is'}"
            advice = _advice(column, table, rows)
            found = ("W513", f"{what} not known, {_rows(rows)}", advice)
        if rows := unfinished.rows.get(column.index):
            count = "1 row does" if len(rows) == 1 else f"{len(rows)} rows do"
            found = ("W516", f"says that {count} not count, {_rows(rows)}", None)
        if found:
            code, what, hint = found
            place = place_of(file, table, table.header, column)
            yield Diagnostic(code, f"`{short(column.header)}` {what}", hint=hint, place=place)
    asks = any(each.role is Role.CONSENT for each in table.columns)
    if not asks and table.columns and table.survey.question(Role.CONSENT):
        hint = "make sure that people agreed elsewhere, as when they registered"
        place = place_of(file, table, table.header, table.columns[0])
        yield Diagnostic("W514", "no column asks for consent", hint=hint, place=place)


def _note(column: Column, table: Table) -> _Note | None:
    """Code, message and hint for a column that is no question."""
    note: _Note | None = None
    match column.how:
        case How.UNKNOWN if table.platform.attends:
            note = "W511", "is not kept: of visits, only names, addresses and minutes are", None
        case How.TECHNICAL:
            note = "W512", "is not kept: it tells where or with what people answered", None
        case How.REPEATED:
            note = "W515", "asks a question that another column asks, too: kept as it is", None
        case How.UNKNOWN if column.contact:
            note = "W511", "is no question: kept apart, with names and addresses", None
        case How.SUGGESTED:
            hint = f"is it `{column.suggestion}`?"
            note = "W511", "is no question that is known: kept as it is", hint
        case How.UNKNOWN:
            note = "W511", "is no question that is known: kept as it is", None
    return note


def _advice(column: Column, table: Table, rows: Sequence[int]) -> str:
    """What to do about answers without a meaning."""
    file = f"data/surveys/mappings/{table.form}.yaml"
    if column.question is None or column.question.type is not QuestionType.COUNTRY:
        return f"kept as written; add the wording to the `aliases` of an option, or to {file}"
    id_ = column.question.id
    decide = f"say it in {file}, under `answers`: `- {{question: {id_}, text: …, code: …}}`"
    meant: dict[tuple[str, ...], list[int]] = {}
    for row in rows[:_MOST_LOOKED_AT]:
        codes = suggested_countries(text_of(table.sheet.rows[row - 1][column.index]))
        meant.setdefault(codes, []).append(row)
    meant.pop((), None)
    if not meant:
        return f"write the country's name, or {decide}"
    if any(len(codes) == 1 for codes in meant):
        decide += "; `--accept-suggestions` takes what is near to one country alone"
    perhaps = "; ".join(f"{_either(codes)} {_rows(found)}" for codes, found in meant.items())
    return f"is it {perhaps}? {decide}"


def _either(codes: Sequence[str]) -> str:
    """`Congo (CG)` or another one."""
    return " or ".join(f"`{country_name(each, 'en')}` ({each})" for each in codes)


def _has_cells(column: Column, table: Table) -> bool:
    """Whether anything stands in a column."""
    index = column.index
    return any(index < len(row) and text_of(row[index]) for row in table.rows())


def _rows(rows: Sequence[int]) -> str:
    """`in rows 3, 4 and 7`."""
    shown = ", ".join(map(str, rows[:8])) + (", …" if len(rows) > 8 else "")
    return f"in row{'s' if len(rows) > 1 else ''} {shown}"
