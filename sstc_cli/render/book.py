"""A workbook of XlsxWriter that is written in memory; its parts have no time of the clock."""

import importlib
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from sstc_cli.render.escape import clean

_LONGEST = 32_000  # characters in a cell
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
        """Return the files in the workbook, which cannot be changed any more."""
        self.book.close()
        with ZipFile(self._file) as package:
            return {name: package.read(name) for name in package.namelist()}


def write_text(sheet: Sheet, row: int, column: int, words: str, look: Any = None) -> None:
    """Write words, which no program computes, whatever they begin with."""
    sheet.write_string(row, column, clean(words)[:_LONGEST], look)


def cell_range(cells: list[Any]) -> str:
    """Return the name of cells: a sheet, the first row and column, the last row and column."""
    name: str = importlib.import_module("xlsxwriter.utility").xl_range_formula(*cells)
    return f"={name}"
