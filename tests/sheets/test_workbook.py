"""Workbooks that are written: text stays text, and plain cells cost little."""

import gc
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sstc_cli.sheets import xlsx
from sstc_cli.sheets.xlsx import Marked, TableSheet, stream_workbook

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


def test_rows_are_in_no_file_but_the_workbook(tmp_path: Path, monkeypatch) -> None:
    """A command that is killed would leave them there for everybody."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[list[str]]:
        for _ in range(3_000):
            yield ["ada@example.org"] * 9
            assert [*tmp_path.iterdir()] == []

    stream = BytesIO()
    xlsx.stream_workbook(stream, {"exit": xlsx.TableSheet(rows(), 0, 9)})
    assert load_workbook(stream)["exit"]["I3000"].value == "ada@example.org"


def test_rows_that_fail_end_the_workbook(capfd) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["a"]
        raise OSError(5, "the store is on a drive that is gone")

    with pytest.raises(OSError, match="that is gone"):
        xlsx.stream_workbook(BytesIO(), {"exit": xlsx.TableSheet(rows(), 0, 1)})
    gc.collect()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("unwritable", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_no_workbook_can_have_are_left_out(unwritable: str) -> None:
    text = f"a{unwritable}b"
    marked = [Marked(text), Marked(text, [(0, 2)])]
    stream = BytesIO()
    rows = [[text], [text], [f"={text}"], *([cell] for cell in marked)]
    stream_workbook(stream, {"Sheet1": TableSheet(rows, 1, 1)})
    page = load_workbook(stream).active
    assert page is not None
    assert [cell.value for cell in page["A"]] == ["ab", "ab", "=ab", "ab", "ab"]
