"""The errors of PostgreSQL in words for users, without the statement, its values or a password."""

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from sstc_cli.errors import SstcError

_ADMINISTRATOR = "ask the administrator of the server"
_WORDS = {
    "55P03": ("the store is in use by another command", "wait until that one ends"),
    "40P01": ("the store is in use by another command", "run this again"),
    "53100": ("the disk is full: nothing was changed", "make room, then run it again"),
    "57014": (
        "the server stopped the request, because it took too long: nothing was changed",
        f"{_ADMINISTRATOR} for a longer `statement_timeout`",
    ),
    "25P03": (
        "the server ended the connection, because the command was idle for too long",
        f"{_ADMINISTRATOR} for a longer `idle_in_transaction_session_timeout`",
    ),
    "42703": (
        "another program has a table `about` in the place of the store",
        "use a database, or a schema, that no other program uses",
    ),
    "25006": (
        "the database is read-only: nothing was changed",
        "name the main server in `SSTC_STORE`, not a copy",
    ),
}


def explained(error: DBAPIError, url: URL, label: str) -> SstcError:
    """Return an error of PostgreSQL in words for users."""
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        hint = "check `SSTC_STORE`, the password, the network and the server"
        return SstcError(f"cannot reach the store {label}: {_reason(error, url)}", hint)
    if state in _WORDS:
        return SstcError(*_WORDS[state])
    if state == "42501":  # its message names a table or a schema, and no value
        hint = f"{_ADMINISTRATOR} to let your role own the tables, and the schema that they are in"
        return SstcError(f"nothing was changed in the store {label}: {_reason(error, url)}", hint)
    hint = f"{_ADMINISTRATOR} what this state means"
    return SstcError(f"the store {label} refused the request: state {state}", hint)


def _reason(error: DBAPIError, url: URL) -> str:
    """Return the reason that the server or its driver gives, without the address and a password."""
    line = next(iter(str(error.orig).splitlines()), "")
    reason = line.rpartition(" failed: ")[2].removeprefix("connection is bad: ")
    reason = reason.partition("FATAL:")[2].strip() or reason
    return reason.replace(str(url.password), "…") if url.password else reason
