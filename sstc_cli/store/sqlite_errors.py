"""Errors of SQLite, in words for users."""

import os
import sqlite3
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.store.database import RESTORE

_DAMAGED = ("the store {} is damaged", RESTORE)
_NOT_WRITTEN = (
    "cannot write to the store {}",
    "check the permissions of the file and of its folder",
)
_NOT_READ = ("cannot read the store {}", _NOT_WRITTEN[1])
_BY_REASON = {
    "locked": ("the store is in use by another command", "wait until that one ends"),
    "full": ("the disk is full: nothing was changed", "make room, then run it again"),
    "disk I/O": (
        "cannot read or write the store {}: nothing was changed",
        "check that its drive is connected, has room and is not broken, then run it again",
    ),
    "readonly": _NOT_WRITTEN,
    "unable to open": _NOT_WRITTEN,
    "decode": _DAMAGED,  # Python's message, which would reveal the text
}


def in_words(error: BaseException | None, file: Path) -> SstcError:
    """Return an error of SQLite about a store in words for users."""
    message, hint = _DAMAGED
    if isinstance(error, sqlite3.OperationalError):
        reason = str(error)
        other = (f"cannot use the store {{}}: {reason}", "check that this file is a store of sstc")
        message, hint = next((words for part, words in _BY_REASON.items() if part in reason), other)
        if "unable to open" in reason and not os.access(file, os.R_OK):
            message, hint = _NOT_READ
    return SstcError(message.replace("{}", str(file)), hint)


def not_written(file: Path) -> SstcError:
    """Return the error for a store that this user may not change."""
    message, hint = _NOT_WRITTEN
    return SstcError(message.replace("{}", str(file)), hint)
