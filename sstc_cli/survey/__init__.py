"""Survey spreadsheets of many tools as responses under lasting ids, in a private store.

What writes workbooks is not named here, because openpyxl takes its time: `export`, `forms`,
`rejected` and `workbook` are imported by those who need them.
"""

from sstc_cli.survey.breakdown import Breakdown, By, Cell
from sstc_cli.survey.cells import Order
from sstc_cli.survey.countries import (
    LISTS,
    country_code,
    country_name,
    region_name,
    suggested_countries,
)
from sstc_cli.survey.doubts import Doubt, doubts_in
from sstc_cli.survey.erase import Gone, forget, purge, undo
from sstc_cli.survey.evaluation import Evaluation, Evidence, evaluate
from sstc_cli.survey.gain import Gain
from sstc_cli.survey.hiding import publishable
from sstc_cli.survey.history import Import, answered, faults, imports, size
from sstc_cli.survey.match import Column, How
from sstc_cli.survey.notes import remarks_on
from sstc_cli.survey.plan import Counts
from sstc_cli.survey.postgres import postgres
from sstc_cli.survey.reading import read_tables
from sstc_cli.survey.rekey import rekey
from sstc_cli.survey.response import ATTENDANCE_ID, Attendance, Reading, Seal
from sstc_cli.survey.settled import mark_of
from sstc_cli.survey.sheet import Source, read_sheets
from sstc_cli.survey.sqlite import SqliteFile
from sstc_cli.survey.statistics import Mean, Share, share_of
from sstc_cli.survey.store import Attended, Store
from sstc_cli.survey.summary import QuestionNumbers, SurveyNumbers
from sstc_cli.survey.table import Table, find_tables
from sstc_cli.survey.times import order_of
from sstc_cli.survey.webinars import Webinars

__all__ = [
    "ATTENDANCE_ID",
    "LISTS",
    "Attendance",
    "Attended",
    "Breakdown",
    "By",
    "Cell",
    "Column",
    "Counts",
    "Doubt",
    "Evaluation",
    "Evidence",
    "Gain",
    "Gone",
    "How",
    "Import",
    "Mean",
    "Order",
    "QuestionNumbers",
    "Reading",
    "Seal",
    "Share",
    "Source",
    "SqliteFile",
    "Store",
    "SurveyNumbers",
    "Table",
    "Webinars",
    "answered",
    "country_code",
    "country_name",
    "doubts_in",
    "evaluate",
    "faults",
    "find_tables",
    "forget",
    "imports",
    "mark_of",
    "order_of",
    "postgres",
    "publishable",
    "purge",
    "read_sheets",
    "read_tables",
    "region_name",
    "rekey",
    "remarks_on",
    "share_of",
    "size",
    "suggested_countries",
    "undo",
]
