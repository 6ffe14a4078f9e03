"""`sstc surveys`: what a user sees, and what is on the disk afterwards."""

import ast
import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, write_csv
from hypothesis import given, settings
from hypothesis import strategies as st
from killing import kill
from systems import FILE_MODES, STOPS

from sstc_cli.cli.console.files import fill

HEADER = ["E-mail", "Your full name", "Country", "Gender", "Content", "Comments", "Consent"]
PHONE = "+86 139 0000 0000"
ROWS = [
    ["one@example.org", "Person One", "Kenya", "Woman", "5", f"Call me: {PHONE}", "Yes"],
    ["two@example.org", "Person Two", "China", "Man", "4", "", "Yes"],
    ["", "", "China", "Woman", "3", "", "Yes"],
    ["", "", "China", "Woman", "3", "", "Yes"],
]
EXAMPLES = Path(__file__).parents[2] / "examples"


def write(file: Path, rows: list[list[str]], header: list[str] = HEADER) -> Path:
    return write_csv(file, header, *rows)


def counts(result) -> dict[str, int]:
    """Return what a run says it did, of its first table."""
    names = ("rows", "new", "changed", "unchanged", "rejected", "refused", "withdrawn")
    table = json.loads(result.out)["files"][0]["tables"][0]
    return {name: table[name] for name in names if table[name]}


def stored(workspace: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(workspace / ".sstc" / "store.sqlite")) as store:
        return store.execute(query).fetchall()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def exported(workspace: Path) -> Path:
    return write(workspace / "exit-webinar-7.csv", ROWS)


def test_the_example_is_imported_and_summed_up(sstc: Sstc, workspace: Path, golden) -> None:
    (workspace / "exit.xlsx").write_bytes((EXAMPLES / "exit.xlsx").read_bytes())
    result = sstc("surveys", "import", "exit.xlsx")
    store = Path(".sstc", "store.sqlite")
    assert (result.status, result.err) == (0, f"created the store {store}\n")
    assert result.out.endswith(
        "\n  24 rows: 24 new, 0 changed, 0 unchanged, 0 superseded, 0 rejected, 0 without consent\n"
    )
    result = sstc("surveys", "summary", "7").gives(0, err="")
    golden(result.out, "surveys_summary_7.txt")
    assert max(map(len, result.out.splitlines())) <= 80
    golden(sstc("surveys", "summary", "7", "--language", "zh").out, "surveys_summary_7_zh.txt")


