"""Workbooks that XlsxWriter writes in memory, with charts that say what they show."""

import importlib
import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from sstc_cli.render.escape import clean

_LONGEST, _LONGEST_NAME = 32_000, 31  # characters in a cell, and in the name of a sheet
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")  # in the name of a sheet
_TEXTS = ("strings_to_numbers", "strings_to_formulas", "strings_to_urls")

Book = Any  # of XlsxWriter, which is imported only when it is used
Sheet = Any


class Workbook:
    """A workbook of XlsxWriter: fill its `book`, then take its parts.

    An empty `font` leaves the choice to the program that shows it.
    """

    def __init__(self, created: datetime, title: str = "", font: str = "") -> None:
        # it takes as long to import as everything else here
        xlsxwriter = importlib.import_module("xlsxwriter")
        self._file, self.font = BytesIO(), clean(font)
        options: dict[str, Any] = {"in_memory": True, **dict.fromkeys(_TEXTS, False)}
        if self.font:
            options["default_format_properties"] = {"font_name": self.font}
        self.book: Book = xlsxwriter.Workbook(self._file, options)
        self.book.set_properties({"title": clean(title)[:255], "created": created})

    def parts(self) -> dict[str, bytes]:
        self.book.close()
        with ZipFile(self._file) as package:
            return {name: package.read(name) for name in package.namelist()}


def write_text(sheet: Sheet, row: int, column: int, words: str, look: Any = None) -> None:
    """Write words, which no program computes, whatever they begin with."""
    sheet.write_string(row, column, clean(words)[:_LONGEST], look)


def sheet_name(words: str, otherwise: str) -> str:
    """Return the name of a sheet as Excel accepts it, whatever a catalogue says."""
    return " ".join(_FORBIDDEN.sub(" ", words).split()).strip("'")[:_LONGEST_NAME] or otherwise


def cell_range(cells: list[Any]) -> str:
    """Return the name of cells: a sheet, the first row and column, the last row and column."""
    name: str = importlib.import_module("xlsxwriter.utility").xl_range_formula(*cells)
    return f"={name}"


# LibreOffice shows the category and the series in a label that does not say that it has none
_SHOWN = b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>' + (
    b'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_LABELS = re.compile(rb"<c:dLbls>.*?</c:dLbls>", re.DOTALL)
_WRAPPED, _UNWRAPPED = b"<a:bodyPr/>", b'<a:bodyPr wrap="none"/>'
_TEXT = (
    "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr><a:latin typeface={}/></a:defRPr>"
    '</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
)
_AFTER_TEXT = b"<c:printSettings>"


@dataclass(frozen=True, slots=True)
class ChartColumns:
    """The columns of a chart's numbers, each the first of its kind.

    `ends` is where intervals end; `lengths` is how long they are, and beside it how long bounds
    are. Without it that is written into the chart, because LibreOffice finds it only there in Word.
    """

    labels: int
    values: int
    ends: int
    lengths: int | None = None


class ChartWorkbook(Workbook):
    """A workbook whose charts say what they show."""

    def parts(self) -> dict[str, bytes]:
        """Return the files in the workbook, which cannot be changed any more."""
        text = _TEXT.format(quoteattr(self.font)).encode() if self.font else b""
        return {
            name: _shown(data, text) if name.startswith("xl/charts/chart") else data
            for name, data in super().parts().items()
        }


def _shown(data: bytes, text: bytes) -> bytes:
    """Return a chart whose labels say all that they show and do not show, on one line."""
    data = data.replace(b'<c:showVal val="1"/>', _SHOWN).replace(_AFTER_TEXT, text + _AFTER_TEXT)
    return _LABELS.sub(lambda labels: labels[0].replace(_WRAPPED, _UNWRAPPED), data)
