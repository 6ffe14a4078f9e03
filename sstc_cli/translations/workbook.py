"""A workbook for translators who have Excel and nothing else: each text beside its translation."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.xlsx import Sheet, Workbook, sheet_name, write_text
from sstc_cli.render.zipped import zipped
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import Sheet as ReadSheet
from sstc_cli.translations.files import (
    Progress,
    Returned,
    ReturnedFile,
    damaged,
    own_name,
    place_of,
)
from sstc_cli.translations.units import State, Texts, Unit, digest_of
from sstc_cli.views.dates import direction_of
from sstc_cli.views.fixed_labels import TranslatorLabel

SHEET = "sstc"
_MARK = "sstc translations 1"
_PIECE = 30_000  # characters in a cell
_WIDTH, _LAST_WIDTHS = 56, (44, 30)
_NAMED = "{content.two_best}"  # a name in braces, as in the texts of a report
_INK, _SHADE, _GREY = "#17456e", "#dfe8f1", "#f3f4f6"
_COLOURS = {State.MISSING: "#fff7d6", State.OLDER: "#fde3a0", State.SAME: "#ffffff"}


def write_workbook(
    texts: Texts,
    units: Sequence[Unit],
    created: datetime,
    title: str,
    labels: Mapping[str, str],
) -> bytes:
    """Return a workbook with a row for each text, and what recognises it in a hidden sheet.

    Its own words are those of the `labels`, in English without them. Between a translation and its
    place are the words in the languages of the references.
    """
    say = {label: labels.get(label, label) for label in TranslatorLabel}
    workbook = Workbook(created, title)
    add = workbook.book.add_format
    top = {"valign": "top", "text_wrap": True, "num_format": "@", "bottom": 4}
    head = add({"bold": True, "font_color": _INK, "bg_color": _SHADE, "bottom": 1, **top})
    shown = (texts.source_language, *texts.references)
    kept = {code: add({"bg_color": _GREY, **_side(code), **top}) for code in shown}
    fixed = add({"font_color": "#555555", "bg_color": _GREY, **top})
    open_ = {"locked": False, **_side(texts.language), **top}
    looks = {
        state: add({**open_, "bg_color": _COLOURS[state]} if state in _COLOURS else open_)
        for state in State
    }
    heads = [own_name(texts.source_language), own_name(texts.language)]
    heads += [say[TranslatorLabel.PLACE], say[TranslatorLabel.ID]]
    others = [own_name(code) for code in texts.references]
    names = _names(say)
    sheet = workbook.book.add_worksheet(names[0])
    widths = (*[_WIDTH] * (2 + len(others)), *_LAST_WIDTHS)
    for column, word in enumerate((*heads[:2], *others, *heads[2:])):
        sheet.set_column(column, column, widths[column])
        write_text(sheet, 0, column, word, head)
    for row, unit in enumerate(units, 1):
        write_text(sheet, row, 0, unit.source, kept[texts.source_language])
        write_text(sheet, row, 1, unit.target, looks[unit.state])
        for column, code in enumerate(texts.references, 2):
            write_text(sheet, row, column, unit.references.get(code, ""), kept[code])
        write_text(sheet, row, len(others) + 2, _place(unit, labels, say), fixed)
        write_text(sheet, row, len(others) + 3, unit.id, fixed)
        _with_rules(sheet, row, unit, say)
    sheet.freeze_panes(1, 0)
    sheet.fit_to_pages(1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    words = add({"valign": "top", "text_wrap": True, **_side(texts.language)})
    titled = add({"bold": True, "font_size": 15, "font_color": _INK})
    advice = workbook.book.add_worksheet(names[1])
    write_text(advice, 0, 0, title, titled)
    _write_advice(advice, words, say)
    hidden = workbook.book.add_worksheet(SHEET)
    for at, piece in enumerate(_state(texts, units, heads)):
        write_text(hidden, at, 0, piece)
    hidden.very_hidden()
    return zipped(workbook.parts(), texts=())  # uncompressed, because compressors differ


def _names(say: Mapping[TranslatorLabel, str]) -> list[str]:
    """Return the names of both sheets; a catalogue may have one word for several."""
    labels = (TranslatorLabel.TEXTS, TranslatorLabel.READ_ME)
    names = [sheet_name(say[label], label) for label in labels]
    taken = {SHEET, *(name.casefold() for name in names)}
    return names if len(taken) > len(names) else [*labels]


def _place(unit: Unit, labels: Mapping[str, str], say: Mapping[TranslatorLabel, str]) -> str:
    room = say[TranslatorLabel.MOST].format(count=unit.room) if unit.room else ""
    return " · ".join(filter(None, (place_of(unit, labels), room)))


def _side(language: str) -> dict[str, object]:
    """Return the look of a column whose texts are written from right to left."""
    return {"reading_order": 2, "align": "right"} if direction_of(language) == "rtl" else {}


def _with_rules(sheet: Sheet, row: int, unit: Unit, say: Mapping[TranslatorLabel, str]) -> None:
    """Add a note to a translation, and refuse one for which there is no room."""
    if unit.notes:
        notes = [say[label].format(words=words) for label, words in unit.notes]
        sheet.write_comment(row, 1, "\n".join(notes), {"author": "", "x_scale": 2})
    if unit.room:
        rule = {
            "validate": "length",
            "criteria": "<=",
            "value": unit.room,
            "error_type": "warning",
            "error_title": say[TranslatorLabel.TOO_LONG][:32],  # longer ones are left out
            "error_message": say[TranslatorLabel.MOST].format(count=unit.room)[:255],
        }
        sheet.data_validation(row, 1, row, 1, rule)


def _write_advice(sheet: Sheet, look: Any, say: Mapping[TranslatorLabel, str]) -> None:
    advice = (
        TranslatorLabel.WRITE,
        TranslatorLabel.COLOUR,
        TranslatorLabel.KEEP,
        TranslatorLabel.ROOM,
        TranslatorLabel.SAVE,
    )
    sheet.set_column(0, 0, 88)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    for row, label in enumerate(advice, 2):
        write_text(sheet, row, 0, say[label].format(name=_NAMED), look)
    sheet.protect()


def _state(texts: Texts, units: Sequence[Unit], heads: Sequence[str]) -> list[str]:
    document = {
        "series": texts.series,
        "source": texts.source_language,
        "language": texts.language,
        "heads": heads,
        "base": {unit.id: digest_of(unit.target) for unit in units},
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return [_MARK, *(f"|{text[at : at + _PIECE]}|" for at in range(0, len(text), _PIECE))]


def read_workbook(source: Source) -> ReturnedFile:
    """Return the texts of a workbook that was read whole; refuse one that sstc did not write."""
    name = source.file.name
    hidden = next((sheet for sheet in source.sheets if sheet.name == SHEET), None)
    cells = [str(row[0]) for row in hidden.rows if row] if hidden else []
    if not cells or cells[0] != _MARK:
        message = f"{name} is not a file of `sstc translations export`"
        raise SstcError(message, "give the file that it wrote, translated", ExitCode.USAGE)
    try:
        state = json.loads("".join(piece[1:-1] for piece in cells[1:]))
        base: dict[str, str] = dict(state["base"])
        heads = [str(word) for word in state["heads"]]
        languages = str(state["series"]), str(state["source"]), str(state["language"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(name, "has lost what sstc wrote into it") from error
    for sheet in source.sheets:
        found = [text_of(cell) for cell in sheet.rows[0]] if sheet.rows else []
        if not sheet.is_hidden and set(heads) <= set(found):
            places = [found.index(word) for word in heads]
            return ReturnedFile(name, *languages, tuple(_units(sheet, places, base)))
    raise damaged(name, f"has no sheet with the columns {', '.join(heads)}")


def _units(sheet: ReadSheet, places: Sequence[int], base: Mapping[str, str]) -> Iterator[Returned]:
    """Yield the texts of a sheet, by the columns of source, translation, place and id."""
    column = places[1]
    for at, row in enumerate(sheet.rows[1:], 1):
        source, target, _, id_ = (_typed(row[at]) if at < len(row) else "" for at in places)
        refused = ""
        if (at, column) in sheet.broken:
            refused = "has no result: write text"
        elif (at, column) in sheet.computed:
            refused = "has a formula: copy the cell, and paste its value"
        elif not sheet.merged.isdisjoint(((at, column), (at + 1, column))):
            refused = "is in merged cells: write each translation beside its text"
        if id_ or target:
            where, digest = f"row {at + 1}", base.get(id_)
            yield Returned(id_, source, target, digest, where, Progress.DONE, refused)


def _typed(value: Value) -> str:
    """Return the text of a cell with the spaces and marks that were typed: they belong to it."""
    if not isinstance(value, str):
        return text_of(value)
    return value.replace("_x000D_", "").replace("_x000d_", "").replace("\r\n", "\n").strip()
