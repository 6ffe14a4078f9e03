"""Survey exports of many tools as responses under stable ids: sheets and the store joined.

Only some commands need `export`, `forms`, `rejected` and `workbook`, which take time to load: they
are imported by name.
"""

from sstc_cli.survey.ambiguous_countries import Ambiguity
from sstc_cli.survey.column import How, OtherColumn, question_of, use_of
from sstc_cli.survey.decide import Options, decide
from sstc_cli.survey.describe import describe
from sstc_cli.survey.find import find_tables
from sstc_cli.survey.fingerprint import fingerprint
from sstc_cli.survey.notes import remarks_on
from sstc_cli.survey.reading import read_tables
from sstc_cli.survey.table import FoundTable, ReadyTable, Table
from sstc_cli.survey.times import order_of

__all__ = [
    "Ambiguity",
    "FoundTable",
    "How",
    "Options",
    "OtherColumn",
    "ReadyTable",
    "Table",
    "decide",
    "describe",
    "find_tables",
    "fingerprint",
    "order_of",
    "question_of",
    "read_tables",
    "remarks_on",
    "use_of",
]
