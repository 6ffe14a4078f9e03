"""The private database of survey responses, which keeps identities apart from answers.

`erase` and `forget` are imported by name, because few commands erase.
"""

from sstc_cli.store.history import Import, imports, store_problems, store_size, webinars_with_rows
from sstc_cli.store.plan import ImportCounts
from sstc_cli.store.postgres import postgres
from sstc_cli.store.rekey import rekey
from sstc_cli.store.response import ATTENDANCE_ID, Attendance, PseudonymKey, Reading
from sstc_cli.store.rows import AttendanceCounts
from sstc_cli.store.sqlite import SqliteFile
from sstc_cli.store.store import Store

__all__ = [
    "ATTENDANCE_ID",
    "Attendance",
    "AttendanceCounts",
    "Import",
    "ImportCounts",
    "PseudonymKey",
    "Reading",
    "SqliteFile",
    "Store",
    "imports",
    "postgres",
    "rekey",
    "store_problems",
    "store_size",
    "webinars_with_rows",
]
