"""Write workbooks with error values and hidden cells, as LibreOffice saves them: run it by hand."""

import subprocess
from pathlib import Path

from openpyxl import Workbook

HERE = Path(__file__).parent
ROWS = [
    ["Country", "Gender", "Content", "Speakers", "E-mail"],
    ["Kenya", "Woman", "=NA()", "=NA()", "one@example.org"],
    ["China", "Man", "=1/0", 5, ""],
    ["Ghana", "Woman", "=IF(3>2,4,0)", 5, ""],
    ["Ghana", "Woman", 4, 5, ""],
    ["Ghana", "Woman", 4, 5, ""],
    ["Peru", "Man", 5, "=NOSUCH(1)", "two@example.org"],
]
HIDDEN_ROWS, HIDDEN_COLUMNS = (3, 5, 6, 12, 13), "DEHIJ"  # the last ones have nothing in them


def book() -> Workbook:
    found = Workbook()
    sheet = found.active
    sheet.title = "A & B"
    filtered, old = found.create_sheet("第七场"), found.create_sheet("old")
    for row in ROWS:
        sheet.append(row)
    for number in HIDDEN_ROWS:
        sheet.row_dimensions[number].hidden = True
    for letter in HIDDEN_COLUMNS:
        sheet.column_dimensions[letter].hidden = True
    for row in (["Country", "Content"], ["Kenya", 5], ["China", "=1/0"]):
        filtered.append(row)
        old.append(row)
    filtered.auto_filter.ref = "A1:B3"
    filtered.auto_filter.add_filter_column(0, ["China"])
    filtered.row_dimensions[2].hidden = True
    old.sheet_state = "hidden"
    return found


if __name__ == "__main__":
    made = HERE / "made.xlsx"
    book().save(made)
    for kind in ("xlsx", "ods", "xls"):
        (HERE / kind).mkdir(exist_ok=True)
        command = ["soffice", "--headless", "--convert-to", kind, "--outdir", HERE / kind, made]
        subprocess.run(command, check=True, capture_output=True)
        (HERE / kind / f"made.{kind}").replace(HERE / f"webinar-7.{kind}")
        (HERE / kind).rmdir()
    made.unlink()
