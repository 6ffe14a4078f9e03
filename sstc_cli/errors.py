"""The exit statuses, and the exception that ends a command."""

import errno
import sys
from enum import IntEnum
from pathlib import Path

_LONGEST = 259  # letters of a path on Windows
_LONGEST_FOLDER = 247


class ExitCode(IntEnum):
    """The exit status that `sstc` gives to the shell."""

    OK = 0
    DATA = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


def explained(error: OSError) -> str:
    """Return the system's reason for an error, to follow a colon."""
    if sys.platform == "darwin" and error.errno == errno.EPERM:  # not EACCES, as for permissions
        return "macOS keeps this terminal out: allow it in Privacy & Security, Files and Folders"
    if sys.platform == "win32" and isinstance(error, FileNotFoundError):
        letters = len(str(Path(error.filename or "").absolute()))
        if letters > _LONGEST_FOLDER:
            return (
                f"its path has {letters} letters, and Windows allows {_LONGEST} "
                f"({_LONGEST_FOLDER} for a folder): move the workspace to a shorter path"
            )
    return (error.strerror or str(error) or "unreadable").lower()


class SstcError(Exception):
    """An error that ends the command; printed once, as `error:` and `help:`."""

    def __init__(
        self, message: str, hint: str | None = None, status: ExitCode = ExitCode.FAILED
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status


def nothing_imported(what: str = "nothing") -> SstcError:
    """Return the error of a command that needs something that has not been imported yet."""
    return _nothing(f"{what} has been imported", "surveys import FILE")


def nothing_prepared() -> SstcError:
    """Return the error of a command that needs a mail, before the first one."""
    return _nothing("no mail has been prepared", "mail prepare MESSAGE")


def nothing_published() -> SstcError:
    """Return the error of a command that needs a release, before the first one."""
    return _nothing("no release has been published", "release publish NAME")


def _nothing(what: str, command: str) -> SstcError:
    return SstcError(f"{what} yet", f"run `sstc {command}` first", ExitCode.DATA)
