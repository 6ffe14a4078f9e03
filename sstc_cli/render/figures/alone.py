"""A figure as a file of its own: a picture for slides, or the numbers in it."""

import csv
from io import StringIO
from pathlib import Path

from sstc_cli.diagnostics import json_text
from sstc_cli.model.report.figure import Figure, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.picture import write_picture
from sstc_cli.render.figures.scale import rounded

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_figure(figure: Figure, ending: str, own: Path | None = None) -> bytes:
    """Return a figure as `svg`, `png`, `csv` or `json`.

    `own` is the folder of the workspace's templates, which may have fonts.
    """
    if ending == "csv":
        return _csv(figure)
    if ending == "json":
        return _json(figure)
    return write_picture(figure, "svg" if ending == "svg" else "png", own)


def _csv(figure: Figure) -> bytes:
    """Return a row for each value, in UTF-8 that Excel reads; no text in it is a formula."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["label", "segment", "value", "low", "high", "text", "n", "note"])
    for row in figure.rows:
        for segment, mark in zip(figure.segments, row.marks, strict=True):
            numbers = [rounded(number) for number in (mark.value, mark.low, mark.high)]
            texts = [row.label, segment.label, mark.text, row.n, row.note]
            label, name, text, n, note = map(_inert, texts)
            writer.writerow([label, name, *numbers, text, n, note])
    return stream.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    words = clean(text)
    return f"'{words}" if words.startswith(_FORMULA) else words


def _json(figure: Figure) -> bytes:
    texts = ("id", "form", "caption", "wording", "source", "alternative", "unit", "language")
    data = {
        **{name: str(getattr(figure, name)) for name in texts},
        "axis": [figure.low, figure.high],
        "band": figure.band,
        "rows": [_row(figure, row) for row in figure.rows],
    }
    return f"{json_text(data)}\n".encode()


def _row(figure: Figure, row: Row) -> dict[str, object]:
    values = [
        {"segment": segment.label, "value": rounded(mark.value)}
        | {"low": rounded(mark.low), "high": rounded(mark.high), "text": mark.text}
        for segment, mark in zip(figure.segments, row.marks, strict=True)
    ]
    marks = {"n": row.n, "note": row.note, "outlying": row.outlying}
    return {"label": row.label, "values": values, **marks}
