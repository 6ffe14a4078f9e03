"""Every export in `exports/<platform>/` is compared with its `.json`; none ends in a bug."""

import contextlib
import csv
import io
import json
import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sstc_cli.cli.surveys.importing import import_
from sstc_cli.errors import SstcError
from sstc_cli.sheets.sheet import read_sheets
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.survey_tools import platforms

REPOSITORY = Path(__file__).parents[2]
EXPORTS = Path(__file__).with_name("exports")
FILES = sorted(path for path in EXPORTS.glob("*/*") if path.suffix != ".json")


def kept(workspace: Path) -> dict[str, list[dict]]:
    """Return what the store has, in the order of the rows."""
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        store.row_factory = sqlite3.Row
        responses = store.execute("SELECT * FROM responses ORDER BY row")
        found = [
            {
                **{name: row[name] for name in ("webinar", "submitted")},
                **{name: json.loads(row[name]) for name in ("answers", "others", "extras")},
            }
            for row in responses
        ]
        visits = store.execute("SELECT webinar, minutes, row FROM attendances ORDER BY row")
        return {"responses": found, "attendances": [dict(visit) for visit in visits]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_sheet_is_read_as_its_tool_meant_it(file: Path, sstc: Sstc, workspace: Path) -> None:
    shutil.copy(file, workspace)
    result = sstc("surveys", "import", file.name, "--consent-elsewhere", "--json")
    assert result.status in (0, 1), result.out + result.err
    table = json.loads(result.out)["files"][0]["tables"][0]
    assert table["platform"] == file.parent.name
    names = ("survey", "webinar", "header_row", "rows", "new", "rejected", "refused")
    columns = {column["header"]: column["question"] or column["how"] for column in table["columns"]}
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


def test_every_platform_has_sheets() -> None:
    assert {path.parent.name for path in FILES} == {platform.name for platform in platforms()}


def test_every_platform_is_named_in_the_guide_and_in_the_help() -> None:
    guide = (REPOSITORY / "docs" / "how-to" / "survey-tools.md").read_text("utf-8")
    table, sections = guide.split("\n\nLook at", 1)
    texts = {
        "the table of docs/how-to/survey-tools.md": table,
        "a section there": " ".join(re.findall("^## .+", sections, re.MULTILINE)),
        "the help of `surveys import`": " ".join((import_.__doc__ or "").split()),
    }
    titles = "; ".join(platform.title for platform in platforms())
    names = re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*|[一-鿿]+", titles)
    missing = {where: [name for name in names if name not in text] for where, text in texts.items()}
    assert not any(missing.values()), missing


BROKEN = {
    "kobotoolbox/names-webinar-7.xlsx": "ratings/content",
    "kobotoolbox/labels-webinar-7.csv": "评价/您对研讨会内容的满意度如何？",
    "odk_central/webinar-7.csv": "content",
    "surveymonkey/webinar-7.csv": "How satisfied are you with the content?",
    "limesurvey/webinar-7.csv": "q3. How satisfied are you with the content?",
    "qualtrics/webinar-7.csv": "How satisfied are you with the content?",
    "wenjuanxing/webinar-7.xlsx": "5、您对研讨会内容的满意度如何？",
    "tencent/webinar-7.csv": "3.您对研讨会内容的满意度如何？",
    "zoom_poll/wide-webinar-7.csv": "How satisfied are you with the content?",
    "microsoft_forms/exit-webinar-7.xlsx": "How satisfied are you with the content?",
    "google_forms/webinar-7.zip": "Please rate [Content]",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rejected_row_is_corrected_in_the_shape_of_its_file(name, sstc, workspace) -> None:
    file = workspace / "webinar-7.xlsx"
    source = read_sheets(EXPORTS / name)
    rows = [[*row] for row in source.sheets[0].rows]
    (at,) = {(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row)
             if isinstance(cell, str) and cell.strip() == BROKEN[name]}  # fmt: skip
    first = next(y for y in range(at[0] + 1, len(rows)) if number_in(rows[y], at[1]))
    right = rows[first][at[1]]
    rows[first][at[1]] = "99"
    file.write_bytes(write_workbook({"Sheet1": (rows, 1)}))
    result = sstc("surveys", "import", file, "--consent-elsewhere", "--json")
    before = json.loads(result.out)["files"][0]["tables"][0]
    assert (result.status, before["rejected"]) == (1, 1)
    rejected = workspace / "webinar-7.rejected.xlsx"
    book = openpyxl.load_workbook(rejected)
    cell = next(cell for row in book.active.iter_rows() for cell in row if cell.value == "99")
    cell.value = right
    book.save(rejected)
    result = sstc("surveys", "import", rejected, "--json")
    after = json.loads(result.out)["files"][0]["tables"][0]
    assert (result.status, after["platform"]) == (0, before["platform"])
    assert (after["rows"], after["new"]) == (1, 1)
    rows[first][at[1]] = right
    file.write_bytes(write_workbook({"Sheet1": (rows, 1)}))
    table = json.loads(sstc("surveys", "import", file, "--json").out)["files"][0]["tables"][0]
    assert (table["new"], table["changed"]) == (0, 0)


def number_in(row: list, at: int) -> bool:
    """Return whether a row has a rating there: a number, or the words for one."""
    words = ("satisfied", "满意", "一般")
    text = str(row[at]) if at < len(row) else ""
    return text[:1].isdigit() or any(word in text for word in words if "How" not in text)


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
