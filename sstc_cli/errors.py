"""The exit statuses, and the exception that ends a command."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit status that `sstc` gives to the shell."""

    OK = 0
    DATA = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


def explained(error: OSError) -> str:
    """Return the system's reason for an error, to follow a colon."""
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
