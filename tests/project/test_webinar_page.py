"""The page about a webinar: documents show what it says, with the data that it shows."""

import json
import re
from pathlib import Path

import pytest
import yaml
from conftest import Sstc

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "webinar.md"
SECTIONS = dict(
    section.split("\n", 1) for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
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
    for section in SECTIONS.values():
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
    for line in re.findall(r"```sh\nsstc (.*?)\n```", SECTIONS[section], re.DOTALL):
        sstc(*line.replace('"', "").split()).gives(0)


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ("agenda", "- **Moderator**: Amina Otieno, Head of Trade, City of Mombasa"),
        ("speaker-brief", "- **Moderator**: Amina Otieno, Head of Trade, City of Mombasa"),
        ("speaker-confirmation", "- **Moderator**: Amina Otieno, Head of Trade, City of Mombasa"),
        ("title-slides", "Moderator: Amina Otieno, City of Mombasa"),
        ("run-of-show", "| Moderator | Amina Otieno | +254 20 700 0000 |"),
        ("agenda", "- **Languages**: English, Chinese, French"),
        ("invitation", "- **Languages**: English, Chinese, French"),
        ("speaker-invitation", "- **Languages**: English, Chinese, French"),
        ("speaker-brief", "- **Languages**: English, Chinese, French (with interpretation)"),
        ("run-of-show", "- **Languages**: English, Chinese, French (with interpretation)"),
        ("run-of-show", "| Interpreter | José Silva | +55 11 5555 0000 |"),
        ("agenda", "[Slides](<https://example.org/materials/7.pdf>)"),
        ("agenda", "(available from Friday, 16 October 2020)"),
        ("speaker-thanks", "- [Slides, English](<https://example.org/materials/7.pdf>)"),
        ("speaker-thanks", "We will send you the recording once it is ready."),
        ("agenda", "- **Register**: "),
    ],
)
def test_a_document_shows_it(webinar: Sstc, document: str, shown: str) -> None:
    assert shown in words(webinar, document)


@pytest.mark.parametrize("document", ["agenda", "speaker-brief", "title-slides", "invitation"])
def test_only_the_run_of_show_has_numbers(webinar: Sstc, document: str) -> None:
    text = words(webinar, document)
    assert "+254" not in text and "+55" not in text


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
