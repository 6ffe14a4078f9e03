"""LibreOffice opens the workbook, changes and saves it, and it still comes back."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import plans
import pytest
from conftest import alter, missing_program
from test_excel_harm import PLAN

from sstc_cli.planning.columns import Table


def saved_by_libreoffice(file: Path, kind: str, folder: Path) -> Path:
    if shutil.which("soffice") is None:
        missing_program("LibreOffice is missing: apt-get install libreoffice-calc-nogui")
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    target = folder / kind.partition(":")[0]
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", target, file]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return target / f"{file.stem}.{kind.partition(':')[0]}"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_comes_back(kind: str, tmp_path: Path) -> None:
    plan = plans.plan_of(PLAN)
    file = tmp_path / "plan.xlsx"
    file.write_bytes(plans.exported(plan, private=True))
    saved = saved_by_libreoffice(file, kind, tmp_path)
    proposal = plans.proposed(plan, saved.read_bytes(), tmp_path, name=saved.name)
    assert (proposal.edits, proposal.left, proposal.notes) == ([], [], [])
    assert proposal.found.state
    # the same, with a change that is made in LibreOffice's own format
    flat = saved_by_libreoffice(saved, "fods", tmp_path)
    alter(flat, "<text:p>Night<", "<text:p>By night<")
    changed = saved_by_libreoffice(flat, kind, tmp_path)
    proposal = plans.proposed(plan, changed.read_bytes(), tmp_path, name=changed.name)
    (change,) = proposal.review.changes
    assert (change.table, change.id, change.after) == (Table.WEBINARS, "night", "By night")
    done = plans.after(plan, proposal).series
    assert done.webinars[1].title.by_language == {"": "By night"}


def test_a_copy_as_csv_has_one_sheet(tmp_path: Path) -> None:
    plan = plans.plan_of(PLAN)
    file = tmp_path / "plan.xlsx"
    file.write_bytes(plans.exported(plan))
    saved = saved_by_libreoffice(file, "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path)
    proposal = plans.proposed(plan, saved.read_bytes(), tmp_path, name="plan.csv")
    assert (proposal.edits, proposal.left, proposal.notes) == ([], [], [])
    assert [*proposal.facts] == [
        "plan.csv has only one sheet, Webinars; everything else stays as it is",
        "plan.csv has lost the state of its export, so each difference counts as a change",
    ]
    rows = [*csv.reader(io.StringIO(saved.read_text(encoding="utf-8")))]
    rows[1][rows[0].index("Start")] = "16:00"
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    proposal = plans.proposed(plan, text.getvalue().encode(), tmp_path, name="plan.csv")
    (change,) = proposal.review.changes
    assert str(change.place) == "plan.csv!D2"
    assert f"{plans.after(plan, proposal).series.webinars[0].starts:%H:%M}" == "16:00"
