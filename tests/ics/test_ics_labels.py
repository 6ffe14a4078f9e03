"""The words of calendars: in every language of the documents, and the same as there."""

from dataclasses import asdict
from pathlib import Path
from string import Formatter

import pytest

from sstc_cli.ics.labels import labels_in
from sstc_cli.views.labels import read_labels

TEMPLATES = Path(__file__).parents[2] / "templates"
LANGUAGES = sorted(file.stem for file in (TEMPLATES / "labels").glob("*.po"))


def names(pattern: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(pattern)} - {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_documents_is_one_of_calendars(language: str) -> None:
    english, own = asdict(labels_in("en")), asdict(labels_in(language))
    assert all(own[key] != english[key] for key in own)
    assert {key: names(pattern) for key, pattern in own.items()} == {
        key: names(pattern) for key, pattern in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_webinar_is_called_as_in_documents(language: str) -> None:
    documents, calendars = read_labels([TEMPLATES], language), labels_in(language)
    assert calendars.webinar == documents["Webinar {number}: {title}"]
    assert calendars.organisers == documents["Organisers"]
    assert calendars.talks == documents["Talks"]


def test_a_kind_of_a_language_has_its_words_and_an_unknown_one_english() -> None:
    assert labels_in("pt-BR") == labels_in("pt")
    assert labels_in("de") == labels_in("en")
