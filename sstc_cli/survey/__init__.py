"""Survey spreadsheets of many tools as responses under lasting ids, in a private store."""

from sstc_cli.survey.breakdown import Breakdown, By, Cell, break_down
from sstc_cli.survey.cells import Order
from sstc_cli.survey.countries import country_name
from sstc_cli.survey.erase import Gone, forget, purge, undo
from sstc_cli.survey.export import EXPORTS, Included, export_rows
from sstc_cli.survey.forms import FORMS, Form
from sstc_cli.survey.gain import Gain, knowledge_gain, shared_questions
from sstc_cli.survey.hiding import publishable
from sstc_cli.survey.history import Import, answered, faults, imports, size
from sstc_cli.survey.match import Column, How
from sstc_cli.survey.notes import remarks_on
from sstc_cli.survey.plan import Counts
from sstc_cli.survey.postgres import postgres
from sstc_cli.survey.reading import read_tables
from sstc_cli.survey.rejected import write_rejected
from sstc_cli.survey.rekey import rekey
from sstc_cli.survey.response import Attendance, Reading, Seal
from sstc_cli.survey.sheet import Source, read_sheets
from sstc_cli.survey.sqlite import SqliteFile
from sstc_cli.survey.statistics import Mean, Share, share_of
from sstc_cli.survey.store import Store, Stored
from sstc_cli.survey.summary import QuestionNumbers, SurveyNumbers, Tally, summarise
from sstc_cli.survey.table import Table, find_tables
from sstc_cli.survey.times import order_of
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey.workbook import write_responses

__all__ = [
    "EXPORTS",
    "FORMS",
    "Attendance",
    "Breakdown",
    "By",
    "Cell",
    "Column",
    "Counts",
    "Form",
    "Gain",
    "Gone",
    "How",
    "Import",
    "Included",
    "Mean",
    "Order",
    "QuestionNumbers",
    "Reading",
    "Seal",
    "Share",
    "Source",
    "SqliteFile",
    "Store",
    "Stored",
    "SurveyNumbers",
    "Table",
    "Tally",
    "Webinars",
    "answered",
    "break_down",
    "country_name",
    "export_rows",
    "faults",
    "find_tables",
    "forget",
    "imports",
    "knowledge_gain",
    "order_of",
    "postgres",
    "publishable",
    "purge",
    "read_sheets",
    "read_tables",
    "rekey",
    "remarks_on",
    "share_of",
    "shared_questions",
    "size",
    "summarise",
    "undo",
    "write_rejected",
    "write_responses",
]