@pytest.mark.parametrize(
    ("script", "written", "names"),
    [
        ("make_exit", "{'exit.xlsx': made.workbook()}", ["exit.xlsx"]),
        (
            "make_exports",
            "made.exports()",
            [file.name for file in (EXAMPLES / "exports").iterdir()],
        ),
    ],
)
def test_the_examples_are_what_their_scripts_write(script, written, names) -> None:
    code = f"import sys; sys.path.insert(0, 'examples'); import {script} as made; "
    code += f"print(repr({{name: data.hex() for name, data in {written}.items()}}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=EXAMPLES.parent, check=True, capture_output=True, text=True,
        env=os.environ | {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    folder = EXAMPLES / "exports" if len(names) > 1 else EXAMPLES
    files = {name: (folder / name).read_bytes().hex() for name in names}
    assert ast.literal_eval(done.stdout) == files


def test_importing_again_changes_what_is_new_only(sstc, workspace, exported) -> None:
    again = ("surveys", "import", exported.name, "--json")
    assert counts(sstc(*again)) == {"rows": 4, "new": 4}
    before = tree(workspace)
    result = sstc(*again).gives(0, err="")
    assert (counts(result), tree(workspace)) == ({"rows": 4, "unchanged": 4}, before)
    write(exported, [[" ONE@example.org", *ROWS[0][1:4], "2", *ROWS[0][5:]], *ROWS[1:]])
    assert counts(sstc(*again)) == {"rows": 4, "changed": 1, "unchanged": 3}
    assert stored(workspace, "SELECT count(*) FROM responses") == [(4,)]
    first = "SELECT json_extract(answers, '$.content') FROM responses WHERE row = 2"
    assert stored(workspace, first) == [(2,)]
    assert stored(workspace, "SELECT count(*) FROM identities") == [(2,)]
    write(exported, [[*ROWS[0][:-1], "No"], [*ROWS[1][:-1], ""], *ROWS[2:]])
    assert counts(sstc(*again)) == {"rows": 4, "unchanged": 2, "refused": 2, "withdrawn": 2}
    assert stored(workspace, "SELECT count(*) FROM identities") == [(0,)]
    data = (workspace / ".sstc" / "store.sqlite").read_bytes()
    assert b"one@example.org" not in data and PHONE.encode() not in data


@FILE_MODES
def test_rejected_rows_can_be_corrected_and_imported(sstc: Sstc, workspace: Path) -> None:
    bad = ["five@example.org", "=HYPERLINK(1)", "Kenya", "Woman", "6", "", "Perhaps"]
    write(workspace / "exit-webinar-7.csv", [*ROWS, bad])
    result = sstc("surveys", "import", "exit-webinar-7.csv").gives(1)
    assert "4 new, 0 changed, 0 unchanged, 0 superseded, 1 rejected" in result.out
    assert "exit-webinar-7.csv!G6: error E502 `Consent` is not one of the options" in result.err
    assert "exit-webinar-7.csv!E6: error E502 `Content` is not a rating from 1 to 5" in result.err
    file = workspace / "exit-webinar-7.rejected.xlsx"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(file)
    header, row = book.active.iter_rows()
    assert [cell.value for cell in header] == [*HEADER, "sstc: row", "sstc: reason"]
    assert (row[1].value, row[1].data_type, row[7].value) == ("=HYPERLINK(1)", "s", 6)
    row[4].value, row[6].value = 5, "Yes"
    book.save(file)
    again = sstc("surveys", "import", file.name, "--json")
    assert (again.status, counts(again)) == (0, {"rows": 1, "new": 1})
    assert stored(workspace, "SELECT count(*) FROM responses") == [(5,)]


def test_rejected_rows_of_two_imports_at_once_are_both_kept(sstc, workspace, monkeypatch) -> None:
    write(workspace / "exit-webinar-7.csv", [*ROWS, ["", "", "Kenya", "Woman", "9", "", "Yes"]])
    file = workspace / "exit-webinar-7.rejected.xlsx"

    def fill_after_the_other(temporary: Path, data: bytes, *words: object, **options: bool) -> None:
        if data[:2] == b"PK" and not file.exists():
            file.write_bytes(b"of the other import")
        fill(temporary, data, *words, **options)

    monkeypatch.setattr("sstc_cli.cli.console.files.fill", fill_after_the_other)
    assert "exit-webinar-7-2.rejected.xlsx" in sstc("surveys", "import", "exit-webinar-7.csv").out
    assert file.read_bytes() == b"of the other import"
    assert stat.S_IMODE((workspace / "exit-webinar-7-2.rejected.xlsx").stat().st_mode) == 0o600


def test_the_rejected_file_of_the_same_file_is_replaced_and_then_superfluous(sstc, workspace):
    file = workspace / "exit-webinar-7.csv"
    write(file, [[*ROWS[0][:-1], "Perhaps"], *ROWS[1:]])
    sstc("surveys", "import", file.name)
    write(file, [[*ROWS[0][:-1], "Perhaps"], [*ROWS[1][:-1], "Maybe"], *ROWS[2:]])
    result = sstc("surveys", "import", file.name)
    names = sorted(path.name for path in workspace.glob("*.rejected.xlsx"))
    assert names == ["exit-webinar-7.rejected.xlsx"]
    rows = [*openpyxl.load_workbook(workspace / names[0]).active.iter_rows(values_only=True)]
    assert [row[6] for row in rows[1:]] == ["Perhaps", "Maybe"]
    write(file, ROWS)
    result = sstc("surveys", "import", file.name)
    assert "all rows were accepted: delete exit-webinar-7.rejected.xlsx" in result.err
    assert (workspace / names[0]).exists()


def test_a_rejected_file_that_was_saved_or_is_of_another_file_stays(sstc, workspace) -> None:
    bad = [*ROWS[0][:-1], "Perhaps"]
    write(workspace / "exit-webinar-7.csv", [bad])
    sstc("surveys", "import", "exit-webinar-7.csv")
    file = workspace / "exit-webinar-7.rejected.xlsx"
    book = openpyxl.load_workbook(file)
    book.active["F2"] = "corrected"
    book.save(file)
    saved = file.read_bytes()
    write(workspace / "exit-webinar-7.csv", [bad, [*ROWS[1][:-1], "Maybe"]])
    sstc("surveys", "import", "exit-webinar-7.csv")
    second = workspace / "exit-webinar-7-2.rejected.xlsx"
    assert (file.read_bytes(), second.exists()) == (saved, True)
    other = second.read_bytes()
    write(workspace / "exit-webinar-7.txt", [bad, *ROWS[2:]])
    sstc("surveys", "import", "exit-webinar-7.txt")
    assert (file.read_bytes(), second.read_bytes()) == (saved, other)
    assert (workspace / "exit-webinar-7-3.rejected.xlsx").exists()


def test_a_dry_run_writes_nothing(sstc: Sstc, workspace: Path) -> None:
    write(workspace / "exit-webinar-7.csv", [[*ROWS[0][:-1], "Perhaps"], *ROWS])
    before = tree(workspace.parent)
    result = sstc("surveys", "import", "exit-webinar-7.csv", "--dry-run").gives(1, shows="4 new")
    assert "dry run: nothing was written" in result.err
    assert tree(workspace.parent) == before
    assert not (workspace / ".sstc").exists()
    sstc("surveys", "import", "exit-webinar-7.csv")
    before = tree(workspace.parent)
    result = sstc("surveys", "import", "exit-webinar-7.csv", "--dry-run", "--json")
    assert counts(result) == {"rows": 5, "unchanged": 4, "rejected": 1}
    assert tree(workspace.parent) == before


@FILE_MODES
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_only_the_owner_can_read_store_and_key(umask, sstc, workspace, exported) -> None:
    before = os.umask(umask)
    try:
        assert sstc("surveys", "import", exported.name).status == 0
    finally:
        os.umask(before)
    key = next((workspace.parent / "home").rglob("surveys.key"))
    for file in (workspace / ".sstc" / "store.sqlite", key):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((workspace / ".sstc").stat().st_mode) == 0o700


def test_no_personal_data_is_ever_printed(sstc: Sstc, workspace: Path) -> None:
    header = [*HEADER, "IP Address", "Mobile", "What else?"]
    rows = [
        [*ROWS[0], "192.0.2.7", PHONE, "Person One was here"],
        ["Person Two <two@example.org", *ROWS[1][1:], "192.0.2.8", PHONE, ""],
        ["three@example.org", "Person Three", "Person Three", "Person Three", "Person Three",
         "", "Person Three", "192.0.2.9", PHONE, "three@example.org"],
    ]  # fmt: skip
    write(workspace / "exit-webinar-7.csv", rows, header)
    for words in (["import", "exit-webinar-7.csv"], ["import", "exit-webinar-7.csv", "--json"],
                  ["summary"], ["summary", "--json"]):  # fmt: skip
        result = sstc("surveys", *words)
        for secret in ("@example.org", "Person", PHONE, "192.0.2"):
            assert secret not in result.out + result.err
    assert "`IP Address` is not kept" in sstc("surveys", "import", "exit-webinar-7.csv").err
    data = (workspace / ".sstc" / "store.sqlite").read_bytes()
    assert b"192.0.2" not in data
    responses = json.dumps(stored(workspace, "SELECT * FROM responses"))
    for secret in ("one@example.org", '139 0000 0000"', "Mobile"):
        assert secret not in responses
    assert PHONE in stored(workspace, "SELECT contacts FROM identities")[0][0]


def test_the_webinar_is_found_or_asked_for(sstc: Sstc, workspace: Path) -> None:
    write(workspace / "answers.csv", ROWS)
    result = sstc("surveys", "import", "answers.csv").gives(2, "--webinar 7")
    assert "answers.csv does not show which webinar it is from" in result.err
    assert counts(sstc("surveys", "import", "answers.csv", "--webinar", "7", "--json"))["new"] == 4
    assert sstc("surveys", "import", "answers.csv", "--webinar", "77").status == 2
    for name in ("Webinar_07 exit.csv", "exit sustainable-logistics.csv", "第7场.csv"):
        write(workspace / name, ROWS)
        result = sstc("surveys", "import", name, "--json")
        assert json.loads(result.out)["files"][0]["tables"][0]["webinar"] == 7


def test_rows_with_the_same_cause_are_rejected_in_one_line(sstc: Sstc, workspace: Path) -> None:
    rows = [[f"Webinar {99 if number % 2 else 98}", *ROWS[0]] for number in range(9)]
    write(workspace / "a.csv", [*rows, ["Ann", *ROWS[0]]], ["webinar", *HEADER])
    result = sstc("surveys", "import", "a.csv")
    assert [line for line in result.err.splitlines() if "E503" in line] == [
        "a.csv!A2: error E503 `webinar` has the number 98; this series has webinars 1 to 15 "
        "(5 rows: 2, 4, 6 and 2 more)",
        "a.csv!A3: error E503 `webinar` has the number 99; this series has webinars 1 to 15 "
        "(4 rows: 3, 5, 7 and 1 more)",
        "a.csv!A11: error E503 `webinar` does not name a webinar of the series",
    ]
    found = json.loads(sstc("surveys", "import", "a.csv", "--json").out)["files"][0]["diagnostics"]
    assert [fault["code"] for fault in found].count("E503") == 10, "programs get each row"


def test_the_survey_is_recognised_by_its_columns_or_named(sstc: Sstc, workspace: Path) -> None:
    write(workspace / "webinar-7.csv", [["a@example.org", "Yes"]], ["E-mail", "Consent"])
    result = sstc("surveys", "import", "webinar-7.csv").gives(2)
    assert "name it: `--survey exit` or `--survey later` or `--survey registration`" in result.err
    sstc("surveys", "import", "webinar-7.csv", "--survey", "exit", "--json").gives(0)
    sstc("surveys", "import", "webinar-7.csv", "--survey", "exitt").gives(2, "did you mean `exit`?")
    write(workspace / "webinar-8.csv", [["a", "b"]], ["Fruit", "Price"])
    sstc("surveys", "import", "webinar-8.csv").gives(3, "`aliases`")


def test_unknown_columns_are_listed_with_the_nearest_question(sstc: Sstc, workspace: Path) -> None:
    header = [*HEADER[:4], "Contents", *HEADER[5:], "Shoe size"]
    write(workspace / "webinar-7.csv", [[*ROWS[0], "43"]], header)
    result = sstc("surveys", "import", "webinar-7.csv", "--survey", "registration")
    assert "`Shoe size` matches no question: kept, but not counted" in result.err
    result = sstc("surveys", "import", "webinar-7.csv", "--survey", "exit", "--yes")
    assert "`Contents` matches no question: kept, but not counted (if it answers" in result.err
    assert ('{"Contents":"5","Shoe size":"43"}',) in stored(
        workspace, "SELECT extras FROM responses WHERE survey = 'exit'"
    )


def test_a_broken_file_stops_before_anything_is_kept(sstc, workspace, exported) -> None:
    (workspace / "webinar-8.xlsx").write_bytes(b"PK\x03\x04 broken")
    result = sstc("surveys", "import", exported.name, "webinar-8.xlsx").gives(3, out="")
    assert result.err.startswith("error: webinar-8.xlsx is damaged")
    assert not (workspace / ".sstc").exists()
    assert sstc("surveys", "import", "nothing.xlsx").status == 3
    assert sstc("surveys", "import", "data").status == 3


def test_a_file_of_another_kind_is_not_a_spreadsheet(sstc: Sstc, workspace: Path) -> None:
    (workspace / "notes.txt").write_text("Thank you\nfor coming\n", encoding="utf-8")
    for file in ("data/webinars.yaml", "notes.txt"):
        result = sstc("surveys", "import", file).gives(3)
        assert f"{Path(file).name} is not a spreadsheet\nhelp: name an .xlsx" in result.err
    (workspace / "notes.txt").write_text("Thanks\tWishes\na\tb\n", encoding="utf-8")
    assert "no row of notes.txt has the questions" in sstc("surveys", "import", "notes.txt").err


def test_a_store_of_another_key_is_not_mixed_up(sstc, workspace, exported) -> None:
    sstc("surveys", "import", exported.name)
    before = tree(workspace / ".sstc")
    next((workspace.parent / "home").rglob("surveys.key")).unlink()
    sstc("surveys", "import", exported.name).gives(3, "another key")
    assert tree(workspace / ".sstc") == before


def test_a_damaged_or_locked_store_is_one_line(sstc, workspace, exported, monkeypatch) -> None:
    sstc("surveys", "import", exported.name)
    store = workspace / ".sstc" / "store.sqlite"
    monkeypatch.setattr("sstc_cli.store.database.WAIT", 0.05)
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        result = sstc("surveys", "import", exported.name, "--webinar", "8", "--yes").gives(3)
        assert "error: the store is in use by another command" in result.err
    store.write_bytes(b"no database" * 1_000)
    for words in (["import", exported.name], ["summary"]):
        sstc("surveys", *words).gives(3, "is damaged")


@STOPS
def test_a_large_import_that_is_killed_kept_all_or_nothing(workspace: Path) -> None:
    rows = [[f"p{n}@example.org", *ROWS[0][1:]] for n in range(3_000)]
    file = write(workspace / "exit-webinar-7.csv", rows)
    words = ["surveys", "import", file.name]
    (found,) = kill(workspace, {"words": words, "places": [".sstc"], "most": 9})
    assert found["nothing"] and found["all"]
    assert stored(workspace, "SELECT count(*) FROM responses") == [(3_000,)]


@settings(max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=6).map(
            lambda rows: "\n".join([",".join(HEADER), *map(",".join, rows)]).encode(
                "utf-8", "surrogatepass"
            )
        ),
    )
)
def test_no_bytes_cause_a_bug_report(sstc: Sstc, workspace: Path, data: bytes) -> None:
    (workspace / "webinar-7.csv").write_bytes(data)
    result = sstc("surveys", "import", "webinar-7.csv", "--survey", "exit", "--dry-run")
    assert result.status in (0, 1, 2, 3)
    assert "bug" not in result.err
    assert "Traceback" not in result.err
