"""The largest tables that are read, and the errors for files that are refused."""

from sstc_cli.errors import SstcError

MOST_CELLS = 4_000_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_000
MOST_MERGED = 500_000  # blocks of merged cells in a sheet
MOST_EXPANDED = 200_000_000  # bytes of text in all cells


def password_protected(name: str, hint: str) -> SstcError:
    """Return the error for a file that needs a password."""
    return SstcError(f"{name} is protected by a password", hint)


def file_damaged(name: str) -> SstcError:
    """Return the error for a file of which a part is missing or changed."""
    hint = "copy or download it again: a part of it is missing or changed"
    return SstcError(f"{name} is damaged", hint)


def not_a_spreadsheet(name: str) -> SstcError:
    """Return the error for a file of another kind, for example a plan or a Word document."""
    hint = "name an .xlsx, .xls, .ods, .csv or .zip file"
    return SstcError(f"{name} is not a spreadsheet", hint)


def cells_too_far_out(name: str, height: int, width: int) -> SstcError:
    """Return the error for a workbook whose last cell is far from all answers."""
    return SstcError(
        f"{name} has cells far outside any table: {height:,} rows and {width:,} columns",
        "press Ctrl+End in Excel to find the last cell, delete the rows and columns after the "
        "data (the Solver leaves such cells), and save it",
    )


def too_many_cells(name: str) -> SstcError:
    """Return the error for a file with more cells than any table of people has."""
    message = f"{name} has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells"
    return SstcError(message, "save it in several parts")


def too_many_columns(name: str) -> SstcError:
    """Return the error for a table with more columns than any survey has."""
    hint = "delete the columns that hold no data, and save it again"
    return SstcError(f"{name} has more than {MOST_COLUMNS:,} columns", hint)


def file_too_large(name: str, most: int) -> SstcError:
    """Return the error for a file of more than so many bytes."""
    limit = f"{most // 1_000_000} MB"
    return SstcError(f"{name} is larger than {limit}", "save it in several parts")


def too_long_for_ods(name: str) -> SstcError:
    """Return the error for an OpenDocument workbook that takes too long to check."""
    hint = "save it as an Excel workbook (.xlsx), or as a csv"
    return SstcError(f"{name} is too long for this format", hint)


def unpacks_too_large(name: str) -> SstcError:
    """Return the error for a small file that unpacks to a large one."""
    return SstcError(
        f"{name} unpacks to far more data than a table has",
        "open it in Excel and save it again; if it came from a stranger, delete it",
    )
