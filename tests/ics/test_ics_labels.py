"""The words of calendars are labels of documents, and so are those of an office's own catalogue."""

from pathlib import Path

import pytest
from conftest import Sstc

from sstc_cli.ics.style import CalendarLabel, Style
from sstc_cli.views.catalogues import languages_of, read_labels

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize("language", languages_of([TEMPLATES]))
def test_every_language_of_documents_is_one_of_calendars(language: str) -> None:
    own = read_labels([TEMPLATES], language)
    assert [label for label in CalendarLabel if own.get(label, label) == label] == []


def test_a_label_without_a_translation_is_english() -> None:
    style = Style(labels={"fr": {"Talks": "Interventions"}})
    assert style.say(CalendarLabel.TALKS, "fr") == "Interventions"
    assert style.say(CalendarLabel.TALKS, "sw") == "Talks"
    assert (
        style.say(CalendarLabel.JOIN, "fr", url="https://example.org/")
        == "Join: https://example.org/"
    )


def test_calendars_have_the_words_of_the_workspace(sstc: Sstc, workspace: Path) -> None:
    catalogue = workspace / "templates" / "labels" / "zh.po"
    catalogue.parent.mkdir(parents=True)
    words = 'msgid "Webinar {number}: {title}"\nmsgstr "研讨会{number}：{title}"\n'
    catalogue.write_text(words, encoding="utf-8")
    text = sstc("calendar", "export", "7", "--language", "zh", "-o", "-").out
    assert "SUMMARY:研讨会7：" in text
    assert "主办方" in text
