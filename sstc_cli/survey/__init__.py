"""Survey spreadsheets of many tools as responses under lasting ids, in a private store."""

from sstc_cli.survey.countries import country_name
from sstc_cli.survey.reading import read_tables
from sstc_cli.survey.rejected import write_rejected
from sstc_cli.survey.response import Reading, Seal
from sstc_cli.survey.sheet import Source, read_sheets
from sstc_cli.survey.store import Counts, Store
from sstc_cli.survey.summary import (
    QuestionNumbers,
    Share,
    SurveyNumbers,
    Tally,
    share_of,
    summarise,
)
from sstc_cli.survey.table import Table, find_tables
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey.workbook import write_responses

__all__ = [
    "Counts",
    "QuestionNumbers",
    "Reading",
    "Seal",
    "Share",
    "Source",
    "Store",
    "SurveyNumbers",
    "Table",
    "Tally",
    "Webinars",
    "country_name",
    "find_tables",
    "read_sheets",
    "read_tables",
    "share_of",
    "summarise",
    "write_rejected",
    "write_responses",
]
