"""The speaker's brief: when to join, the own slot, and what is missing, on one page."""

import pytest
from conftest import poppler, read_series
from made import shipped

from sstc_cli.render import FORMATS
from sstc_cli.views.people import phone_text
from sstc_cli.views.speaker_brief import SpeakerBriefView, speaker_brief_view

SERIES = """
zone_name: {en: Beijing time, zh: 北京时间}
languages: [en, zh]
count: 15
cities: {America/Santiago: {en: Santiago, zh: 圣地亚哥}}
interpretation: [en, zh]
organisers:
  - {id: catis, name: The Association, short: CATIS, email: office@example.org, phone: +86 10 58}
agenda:
  - {id: opening, name: Opening remarks, minutes: 5, speaker: wang}
  - {id: talks, name: Talks, minutes: 60, holds: talks}
  - {id: questions, name: Questions, minutes: 20}
  - {id: closing, name: Closing, minutes: 5}
deadlines:
  - {id: confirm, name: Confirm the speakers, due: 14 days before}
  - {id: slides, name: Send your slides, for: speakers, due: 4 days before}
  - {id: photo, name: Send a picture, for: speakers, due: 9 days before}
people:
  - {id: ana, name: Ana, honorific: Dr., zone: America/Santiago, phone: +56 2 23}
  - {id: li, name: 李伟, zone: Asia/Shanghai, biography: A biography,
     picture: {file: data/li.png, alternative: Li}}
  - {id: wang, name: 王芳, position: Secretary-General}
webinars:
  - id: a
    number: 7
    title: Sustainable Logistic Solutions
    starts: 2020-10-09 15:30
    ends: 2020-10-09 17:00
    moderator: wang
    join: {url: 'https://example.org/j/1', passcode: '4499'}
    done: {photo: 2020-09-01}
    talks:
      - {id: x, title: Warehouses, speaker: ana, confirmed: true}
      - {id: y, speaker: li}
      - {id: z}
"""


def brief_of(person: str, language: str = "en", text: str = SERIES) -> SpeakerBriefView:
    series = read_series(text)
    (recipient,) = (who for who in series.people if who.id == person)
    return speaker_brief_view(series, series.webinars[0], recipient, language)


def written(view: SpeakerBriefView, kind: str = "txt") -> bytes:
    templates = shipped(view.language)
    return FORMATS[kind](templates.document("speaker-brief", view), templates)


def text_of(person: str, language: str = "en", text: str = SERIES) -> str:
    return written(brief_of(person, language, text)).decode().replace("\xa0", " ")


def test_an_arrival_on_another_day_has_that_day() -> None:
    view = brief_of("ana", text=SERIES.replace("09 15:30", "09 11:20").replace("09 17:", "09 12:"))
    assert (view.arrive_own.date, view.arrive_own.time) == (
        *("Thursday, 8\xa0October\xa02020", "23:50"),
    )
    assert view.talks[0].own.date == "Friday, 9\xa0October\xa02020"
    assert "on Thursday, 8\xa0October\xa02020 at 23:50 Santiago" in written(view).decode()


def test_the_order_has_the_talks_and_marks_the_own_one() -> None:
    view = brief_of("ana")
    assert [(line.title, line.time, line.own_time) for line in view.order] == [
        ("Opening remarks", "15:30–15:35", "04:30–04:35"),
        ("Warehouses", "15:35–15:55", "04:35–04:55"),
        (None, "15:55–16:15", "04:55–05:15"),
        (None, "16:15–16:35", "05:15–05:35"),
        ("Questions", "16:35–16:55", "05:35–05:55"),
        ("Closing", "16:55–17:00", "05:55–06:00"),
    ]
    assert [line.is_own for line in view.order] == [False, True, *[False] * 4]
    markdown = written(view, "md").decode()
    assert "**Warehouses** | **Dr. Ana** |" in markdown
    assert "| Topic 3: to be confirmed |  |" in markdown, "one phrase for what is not known"


@pytest.mark.parametrize(
    ("language", "reason", "regret"),
    [("en", "Ill", "We regret the inconvenience."), ("zh", "生病", "敬请谅解")],
)
def test_a_cancelled_webinar_has_its_plan_reason_and_regret(language, reason, regret) -> None:
    status = "    status: cancelled\n    cancelled_because: {en: Ill, zh: 生病}\n"
    text = text_of("ana", language, SERIES.replace("    moderator:", f"{status}    moderator:"))
    assert reason in text and regret in text.replace("\n", " ")
    assert "15:30" in text and "+86 10 58" in text
    assert "04:00" not in text and "https:" not in text


@pytest.mark.parametrize("language", ["en", "zh", "fr", "ar"])
def test_it_is_one_page(language: str) -> None:
    assert b"Pages:           1\n" in poppler("pdfinfo", written(brief_of("ana", language), "pdf"))


def test_a_speaker_reads_when_to_join_on_the_own_clock_and_what_is_open() -> None:
    text = text_of("ana")
    place = "at 04:00 Santiago / 15:00 Beijing time to test sound and slides."
    join = f"Please join on Friday, 9 October 2020 {place}"
    before, sentence, after = text.replace("\n", " ").partition(join)
    assert sentence and "Your talk" in after and "Your talk" not in before
    for words in (
        "Your local time: Friday, 9 October 2020, 04:35–04:55 Santiago (UTC−3)",
        "Time: Friday, 9 October 2020, 15:35–15:55 Beijing time (UTC+8)",
        "- Send your slides: by Monday, 5 October 2020",
        "Please write to office@example.org.",
        "Languages: English, Chinese (with interpretation)",
        "Moderator: 王芳, Secretary-General",
        "CATIS, +86 10 58, office@example.org",
        "https://example.org/j/1, passcode 4499",
        "Please send us a picture of yourself.",
    ):
        assert words in after or words in text, words
    # telephone numbers of people are for the run of show, other deadlines for the team
    for words in ("+56", "Confirm the speakers", "Send a picture", "Please confirm"):
        assert words not in text, words
    assert brief_of("ana").missing == ("biography", "picture")


def test_a_speaker_on_the_clock_of_the_series_reads_no_time_twice() -> None:
    text = text_of("li")
    assert "at 15:00 Beijing time to test" in text.replace("\n", " ")
    assert "Your local time" not in text and "picture" not in text
    assert "Please confirm that you will speak." in text
    assert brief_of("li").missing == ("confirmation", "title")
    assert phone_text("+86 10 58", "ar") == "\u200e+86\xa010\xa058"
