"""The largest tables that are read, and why a file is refused."""

from sstc_cli.errors import SstcError

MOST_CELLS = 4_000_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_000
MOST_BYTES = 64_000_000
MOST_TEXT = 32_000_000  # bytes of csv files

_LAST = (
    "press Ctrl+End in Excel to find the last cell, delete the rows and columns after the data "
    "(the Solver leaves such cells), and save it"
)
_AGAIN = "open it in Excel and save it again; if it came from a stranger, delete it"
# what is wrong with a file, after its name, and what to do
DAMAGED = ("is damaged", "copy or download it again: a part of it is missing or changed")
UNREADABLE = (
    "is damaged: it cannot be read",
    "open it in Excel and save it again as an Excel workbook (.xlsx)",
)
NO_SPREADSHEET = ("is not a spreadsheet", "name an .xlsx, .xls, .ods, .csv or .zip file")
TOO_MANY_CELLS = (
    f"has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells", "save it in several parts"
)  # fmt: skip
UNPACKS_TOO_LARGE = ("unpacks to far more data than a table has", _AGAIN)
TOO_MUCH_MEMORY = (
    "needs far more memory than a table", f"{_LAST}; if it came from a stranger, delete it"
)  # fmt: skip
TOO_MUCH_TIME = ("takes far longer to read than a table", _AGAIN)


class RefusedError(Exception):
    """A file that is not read: what is wrong with it, after its name, and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint


def far_out(height: int, width: int) -> RefusedError:
    """Return the refusal of a workbook whose last cell is far from all answers."""
    return RefusedError(
        f"has cells far outside any table: {height:,} rows and {width:,} columns", _LAST
    )


def larger_than(most: int) -> RefusedError:
    """Return the refusal of a file of more than so many bytes."""
    return RefusedError(f"is larger than {most // 1_000_000} MB", "save it in several parts")


def locked(hint: str) -> RefusedError:
    """Return the refusal of a file that needs a password."""
    return RefusedError("is protected by a password", hint)


def not_a_spreadsheet(name: str) -> SstcError:
    """Return the error for a file of another kind, for example a plan or a Word document."""
    what, hint = NO_SPREADSHEET
    return SstcError(f"{name} {what}", hint)


def too_many_columns(name: str) -> SstcError:
    """Return the error for a table with more columns than any survey has."""
    hint = "delete the columns that hold no data, and save it again"
    return SstcError(f"{name} has more than {MOST_COLUMNS:,} columns", hint)
