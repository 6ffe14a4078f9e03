"""Notes on a table's columns that are not stored, unknown, or have unknown answers."""

from collections.abc import Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.model import QuestionType, Role
from sstc_cli.model.countries import country_name, suggested_countries
from sstc_cli.quantity import cut_short, first_few, quantity
from sstc_cli.sheets.cells import DateOrder, text_of
from sstc_cli.sheets.sheet import Source
from sstc_cli.store.import_plan import ImportCounts
from sstc_cli.survey.column import Column, MatchedBy, OtherColumn, question_of, use_of
from sstc_cli.survey.table import TIMES, ExcludedRows, FoundTable, ReadyTable, Table

Note = tuple[str, str, str | None]  # code, message and hint
_MOST_LOOKED_AT = 40  # rows whose countries are compared with all names
_ORDERS = {
    DateOrder.MIXED: "some dates start with the day, and some with the month",
    DateOrder.OPEN: "dates may start with the day or with the month",
}


def place_of(file: str, table: Table, row: int, column: Column) -> Place:
    """Return the cell of a column in a row, which counts from 0 like `Sheet.rows`."""
    line, at = row + 1, column.index + 1
    return Place(file, line, at, line, at + 1, table.sheet.name)


def note_at(
    file: str, table: Table, column: Column, note: Note, row: int | None = None
) -> Diagnostic:
    """Return a note at the header of a column, or at its cell in a row."""
    code, what, hint = note
    place = place_of(file, table, table.header if row is None else row, column)
    return Diagnostic(code, what, hint=hint, place=place)


def short(header: str) -> str:
    """Return a header on one line, as messages quote it."""
    return cut_short(header)


def notes_before_import(
    source: Source, table: FoundTable, order: DateOrder
) -> Iterator[Diagnostic]:
    file = source.file.name
    yield from notes_on(file, table, {}, ExcludedRows(table))
    for column in table.answer_codes.unsure:
        message = f"`{short(column.header)}` has option numbers instead of texts"
        yield note_at(file, table, column, ("W517", message, table.platform.how_to_export_texts))
    if order in _ORDERS:
        hint = "add `--dates dmy` (day first) or `--dates mdy` (month first)"
        yield note_at(file, table, table.columns[0], ("W525", _ORDERS[order], hint))


def notes_on(
    file: str, table: Table, unknown: Mapping[int, Sequence[int]], excluded: ExcludedRows
) -> Iterator[Diagnostic]:
    """Yield the notes on a table; `unknown` has the rows of answers without meaning, by column."""
    for column in table.columns:
        cells = (row[column.index] for row in table.rows() if column.index < len(row))
        note: Note | None = _note(column, table) if any(map(text_of, cells)) else None
        if rows := unknown.get(column.index):
            count = f"{quantity(len(rows), 'answer')} that {'are' if len(rows) > 1 else 'is'}"
            note = ("W513", f"has {count} not known, {in_rows(rows)}", _advice(column, table, rows))
        if rows := excluded.rows.get(column.index):
            note = ("W516", f"excludes {quantity(len(rows), 'row')}: {first_few(rows, 8)}", None)
        if note:
            code, what, hint = note
            note = code, f"`{short(column.header)}` {what}", hint
            yield note_at(file, table, column, note)
    if isinstance(table, ReadyTable) and table.assumed:
        column = next(column for column in table.columns if use_of(column) in TIMES)
        what = f"`{short(column.header)}` has no time zone: read as {table.local_zone}"
        hint = "name the zone of the person who exported it, for example "
        hint += "`--zone Africa/Nairobi`"
        yield note_at(file, table, column, ("W535", what, hint))
    if table.better is not None:
        what = f"the columns fit the survey `{table.better}` better than `{table.survey.id}`"
        hint = f"if it is that survey, import with `--survey {table.better}`"
        yield note_at(file, table, table.columns[0], ("W537", what, hint))
    for note in (*_on_consent(table), *_on_unasked(table)):
        yield note_at(file, table, table.columns[0], note)


def _on_consent(table: Table) -> Iterator[Note]:
    question = table.survey.question(Role.CONSENT)
    if question is None or table.asks_consent or table.mapping.consent_elsewhere:
        return
    hint = "make sure that people agreed elsewhere, for example when they registered"
    if question.required:
        hint = "if people agreed elsewhere, import the file with `--consent-elsewhere`"
    yield "W514", "no column asks for consent", hint


def _on_unasked(table: Table) -> Iterator[Note]:
    unasked = table.unasked
    if not unasked or not unasked[0].required or table.platform.asks_one_by_one:
        return
    names = [f"`{question.id}`{' (required)' * question.required}" for question in unasked]
    hint = f"if one has an answer, add its header to `columns` in {table.mapping_file}"
    yield "W526", f"no column for {', '.join(names)}", hint


