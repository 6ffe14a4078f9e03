"""Spreadsheet files as sheets of cells, checked before they are read, with what their reader drops.

`xlsx`, which writes workbooks, is imported by name, because few commands write one.
"""

from sstc_cli.sheets.cells import Order
from sstc_cli.sheets.sheet import Sheet, Source, read_sheets

__all__ = ["Order", "Sheet", "Source", "read_sheets"]
