"""`sstc translations`: every text goes out in each format, and comes back as it should."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sstc_cli.source import parse

LANGUAGES = ["zh", "fr"]
SERIES = "sstc-cities-ecommerce-2020"
FILES = {"xlsx": "xlsx", "xliff": "xlf", "xliff2": "xliff", "po": "po"}


@pytest.fixture
def french(workspace: Path) -> Path:
    """The shipped series, which has French too, in which nothing is written yet."""
    plan = workspace / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    assert "languages: [en, zh]" in text
    plan.write_text(text.replace("languages: [en, zh]", "languages: [en, zh, fr]"), "utf-8")
    return workspace


def fill(path: Path, kind: str, translated) -> None:
    """Translate each text as a program or a person would."""
    if kind == "xlsx":
        book = load_workbook(path)
        sheet = book["Translations"]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 2).value = translated(sheet.cell(row, 1).value)
        book.save(path)
        return
    text = path.read_text("utf-8")
    if kind == "po":
        head, *entries = text.split("\n\n")
        done = [
            re.sub(
                r'msgid "(.*)"\nmsgstr "(.*)"',
                lambda found: f'msgid "{found[1]}"\nmsgstr "{translated(found[1])}"',
                entry,
            )
            for entry in entries
        ]
        path.write_text("\n\n".join([head, *done]), "utf-8")
        return
    text = re.sub(
        r"( *)<source([^>]*)>(.*?)</source>(?:\s*<target.*?</target>)?",
        lambda found: (
            f"{found[1]}<source{found[2]}>{found[3]}</source>\n"
            f"{found[1]}<target{found[2]}>{translated(found[3])}</target>"
        ),
        text,
        flags=re.DOTALL,
    )
    path.write_text(text.replace('state="initial"', 'state="translated"'), "utf-8")


def translated(text: str) -> str:
    return f"« {text} »"


@pytest.mark.parametrize("kind", FILES)
def test_all_texts_go_out_and_come_back(sstc, french, kind) -> None:
    before = (french / "data" / "webinars.yaml").read_text("utf-8")
    assert sstc("translations", "export", "--language", "fr", "--format", kind).status == 0
    file = french / "out" / "translations" / f"{SERIES}.fr.{FILES[kind]}"
    unchanged = sstc("translations", "import", file)
    assert (unchanged.status, "nothing to change" in unchanged.err) == (0, True)
    fill(file, kind, translated)
    done = sstc("translations", "import", file, "--yes")
    assert (done.status, done.err.count("left:")) == (0, 0), done.err
    assert re.match(
        r"fr +(\d+) of \1 texts$", sstc("translations", "status", "--language", "fr").out
    )
    after = (french / "data" / "webinars.yaml").read_text("utf-8")
    comments = [
        [line for line in text.splitlines() if line.lstrip().startswith("#")]
        for text in (before, after)
    ]
    assert comments[0] == comments[1]
    title = parse(after, "").root["title"]
    assert title["fr"] == f"« {title['en']} »"
    background = parse(after, "").root["background"][0]["text"]
    assert background["fr"].count("[1]") == background["en"].count("[1]") == 1
    assert sstc("validate", "--ignore", "W").status == 0
    again = sstc("translations", "import", file, "--yes")
    assert (again.status, "nothing to change" in again.err) == (0, True)
    assert (french / "data" / "webinars.yaml").read_text("utf-8") == after
