"""Survey exports of many tools as responses under stable ids: sheets and the store joined.

What only some commands need is imported by name, because it takes its time to load: `export`,
`forms`, `rejected` and `workbook`.
"""

from sstc_cli.survey.ambiguous_countries import Ambiguity, ambiguities_in
from sstc_cli.survey.fingerprint import fingerprint
from sstc_cli.survey.match import Column, How
from sstc_cli.survey.notes import remarks_on
from sstc_cli.survey.reading import read_tables
from sstc_cli.survey.table import Table, find_tables
from sstc_cli.survey.times import order_of
from sstc_cli.survey.webinars import Webinars

__all__ = [
    "Ambiguity",
    "Column",
    "How",
    "Table",
    "Webinars",
    "ambiguities_in",
    "find_tables",
    "fingerprint",
    "order_of",
    "read_tables",
    "remarks_on",
]