def notes_after_import(file: str, table: ReadyTable, counts: ImportCounts) -> Iterator[Diagnostic]:
    """Yield the notes on what a table has, or lacks, compared with the store."""
    first = table.columns[0]
    if n := counts.forgotten:
        people = "a person" if n == 1 else "people"
        message = f"{quantity(n, 'row')} of {people} who asked to be forgotten, left out"
        hint = "if someone takes part again: `sstc surveys forget EMAIL --allow-again`"
        yield note_at(file, table, first, ("W533", message, hint))
    if n := counts.mentions:
        message = f"{quantity(n, 'row')} with the address of a person who asked to be forgotten"
        hint = "the store has `[erased]` in its place; also delete the address in the file"
        yield note_at(file, table, first, ("W541", message, hint))
    for missing in counts.missing:
        n, number = len(missing.rows), missing.import_id
        what = f"{quantity(n, 'row')} of import {number} {'is' if n == 1 else 'are'}"
        rows = f"row{'s' if n > 1 else ''} {first_few(missing.rows, 8)}"
        message = f"{what} not in this file: its {rows}"
        hint = (
            f"if deleted in the tool, run `sstc surveys undo {number}` and import this file again"
        )
        yield note_at(file, table, first, ("W534", message, hint))


def _note(column: Column, table: Table) -> Note | None:
    if not isinstance(column, OtherColumn):
        return None
    note: Note | None = None
    consent = table.survey.question(Role.CONSENT)
    match column.how:
        case MatchedBy.UNKNOWN if table.platform.is_attendance:
            note = "W511", "is not kept: of visits, only names, addresses and minutes are", None
        case MatchedBy.TECHNICAL:
            note = "W512", "is not kept: it shows where or with what device people answered", None
        case MatchedBy.REPEATED:
            hint = f"if it is for one option, add `option` to `columns` in {table.mapping_file}"
            note = "W515", "asks the question of another column: kept, but not counted", hint
        case MatchedBy.UNKNOWN if column.contact:
            note = "W511", "matches no question: kept apart, with names and addresses", None
        case MatchedBy.NEGATIVE:
            note = "W511", "may refuse consent by a yes: an import stops until you decide", None
        case MatchedBy.SUGGESTED if consent and consent.id == column.suggestion:
            what = "may be the question about consent: an import stops until you decide"
            note = "W511", what, "if it is, import with `--accept-suggestions`"
        case MatchedBy.SUGGESTED:
            hint = f"if it answers `{column.suggestion}`, import with `--accept-suggestions`"
            note = "W511", "matches no question: kept, but not counted", hint
        case MatchedBy.UNKNOWN:
            note = "W511", "matches no question: kept, but not counted", None
    return note


def _advice(column: Column, table: Table, rows: Sequence[int]) -> str:
    file, question = table.mapping_file, question_of(column)
    if question is None or question.type is not QuestionType.COUNTRY:
        return f"add the wording to the `aliases` of an option, or to `answers` in {file}"
    entry = f"`- {{question: {question.id}, text: …, code: …}}`"
    decide = f"add it to `answers` in {file}: {entry}"
    meant: dict[tuple[str, ...], list[int]] = {}
    for row in rows[:_MOST_LOOKED_AT]:
        codes = suggested_countries(text_of(table.sheet.rows[row - 1][column.index]))
        meant.setdefault(codes, []).append(row)
    meant.pop((), None)
    if not meant:
        return f"write the country's name, or {decide}"
    if any(len(codes) == 1 for codes in meant):
        decide += ", or import with `--accept-suggestions` to take what is near to one country only"
    perhaps = []
    for codes, found in meant.items():
        names = " or ".join(f"`{country_name(code, 'en')}` ({code})" for code in codes)
        perhaps.append(f"{names} {in_rows(found)}")
    return f"write {'; '.join(perhaps)}; or {decide}"


def advice_on_fault(column: Column, table: Table) -> str | None:
    question = question_of(column)
    if question is None or question.type not in (QuestionType.CHOICE, QuestionType.SCALE):
        return None
    entry = f"`- {{question: {question.id}, text: …, code: …}}`"
    return f"correct it, or add what it means to `answers` in {table.mapping_file}: {entry}"


def in_rows(rows: Sequence[int]) -> str:
    """Return the numbers of rows as words: `in rows 3, 4, 7`."""
    return f"in row{'s' if len(rows) > 1 else ''} {first_few(rows, 8)}"
