"""Workbooks that are written: text stays text, and plain cells cost little."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from sstc_cli.sheets import xlsx

ROWS = [["a", "b", "c", "d"], *([float(row), "yes", "=1+1", "#N/A"] for row in range(200))]


def test_text_that_looks_like_a_formula_or_an_error_stays_text() -> None:
    sheet = load_workbook(BytesIO(xlsx.write_workbook({"exit": (ROWS, 1)})))["exit"]
    assert [cell.data_type for cell in sheet[1]] == ["s"] * 4
    assert [cell.data_type for cell in sheet[201]] == ["n", "s", "s", "s"]
    assert [cell.value for cell in sheet[201]] == [199, "yes", "=1+1", "#N/A"]


def test_plain_values_get_no_object_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    new = xlsx.WriteOnlyCell
    monkeypatch.setattr(xlsx, "WriteOnlyCell", lambda *words: made.append(words) or new(*words))
    xlsx.write_workbook({"exit": (ROWS, 1)})
    assert len(made) == 4 + 2 * 200
