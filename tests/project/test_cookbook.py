"""The recipes for templates and the page about a webinar: each is tried as it is on its page."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
import yaml
from conftest import Sstc, alter, alter_webinar, page_lines, word_lines
from letterheads import GLOBE, add_logo, new_word, saved

from sstc_cli.render import FORMATS

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = "".join((HOW_TO / f"{name}.md").read_text("utf-8") for name in ("templates", "documents"))
SECTIONS = re.split(r"^## (?!\{)", PAGES, flags=re.MULTILINE)[1:]
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
    "Remove a section": [Outcome(AGENDA, gone=("Local times", "Topics are provisional"))],
    "Add a signature": [
        Outcome(BRIEF, ("**Jane Doe**<br>Director, Digital Trade Unit<br>China Association",)),
        Outcome(BRIEF, ("\nJane Doe\nDirector, Digital Trade Unit\nChina",), kind="txt"),
        Outcome("programme", ("\nAmina Diallo\nChief of Programmes\n",), kind="txt"),
    ],
    "Choose another font": [Outcome(AGENDA, ('body { font-family: Arial, "Lib',), kind="html")],
    "Add a QR code": [Outcome("invitation 7", ('alt="Scan to register"',), kind="html")],
    "Choose the columns of a table": [
        Outcome(AGENDA, ("| Time | Item | Minutes | Speaker |", "| 20 | **Ana Rojas**<br>Mayor |"))
    ],
    "Add a custom field": [
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
    follow("Add a custom field", spoken, sstc)
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
    assert follow("Use your letterhead", spoken, sstc) == []
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
    follow("Choose the paper size", spoken, sstc)
    sstc("agenda", "render", 7, "--format", "docx")
    widths = {
        file.parent.name: round(docx.Document(str(file)).sections[0].page_width.mm)
        for file in (spoken / "out").rglob("*.docx")
    }
    assert widths == {"programme": 210, "agenda": 216}


WEBINAR_PAGE = HOW_TO / "webinar.md"
PARTS = dict(
    section.split("\n", 1)
    for section in WEBINAR_PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
)
HELD, RECORDING = "Mark a webinar as held", "Add the recording"
SPEAKER = {"id": "li", "name": "Li"}


def loaded(text: str) -> dict:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 it builds texts only


@pytest.fixture
def webinar(sstc: Sstc, workspace: Path) -> Sstc:
    """Return the command, in the shipped series with all data of the page and a speaker."""
    file = workspace / "data" / "webinars.yaml"
    series = loaded(file.read_text(encoding="utf-8"))
    own = next(item for item in series["webinars"] if item["number"] == "7")
    own["talks"][0] |= {"title": "T", "speaker": "li", "confirmed": "true"}
    people = [SPEAKER]
    for section in PARTS.values():
        for block in re.findall(r"```yaml\n(.*?)```", section, re.DOTALL):
            keys = loaded(block)
            (shown,) = keys.pop("webinars")
            assert shown["id"] == own["id"]
            people += keys.pop("people", [])
            series |= keys
            own |= shown
    series["people"] = people
    file.write_text(yaml.dump(series, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return sstc


def words(sstc: Sstc, document: str) -> str:
    render = ("documents", "render", document, 7, "--format", "md", "--today", "2020-10-12")
    result = sstc(*render).gives(0)
    made = (Path(line).read_text(encoding="utf-8") for line in result.out.splitlines())
    return "\n".join(made).replace("\u00a0", " ").replace("\\", "")


def run_the_commands_of(section: str, sstc: Sstc) -> None:
    for line in re.findall(r"```sh\nsstc (.*?)\n```", PARTS[section], re.DOTALL):
        sstc(*line.replace('"', "").split()).gives(0)


MODERATOR = "- **Moderator**: Amina Otieno, Head of Trade, City of Mombasa"
LANGUAGES = "- **Languages**: English, Chinese, French"
INTERPRETED = f"{LANGUAGES} (with interpretation)"


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ("agenda", (MODERATOR, LANGUAGES, "[Slides](<https://example.org/materials/7.pdf>)",
                    ", available from Friday, 16 October 2020", "- **Register**: ")),
        ("speaker-brief", (MODERATOR, INTERPRETED)),
        ("speaker-confirmation", (MODERATOR,)),
        ("title-slides", ("Moderator: Amina Otieno, City of Mombasa",)),
        ("run-of-show", ("| Moderator | Amina Otieno | +254 20 700 0000 |", INTERPRETED,
                         "| Interpreter | José Silva | +55 11 5555 0000 |")),
        ("invitation", (LANGUAGES,)),
        ("speaker-invitation", (LANGUAGES,)),
        ("speaker-thanks", ("- [Slides, English](<https://example.org/materials/7.pdf>)",
                            "We will send you the recording once it is ready.")),
    ],
)  # fmt: skip
def test_a_document_shows_it(webinar: Sstc, document: str, shown: tuple[str, ...]) -> None:
    text = words(webinar, document)
    assert [part for part in shown if part not in text] == []
    # only the run of show has numbers
    assert document == "run-of-show" or not re.search(r"\+254|\+55", text)


def test_after_the_webinar(webinar: Sstc) -> None:
    today = ("--today", "2020-10-12")
    run_the_commands_of(HELD, webinar)
    assert "**Register**" not in words(webinar, "agenda")
    due = json.loads(webinar("due", "--json", *today).out)["due"]
    assert [task["id"] for task in due if task["webinar"] == 7] == ["exit-survey"]
    run_the_commands_of(RECORDING, webinar)
    for document in ("agenda", "speaker-thanks"):
        assert "https://example.org/recordings/7" in words(webinar, document)
    written = webinar("documents", "render", "--all", 7, "--format", "md", *today)
    assert "out/speaker-thanks/" in written.out
