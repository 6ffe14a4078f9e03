"""The private database of responses, with identities apart from answers; it knows no spreadsheet.

`erase` is imported by name, because few commands erase.
"""

from sstc_cli.store.history import Import, answered, faults, imports, size
from sstc_cli.store.import_cache import CachedImport
from sstc_cli.store.plan import Counts
from sstc_cli.store.postgres import postgres
from sstc_cli.store.rekey import rekey
from sstc_cli.store.response import (
    ATTENDANCE_ID,
    Attendance,
    Identity,
    Reading,
    Rejected,
    Response,
    Seal,
)
from sstc_cli.store.sqlite import SqliteFile
from sstc_cli.store.store import Attended, Store

__all__ = [
    "ATTENDANCE_ID",
    "Attendance",
    "Attended",
    "CachedImport",
    "Counts",
    "Identity",
    "Import",
    "Reading",
    "Rejected",
    "Response",
    "Seal",
    "SqliteFile",
    "Store",
    "answered",
    "faults",
    "imports",
    "postgres",
    "rekey",
    "size",
]
