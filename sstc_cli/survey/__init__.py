"""Survey spreadsheets of many tools as responses under lasting ids, in a private store.

What only some commands need is not named here, because it takes its time to load: `numbers`,
`erase`, and what writes workbooks, `export`, `forms`, `rejected` and `workbook`.
"""

from sstc_cli.model.countries import (
    LISTS,
    country_code,
    country_name,
    region_name,
    suggested_countries,
)
from sstc_cli.survey.cells import Order
from sstc_cli.survey.doubts import Doubt, doubts_in
from sstc_cli.survey.fingerprint import fingerprint
from sstc_cli.survey.history import Import, answered, faults, imports, size
from sstc_cli.survey.match import Column, How
from sstc_cli.survey.notes import remarks_on
from sstc_cli.survey.plan import Counts
from sstc_cli.survey.postgres import postgres
from sstc_cli.survey.reading import read_tables
from sstc_cli.survey.rekey import rekey
from sstc_cli.survey.response import ATTENDANCE_ID, Attendance, Reading, Seal
from sstc_cli.survey.sheet import Source, read_sheets
from sstc_cli.survey.sqlite import SqliteFile
from sstc_cli.survey.store import Attended, Store
from sstc_cli.survey.table import Table, find_tables
from sstc_cli.survey.times import order_of
from sstc_cli.survey.webinars import Webinars

__all__ = [
    "ATTENDANCE_ID",
    "LISTS",
    "Attendance",
    "Attended",
    "Column",
    "Counts",
    "Doubt",
    "How",
    "Import",
    "Order",
    "Reading",
    "Seal",
    "Source",
    "SqliteFile",
    "Store",
    "Table",
    "Webinars",
    "answered",
    "country_code",
    "country_name",
    "doubts_in",
    "faults",
    "find_tables",
    "fingerprint",
    "imports",
    "order_of",
    "postgres",
    "read_sheets",
    "read_tables",
    "region_name",
    "rekey",
    "remarks_on",
    "size",
    "suggested_countries",
]
