"""`sstc report comments`: what people wrote goes out to be coded, and its codes come back."""

import json
import shutil
import stat
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from conftest import Sstc, alter, missing_program, write_csv
from systems import FILE_MODES

THEMES = """
themes:
  - {id: sound, text: {en: sound and picture, zh: 音视频}}
  - {id: time, text: {en: "time, places", zh: 时间}}
"""
BOOK = Path(".sstc") / "comments.xlsx"
HEADER = ["E-mail", "Your full name", "Country", "Content", "Comments", "Quote?", "Consent"]
SAID = [
    "=1+1 is loud, says Bea Baker", "Write to p2@example.org", "时间不够，谢谢", "More breaks",
    "+ fewer slides", "Less\nnoise",
]  # fmt: skip
Fill = Callable[..., Path]


def exported(folder: Path, said: list[str], webinar: int = 7, quote: str = "Yes") -> Path:
    """Write answers of as many people as there are comments."""
    rows = [
        [f"p{n}@example.org", f"{'ABCDEFGH'[n % 8]}ea Baker", "Kenya", "5", text, quote, "Yes"]
        for n, text in enumerate(said)
    ]
    return write_csv(folder / f"exit-webinar-{webinar}.csv", HEADER, *rows)


@pytest.fixture
def root(workspace: Path, sstc: Sstc) -> Path:
    """Return a workspace with themes, and with a comment of each kind."""
    (workspace / "data" / "report.yaml").write_text(THEMES, encoding="utf-8")
    asked = "en: May we quote your comment in our reports, without your name?"
    alter(workspace / "data" / "surveys" / "exit.yaml", asked, "en: Quote?")
    sstc("surveys", "import", exported(workspace, SAID).name).gives(0)
    return workspace


@pytest.fixture
def fill(root: Path, sstc: Sstc) -> Fill:
    """Write the workbook, and fill in what somebody writes beside comments that begin so."""

    def filled(codes: Mapping[str, tuple[str, str]]) -> Path:
        assert sstc("report", "comments").status == 0
        book = openpyxl.load_workbook(root / BOOK, rich_text=True)
        rows = [*book["comments"].iter_rows(min_row=2)]
        for start, (themes, quote) in codes.items():
            (row,) = (row for row in rows if str(row[4].value).startswith(start))
            row[7].value, row[8].value = themes or None, quote or None
        book.save(root / BOOK)
        return root / BOOK

    return filled


def counted(result) -> dict[str, int]:
    """Return what an import with `--json` did."""
    return {name: n for name, n in json.loads(result.out)["files"][0]["comments"].items() if n}


def rows_of(file: Path) -> list[tuple]:
    return [*openpyxl.load_workbook(file)["comments"].iter_rows(values_only=True)]


@FILE_MODES
def test_the_workbook_is_private_and_has_the_same_bytes(root: Path, sstc: Sstc) -> None:
    result = sstc("report", "comments").gives(0, out=f"{BOOK}\n")
    assert result.err.startswith("6 comments, 0 of them coded\n")
    assert stat.S_IMODE((root / BOOK).stat().st_mode) == 0o600
    before = (root / BOOK).read_bytes()
    (root / BOOK).unlink()
    assert sstc("report", "comments", "--today", "2031-01-01").status == 0
    assert (root / BOOK).read_bytes() == before


def test_comments_are_texts_and_names_stand_out(root: Path, sstc: Sstc) -> None:
    assert sstc("report", "comments").status == 0
    book = openpyxl.load_workbook(root / BOOK, rich_text=True)
    header, *rows = book["comments"].iter_rows(values_only=True)
    assert header[0] == "sstc: comment"
    by_text = {str(row[4]): row for row in rows}
    assert {*by_text} == {*SAID}
    loud = by_text[SAID[0]]
    assert [str(part) for part in loud[4]] == ["=1+1 is loud, says ", "Bea Baker"]
    assert loud[1].startswith("7. ") and loud[2] == "Exit survey"
    assert loud[5:] == ("yes", 1, None, None)
    assert by_text[SAID[1]][6] == 1 and by_text[SAID[3]][6] is None
    data = (root / BOOK).read_bytes()
    assert b"p1@example.org" not in data and b"<f>" not in data
    assert [*book["themes"].iter_rows(values_only=True)][1] == ("sound", "sound and picture")
    assert len(book["comments"].data_validations.dataValidation) == 2


