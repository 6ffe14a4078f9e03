"""Subjects: one line of plain text, at most 120 characters, of which only the topic is cut."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import FULL_SERIES
from made import TEMPLATES, shipped

from sstc_cli.errors import SstcError
from sstc_cli.model import Foreign, Message, Series, Text, Webinar
from sstc_cli.model.messages import MAILED
from sstc_cli.render import FORMATS
from sstc_cli.source import parse
from sstc_cli.views.dates import day_text
from sstc_cli.views.documents import VIEWS
from sstc_cli.views.messages import Reader, message_view
from sstc_cli.views.partner_letters import (
    Description,
    Introduced,
    Letter,
    partner_introduction_view,
    partner_request_view,
)

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar", "pt", "pt-PT")
LONG = "Sustainable Payment Solutions in Cross-Border E-Commerce: Spotlighting Good Practices " * 2
SERIES = Series.read(parse(FULL_SERIES.read_text(encoding="utf-8"), FULL_SERIES.name).root)


def mail(
    document: str, webinar: Webinar, language: str = "en", own: Path = TEMPLATES
) -> tuple[str, str]:
    """Return the subject of a message to a speaker in Nairobi, and its plain text."""
    told = Message.read({"id": "it", "document": document, "to": ["registered"]})
    reader = Reader("Ana", language, "Africa/Nairobi", id=SERIES.people[0].id)
    found = shipped(language, own)
    subject, text = found.mail(
        *message_view(told, SERIES, None if told.is_about_series else webinar, reader)
    )
    return subject, FORMATS["txt"](text, found).decode()


def titled(title: str) -> Webinar:
    return SERIES.webinars[0].replaced(title=Text(title))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [name for name in MAILED if name != "notice"])
def test_a_long_topic_is_cut_and_the_date_stays(document: str, language: str) -> None:
    short, _ = mail(document, titled("Topic"), language)
    long, text = mail(document, titled(LONG), language)
    assert len(long) <= 120
    assert "\u00a0" not in long and "\n" not in long
    if "Topic" in short:  # else it is about the series
        assert short.endswith("Topic") and long.startswith(short.removesuffix("Topic"))
        assert "Sustainable Payment" in long
    assert long not in text.split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_have_subjects(language: str) -> None:
    webinar = titled(LONG)
    series = SERIES.replaced(webinars=(webinar,))
    for _, make in VIEWS["notice"].make(series, series.webinars, language):
        subject = shipped(language).subject("notice", make())
        assert 10 < len(subject) <= 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_to_partners_have_subjects_on_any_day(language: str) -> None:
    days = (date(2028, 1, 1) + timedelta(n) for n in range(366))
    last = max(days, key=lambda day: len(day_text(day, language)))
    letter = Letter("Ana", (), (), Description(), "abcd-efgh", last, None)
    view = partner_request_view(SERIES, letter, language)
    subject = shipped(language).subject("partner-request", view)
    assert subject.endswith("[abcd-efgh]") or language == "ar"
    assert " ".join(day_text(last, language).split()) in subject and len(subject) <= 120
    one = Introduced("Ana " * 20, "a@example.org", None, None, None, (), (), None)
    both = partner_introduction_view(SERIES, (one, one), (), language)
    assert 0 < len(shipped(language).subject("partner-introduction", both)) <= 120


def test_a_subject_is_plain_text_with_the_reader_s_time_and_topic() -> None:
    subject, _ = mail("reminder", titled("*A* [b](https://example.org) `c` & <d> | #1"))
    assert subject == (
        "Reminder, Fri 14 Aug, 14:30 Nairobi – *A* [b](https://example.org) `c` & <d> | #1"
    )
    title = "Sustainable Payment Solutions in Cross-Border E-Commerce: " + "Good Practices " * 5
    subject, _ = mail("reminder", titled(title))
    assert subject.endswith("– Sustainable Payment Solutions in Cross-Border E-Commerce")
    webinar = SERIES.webinars[0].replaced(title=Text({"zh": "支付"}))
    assert isinstance(webinar.title.pick("en"), Foreign)
    subject, text = mail("reminder", webinar)
    assert subject.endswith("– 支付") and "[Chinese]" in text


def own(folder: Path, text: str) -> Path:
    (folder / "reminder.md.j2").write_text(text, encoding="utf-8")
    return folder


def test_a_template_of_the_office_may_replace_the_subject_or_not(tmp_path: Path) -> None:
    text = (
        '{% extends "shipped/reminder.md.j2" %}{% block subject %}Soon, {{ super() }}{% endblock %}'
    )
    subject, body = mail("reminder", titled("Topic"), own=own(tmp_path, text))
    assert subject == "Soon, Reminder, Fri 14 Aug, 14:30 Nairobi – Topic"
    assert "Soon" not in body and "Reminder" in body
    subject, body = mail("reminder", titled("Topic"), own=own(tmp_path, "# {{ webinar.title }}"))
    assert subject == "Reminder, Fri 14 Aug, 14:30 Nairobi – Topic"
    assert body.startswith("Topic\n=====")


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("{{ webinar.title }}", "the subject of `reminder` has 171 characters"),
        ("{% for n in range(130) %}x{% endfor %}{{ webinar.title | fit }}", "has 301 characters"),
        (" ", "has 0 characters"),
        ("{{ webinar.titel }}", "unknown name `titel`"),
    ],
)
def test_a_subject_that_is_empty_or_too_long_is_refused(tmp_path, block, says) -> None:
    text = f'{{% extends "shipped/reminder.md.j2" %}}{{% block subject %}}{block}{{% endblock %}}'
    with pytest.raises(SstcError) as refused:
        mail("reminder", titled(LONG), own=own(tmp_path, text))
    assert says in refused.value.message


def test_words_that_may_be_cut_leave_no_marks_in_a_document(tmp_path: Path) -> None:
    text = "# {{ webinar.title | fit }}\n\n{% block subject %}Hello{% endblock %}\n"
    subject, body = mail("reminder", titled("Topic"), own=own(tmp_path, text))
    assert (subject, body) == ("Hello", "Topic\n=====\n")
