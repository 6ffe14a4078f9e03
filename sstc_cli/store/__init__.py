"""The private database of survey responses, which keeps identities apart from answers."""

from sstc_cli.store.history import (
    Import,
    imports,
    rows_by_survey,
    store_problems,
    store_size,
    webinars_with_rows,
)
from sstc_cli.store.import_plan import ImportCounts
from sstc_cli.store.response import ATTENDANCE_ID, Attendance, PseudonymKey, Reading
from sstc_cli.store.sqlite import SqliteFile
from sstc_cli.store.store import Store