def test_the_words_beside_the_comments_have_a_language(root: Path, sstc: Sstc) -> None:
    assert sstc("report", "comments", 7, "--language", "zh").status == 0
    book = openpyxl.load_workbook(root / BOOK)
    assert book["comments"]["D2"].value == "我们下次可以在哪些方面改进？"
    assert book["themes"]["B2"].value == "音视频"
    assert sstc("report", "comments", 1, "-o", "other.xlsx").err == "the store has no comments\n"


def test_codes_come_back_once(root: Path, fill: Fill, sstc: Sstc) -> None:
    fill({"=1+1": ("sound; TIME", "yes"), "Write": ("音视频", ""), "More": ("time, places", "no")})
    dry = sstc("surveys", "import", BOOK, "--dry-run", "--json")
    assert counted(dry) == {"rows": 6, "new": 3, "blank": 3}
    assert counted(sstc("surveys", "import", BOOK, "--json")) == counted(dry)
    again = sstc("surveys", "import", BOOK)
    assert again.out == (
        "comments.xlsx: coded comments\n"
        "  6 comments: 0 new, 0 changed, 3 unchanged, 3 not coded, 0 rejected\n"
    )
    sstc("report", "comments").gives(1, "has been edited")
    (root / BOOK).unlink()
    fill({"More": ("", ""), "Write": ("time", "")})  # the others have their codes
    assert counted(sstc("surveys", "import", BOOK, "--json")) == {
        "rows": 6, "changed": 2, "unchanged": 1, "blank": 3,
    }  # fmt: skip
    codes = {row[4]: row[7:] for row in rows_of(root / BOOK)}
    assert codes[SAID[0]] == ("sound; time", "yes")


