"""How large a table may be, and what a file is refused for."""

from sstc_cli.errors import SstcError

MOST_CELLS = 4_000_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_000


def locked(shown: str, hint: str) -> SstcError:
    """A file that needs a password."""
    return SstcError(f"{shown} is protected by a password", hint)


def damaged(shown: str) -> SstcError:
    """A file of which a part is missing or changed."""
    hint = "copy or download it again: a part of it is missing or changed"
    return SstcError(f"{shown} is damaged", hint)


def far(shown: str, height: int, width: int) -> SstcError:
    """A workbook whose last cell is where no answers are."""
    return SstcError(
        f"{shown} has cells far outside any table: {height:,} rows and {width:,} columns",
        "in Excel, Ctrl+End shows the last cell: delete the rows and columns after the "
        "answers (the Solver leaves such cells), and save it",
    )


def too_many(shown: str) -> SstcError:
    """A file with more cells than any export of answers has."""
    message = f"{shown} has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells"
    return SstcError(message, "export the answers in several parts")


def too_wide(shown: str) -> SstcError:
    """A table with more columns than any survey has."""
    hint = "is it an export of answers? Delete the columns that are none, or export it again"
    return SstcError(f"{shown} has more than {MOST_COLUMNS:,} columns", hint)


def too_large(shown: str, most: int) -> SstcError:
    """A file of more than so many bytes."""
    limit = f"{most // 1_000_000} MB"
    return SstcError(f"{shown} is larger than {limit}", "export the answers in several parts")


def swollen(shown: str) -> SstcError:
    """A file that is small, and what is in it is not."""
    return SstcError(
        f"{shown} would unpack to much more than it should",
        "open it in Excel and save it anew; if it came from a stranger, delete it",
    )
