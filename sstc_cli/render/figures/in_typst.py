"""Inserts as data for Typst: `figure.typ` draws them in a PDF or a picture."""

from typing import Any

from sstc_cli.model.report.figure import Figure, Form, Mark, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.inserts import Insert
from sstc_cli.render.figures.scale import (
    FILLS,
    INKS,
    ends,
    has_head,
    has_intervals,
    has_n,
    has_room,
    interval,
    length_of,
    position,
    tone_of,
)

Node = dict[str, Any]


def insert_data(insert: Insert) -> Node:
    """Return an insert as a block of a document."""
    entries = [
        {"level": entry.level, "text": clean(entry.text), "target": entry.target}
        for entry in insert.entries
    ]
    data: Node = {"kind": insert.kind.value, "entries": entries}
    if insert.figure:
        data |= {"target": insert.target, "figure": figure_data(insert.figure, insert.caption)}
    return data


def figure_data(figure: Figure, caption: str) -> Node:
    """Return a figure, its values as places on the axis from 0 to 1."""
    texts = ("caption", caption), ("wording", figure.wording), ("source", figure.source)
    return {
        **{name: clean(text) for name, text in texts},
        "form": figure.form.value,
        "alternative": clean(figure.alternative),
        "direction": figure.direction,
        "head": [clean(words) for words in figure.head],
        "ends": [clean(words) for words in ends(figure)],
        "band": [position(figure, value) for value in figure.band or ()],
        "counted": has_n(figure),
        "headed": has_head(figure),
        "segments": [
            {
                "label": clean(part.label),
                "fill": FILLS[tone_of(figure, part.tone)],
                "ink": INKS[part.tone],
            }
            for part in figure.segments
        ],
        "rows": [_row(figure, row) for row in figure.rows],
    }


def _row(figure: Figure, row: Row) -> Node:
    return {
        "label": clean(row.label),
        "note": clean(row.note),
        "n": clean(row.n),
        "outlying": row.outlying,
        "marks": [_mark(figure, mark) for mark in row.marks],
    }


def _mark(figure: Figure, mark: Mark) -> Node:
    is_shown = figure.form == Form.DOTS or has_intervals(figure)
    return {
        "at": None if mark.value is None else position(figure, mark.value),
        "length": length_of(figure, mark),
        "room": has_room(length_of(figure, mark)),
        "span": interval(figure, mark) if is_shown else None,
        "text": clean(mark.text),
    }