def test_a_workbook_that_libreoffice_saved_is_read(root, fill, sstc, tmp_path) -> None:
    if shutil.which("soffice") is None:
        missing_program("LibreOffice is missing: apt-get install libreoffice-calc")
    file = fill({start[:5]: ("sound", "yes") for start in SAID})
    for kind in ("ods", "xlsx"):  # by way of its own format, which has all parts of the text anew
        profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        command = [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            kind,
            "--outdir",
            tmp_path,
            file,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        file = tmp_path / f"comments.{kind}"
    assert file.read_bytes() != (root / BOOK).read_bytes()
    assert counted(sstc("surveys", "import", file, "--json")) == {"rows": 6, "new": 6}
    assert counted(sstc("surveys", "import", BOOK, "--json")) == {"rows": 6, "unchanged": 6}


def test_each_mistake_has_a_line_with_its_cell(root: Path, fill: Fill, sstc: Sstc) -> None:
    fill({"=1+1": ("soud; place", ""), "More": ("time", "perhaps"), "Write": ("time", "yes")})
    book = openpyxl.load_workbook(root / BOOK)
    sheet = book["comments"]
    for row in sheet.iter_rows(min_row=2):
        if row[4].value == SAID[2]:
            row[0].value = "0123456789abcdef/comment"
        elif row[4].value == SAID[4]:
            row[4].value = "another text"
        elif row[4].value == SAID[1]:
            sheet.append([cell.value for cell in row])
    book.save(root / BOOK)
    result = sstc("surveys", "import", BOOK).gives(1)
    assert "  7 comments: 1 new, 0 changed, 0 unchanged, 1 not coded, 3 rejected, 2 left out" in (
        result.out.splitlines()
    )
    lines = sorted(line.split("!")[2] for line in result.err.splitlines() if "xlsx!" in line)
    cells = [line.partition(":")[0][0] for line in lines]
    assert (sorted(cells), len(lines)) == (["A", "A", "E", "H", "H", "I"], 6)
    for part in (
        "E545 `soud` is not a theme (did you mean `sound`?",
        "E545 `place` is not a theme (add it to `themes` in data/report.yaml)",
        "E545 `perhaps` is neither yes nor no",
        "!A8: error E545 this comment is in a row above as well",
        "W547 the store does not have this comment",
        "W547 the comment is another text in the store",
    ):
        assert part in result.err, part


def test_nobody_is_quoted_without_a_yes(root: Path, fill: Fill, sstc: Sstc) -> None:
    exported(root, ["Do not tell"], webinar=6, quote="No")
    assert sstc("surveys", "import", "exit-webinar-6.csv").status == 0
    fill({start[:5]: ("sound", "yes") for start in ["Do not tell", *SAID]})
    result = sstc("surveys", "import", BOOK)
    assert (result.status, result.err.count("W546 this person has not agreed")) == (0, 1)
    shown = sstc("report", "render", "--edition", "office", "-o", "-")
    assert ("More breaks" in shown.out, "Do not tell" in shown.out) == (True, False)
    (root / BOOK).unlink()
    assert sstc("report", "comments").status == 0
    assert {row[4]: row[5:] for row in rows_of(root / BOOK)}["Do not tell"] == (
        "no", None, "sound", "no",
    )  # fmt: skip


def test_reports_quote_without_names_and_each_person_once(root, fill, sstc) -> None:
    exported(root, [f"Comment number {n}" for n in range(3)], webinar=6)  # of people above
    assert sstc("surveys", "import", "exit-webinar-6.csv").status == 0
    every = {start[:5]: ("sound", "yes") for start in SAID}
    fill({**every, **{f"Comment number {n}": ("time", "yes") for n in range(3)}})
    assert sstc("surveys", "import", BOOK).status == 0
    english = sstc("report", "render", "-o", "-").out
    quotes = [line for line in english.splitlines() if line.startswith("> ")]
    assert len(quotes) == 6
    assert {"time, places" in line for line in quotes} == {True, False}
    for n, part in enumerate(("is loud", "Write to", "时间不够")):  # one or the other
        assert (part in english) != (f"Comment number {n}" in english)
    assert "Bea Baker" not in english and "p2@example.org" not in english
    chinese = sstc("report", "render", "7", "--language", "zh", "-o", "-").out
    quotes = [line for line in chinese.splitlines() if line.startswith("> ")]
    assert len(quotes) == 6 and all("音视频" in line for line in quotes)
    assert "时间不够，谢谢" in chinese and r"says \[…\]" in chinese
    few = sstc("report", "render", "6", "-o", "-").out  # three people can be recognised
    assert "> " not in few and "Comment number" not in few


def test_the_report_has_the_themes(root: Path, fill: Fill, sstc: Sstc) -> None:
    fill({start[:5]: ("sound", "") for start in SAID})
    assert sstc("surveys", "import", BOOK).status == 0
    shown = sstc("report", "show", "themes.sound.comments", "--edition", "office")
    shown.gives(0, shows=("  6", "sound and picture"))
    hidden = sstc("report", "show", "themes.sound.comments")
    assert hidden.status == 1 and "hidden" in hidden.err  # six are fewer than `rate`


def test_a_forgotten_comment_is_gone_and_its_row_is_left_out(root, fill, sstc) -> None:
    fill({"More": ("time", "yes"), "=1+1": ("sound", "yes")})
    assert sstc("surveys", "import", BOOK).status == 0
    assert str(BOOK) in sstc("surveys", "forget", "p3@example.org", "--yes").err
    again = sstc("surveys", "import", BOOK, "--json")
    assert counted(again) == {"rows": 6, "unchanged": 1, "blank": 4, "left_out": 1}
    assert "More breaks" not in sstc("report", "render", "--edition", "office", "-o", "-").out


def test_a_workbook_of_comments_is_no_survey(root: Path, sstc: Sstc) -> None:
    assert sstc("report", "comments").status == 0
    result = sstc("surveys", "inspect", BOOK)
    assert "comments.xlsx has coded comments, and no answers" in result.err


def test_without_themes_there_is_nothing_to_choose(workspace: Path, sstc: Sstc) -> None:
    (workspace / "data" / "report.yaml").write_text("themes: []\n", encoding="utf-8")
    exported(workspace, ["Loud"])
    assert sstc("surveys", "import", "exit-webinar-7.csv", "--json").status == 0
    assert "data/report.yaml has no `themes` yet" in sstc("report", "comments").err
    book = openpyxl.load_workbook(workspace / BOOK)
    assert len(book["comments"].data_validations.dataValidation) == 1
