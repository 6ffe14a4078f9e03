"""Exports with anything in their cells, rows lost, doubled or swapped: never a bug."""

import contextlib
import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sstc_cli.errors import SstcError
from sstc_cli.sheets.sheet import read_sheets
from sstc_cli.sheets.xlsx import write_workbook

EXPORTS = Path(__file__).with_name("exports")
FILES = sorted(path for path in EXPORTS.glob("*/*") if path.suffix != ".json")
ROWS = {f"{path.parent.name}/{path.name}": read_sheets(path).sheets[0].rows for path in FILES}
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "1", "0", "-3", "5.5", "Yes", "(空)", "9/10/2020 25:61", "2020-02-30", "Jan 99, 2020",
         "2020-10-09T00:00:00+99:99", '{"ImportId":1}', '{"ImportId":"x","timeZone":[]}', "a@b.cc",
         "=1+1", "第7场", "0001-01-01 00:00:00Z", "9999-12-31 23:59:59 GMT-12", "x" * 3_000,
         "/" * 99]
    ),
)  # fmt: skip


def changed(rows: list[list], seed: int, words: list[str]) -> list[list]:
    chance = random.Random(seed)  # noqa: S311 nothing secret
    table = [list(row) for row in rows]
    for word in words:
        at = chance.randrange(len(table))
        match chance.randrange(5):
            case 0 if table[at]:
                table[at][chance.randrange(len(table[at]))] = word
            case 1:
                table.insert(at, list(table[chance.randrange(len(table))]))
            case 2 if len(table) > 1:
                del table[at]
            case 3 if table[at]:
                del table[at][chance.randrange(len(table[at])) :]
            case _:
                table[at].append(word)
    return table


@pytest.mark.parametrize("name", ROWS)
@settings(max_examples=8)
@example((10778, [""] * 4, False))
@given(st.tuples(st.integers(0, 2**32), st.lists(WORDS, max_size=8), st.booleans()))
def test_no_table_ends_in_a_bug(name, sstc, workspace, drawn) -> None:
    seed, words, in_excel = drawn
    rows = changed(ROWS[name], seed, words)
    if in_excel:
        file = workspace / "webinar-7.xlsx"
        file.write_bytes(write_workbook({"Sheet1": (rows, 1)}))
    else:
        file = workspace / "webinar-7.csv"
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        file.write_text(text.getvalue(), "utf-8", "surrogatepass", newline="")
    for words_ in (["inspect"], ["import", "--dry-run", "--dates", "dmy", "--accept-suggestions"]):
        result = sstc("surveys", *words_, file.name)
        assert result.status in (0, 1, 2, 3)
        assert "internal error" not in result.err
        assert "Traceback" not in result.err


@settings(max_examples=200)
@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_random_bytes_are_refused_or_read(tmp_path_factory, data, start) -> None:
    file = tmp_path_factory.mktemp("random") / "a.xls"
    file.write_bytes(start + data)
    with contextlib.suppress(SstcError):
        assert read_sheets(file).sheets
