"""The recipes for templates: each is tried as it is on its page, in every format."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from conftest import Sstc, alter, alter_webinar, page_lines, word_lines
from letterheads import GLOBE, add_logo, new_word, saved

from sstc_cli.render import FORMATS

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "templates.md"
SECTIONS = re.split(r"^## (?!\{)", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
RECIPES = dict(section.split("\n", 1) for section in SECTIONS)
BLOCK = re.compile(r"```(jinja|po|sh)\n(.*?)```", re.DOTALL)
FILE = re.compile(r"`(templates/[\w./-]+\.(?:j2|po))`")
PEOPLE = (
    "people: [{id: ana, name: Ana Rojas, position: Mayor, zone: America/Bogota}]\n\nwebinars:\n"
)


@dataclass(frozen=True)
class Outcome:
    """What a recipe changes in a document: words that come, and words that go."""

    document: str
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kind: str = "md"


AGENDA, BRIEF = "agenda 7", "speaker-brief 7"
OUTCOMES = {
    "Add a line": [Outcome(AGENDA, ("\n\nQuestions before the day: write to the organisers.\n",))],
    "Drop a block": [Outcome(AGENDA, gone=("Local times", "Topics are provisional"))],
    "Sign it": [
        Outcome(BRIEF, ("**Jane Doe**<br>Director, Digital Trade Unit<br>China Association",)),
        Outcome(BRIEF, ("\nJane Doe\nDirector, Digital Trade Unit\nChina",), kind="txt"),
        Outcome("programme", ("\nAmina Diallo\nChief of Programmes\n",), kind="txt"),
    ],
    "Choose another font": [Outcome(AGENDA, ('body { font-family: Arial, "Lib',), kind="html")],
    "Add a QR code": [Outcome("invitation 7", ('alt="Scan to register"',), kind="html")],
    "Choose the columns of a table": [
        Outcome(AGENDA, ("| Time | Item | Minutes | Speaker |", "| 20 | **Ana Rojas**<br>Mayor |"))
    ],
    "Print a field of your own": [
        Outcome(AGENDA, ("**Meet us:** Hall 3, booth 12\n",)),
        Outcome("agenda 8", gone=()),
    ],
    "Rename a label": [Outcome(AGENDA, ("\n## Programme\n",), ("\n## Agenda\n",))],
}


@pytest.fixture
def spoken(workspace: Path) -> Path:
    """Return the workspace with a speaker in webinar 7."""
    before = "    when: before\n"
    alter(workspace, "\nwebinars:\n", f"\n{PEOPLE}", count=1)
    alter(workspace, before, f"{before}    url: https://example.org/form\n")
    alter_webinar(workspace, 7, "[{id: talk-1}", "[{id: talk-1, speaker: ana}")
    return workspace


def follow(recipe: str, workspace: Path, sstc: Sstc) -> list[str]:
    """Write the files of a recipe, run its commands, and return the names of the files."""
    text, files = RECIPES[recipe], []
    for block in BLOCK.finditer(text):
        if block[1] == "sh":
            for line in block[2].splitlines():
                sstc(*shlex.split(line)[1:]).gives(0)
        else:
            files.append(FILE.findall(text, 0, block.start())[-1])
            file = workspace / files[-1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block[2], encoding="utf-8")
    return files


def made(outcome: Outcome, sstc: Sstc) -> str:
    """Return the document of an outcome in its format, after making it in all of them."""
    for kind in FORMATS:
        words = ("documents", "render", *outcome.document.split(), "--format", kind)
        result = sstc(*words).gives(0)
        if kind == outcome.kind:
            text = Path(result.out.splitlines()[0]).read_text(encoding="utf-8")
    return text


def test_every_recipe_with_a_file_has_an_outcome() -> None:
    with_files = [name for name, text in RECIPES.items() if "```jinja" in text or "```po" in text]
    assert with_files == list(OUTCOMES)


@pytest.mark.parametrize("recipe", OUTCOMES)
def test_a_recipe_works_as_it_is(recipe: str, sstc: Sstc, spoken: Path) -> None:
    before = [made(outcome, sstc) for outcome in OUTCOMES[recipe]]
    assert follow(recipe, spoken, sstc)
    sstc("templates", "check").gives(0)
    for outcome, old in zip(OUTCOMES[recipe], before, strict=True):
        text = made(outcome, sstc)
        assert [words for words in outcome.new if words in old or words not in text] == []
        assert [words for words in outcome.gone if words not in old or words in text] == []


def test_a_missing_field_of_ones_own_is_an_error_with_its_place(sstc: Sstc, spoken: Path) -> None:
    follow("Print a field of your own", spoken, sstc)
    template = spoken / "templates" / "agenda.md.j2"
    alter(template, "{% if webinar.more.booth is defined %}", "{% if true %}")
    assert sstc("agenda", "render", 7).status == 0
    said = "error: templates/agenda.md.j2:7: `webinar.more` has no `booth` for webinar 8"
    sstc("agenda", "render", 8).gives(1, said, out="")
    checked = sstc("templates", "check")
    assert checked.status == 1 and "has no `booth` for webinar 1" in checked.out + checked.err


def test_a_logo_is_in_the_header_and_never_in_the_body_or_a_template(sstc, spoken) -> None:
    word = new_word()
    add_logo(word.sections[0].header.paragraphs[0], GLOBE, "Our office", 10)
    add_logo(word.add_paragraph("A body"), GLOBE, "Body logo", 10)
    file = spoken / "templates" / "letterhead.docx"
    file.parent.mkdir()
    file.write_bytes(saved(word))
    assert follow("Put our logo on it", spoken, sstc) == []
    page = next((spoken / "out" / "agenda").glob("*.html")).read_bytes()
    document = next((spoken / "out" / "agenda").glob("*.docx")).read_bytes()
    assert page.count(b"<img ") == 1 and b'alt="Our office"' in page
    for text in (page_lines(page), word_lines(document)):
        assert "A body" not in text and "Body logo" not in text
    own = "# {{ webinar.title }}\n\n![logo](logo.png)\n"
    (spoken / "templates" / "agenda.md.j2").write_text(own, encoding="utf-8")
    result = sstc("templates", "check").gives(1)
    assert "templates/agenda.md.j2:3: documents cannot show pictures" in result.out + result.err


def test_the_paper_of_the_series_and_of_one_document(sstc: Sstc, spoken: Path) -> None:
    follow("Print on another paper size", spoken, sstc)
    sstc("agenda", "render", 7, "--format", "docx")
    widths = {
        file.parent.name: round(docx.Document(str(file)).sections[0].page_width.mm)
        for file in (spoken / "out").rglob("*.docx")
    }
    assert widths == {"programme": 210, "agenda": 216}
