"""Spreadsheet files as sheets of cells, checked before they are read.

The module `xlsx` writes workbooks. It is imported by name, because few commands write one.
"""

from sstc_cli.sheets.cells import DateOrder
from sstc_cli.sheets.sheet import Source, read_sheets
