"""Every sheet in `tests/sheets/<platform>/` is imported, and compared with its `.json`."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sstc_cli.survey.platforms import PLATFORMS

SHEETS = Path(__file__).parents[1] / "sheets"
FILES = sorted(each for each in SHEETS.glob("*/*") if each.suffix != ".json")


def kept(workspace: Path) -> dict[str, list[dict]]:
    """What the store has, in the order of the rows."""
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        store.row_factory = sqlite3.Row
        responses = store.execute("SELECT * FROM responses ORDER BY row")
        found = [
            {
                **{name: each[name] for name in ("webinar", "submitted")},
                **{name: json.loads(each[name]) for name in ("answers", "others", "extras")},
            }
            for each in responses
        ]
        visits = store.execute("SELECT webinar, minutes, row FROM attendances ORDER BY row")
        return {"responses": found, "attendances": [dict(each) for each in visits]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_sheet_is_read_as_its_tool_meant_it(file: Path, sstc, workspace: Path) -> None:
    shutil.copy(file, workspace)
    result = sstc("surveys", "import", file.name, "--json")
    table = json.loads(result.out)["files"][0]["tables"][0]
    assert table["platform"] == file.parent.name
    names = ("survey", "webinar", "header_row", "rows", "new", "rejected", "refused")
    columns = {each["header"]: each["question"] or each["how"] for each in table["columns"]}
    actual = {
        "status": result.status,
        **{name: table[name] for name in names},
        "columns": columns,
        **kept(workspace),
    }
    expected = file.with_name(f"{file.name}.json")
    if os.environ.get("SSTC_GOLDEN") == "write":
        expected.write_text(json.dumps(actual, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert actual == json.loads(expected.read_text("utf-8"))


def test_every_platform_is_registered_and_has_sheets() -> None:
    folder = Path(__file__).parents[2] / "sstc_cli" / "survey" / "platforms"
    modules = {each.stem for each in folder.glob("*.py")} - {"__init__", "platform"}
    assert {each.name for each in PLATFORMS} == modules
    assert {each.parent.name for each in FILES} == modules
