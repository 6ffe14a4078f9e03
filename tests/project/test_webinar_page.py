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


MODERATOR = "- **Moderator**: Amina Otieno, Head of Trade, City of Mombasa"
LANGUAGES = "- **Languages**: English, Chinese, French"
INTERPRETED = f"{LANGUAGES} (with interpretation)"


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ("agenda", (MODERATOR, LANGUAGES, "[Slides](<https://example.org/materials/7.pdf>)",
                    "(available from Friday, 16 October 2020)", "- **Register**: ")),
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
