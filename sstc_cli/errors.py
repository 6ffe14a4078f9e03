"""The exit statuses, and the one exception for what cannot be done."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What `sstc` tells the shell."""

    OK = 0
    DATA = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


def explained(error: OSError) -> str:
    """Return the system's reason for an error, to follow a colon."""
    return (error.strerror or str(error) or "unreadable").lower()


class SstcError(Exception):
    """The program cannot go on; shown once, as `error:` and `help:`."""

    def __init__(
        self, message: str, hint: str | None = None, status: ExitCode = ExitCode.FAILED
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status
