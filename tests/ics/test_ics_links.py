"""Links that add a webinar to a calendar contain the facts of the data, and stay short."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from green_cities import LABELS, green_cities
from test_hostile_texts import HOSTILE, one_line, with_text

from sstc_cli.ics import Style, add_links
from sstc_cli.ics import links as web_links
from sstc_cli.ics.links import LONGEST
from sstc_cli.model import Series

SERIES = green_cities()
BUSES = SERIES.webinars[0]
TITLES = {"google": "text", "outlook": "subject", "office365": "subject", "yahoo": "title"}
DETAILS = {"google": "details", "outlook": "body", "office365": "body", "yahoo": "desc"}


def read(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query, strict_parsing=True, keep_blank_values=True))


def test_each_calendar_gets_the_same_details() -> None:
    links = add_links(SERIES, BUSES, "en")
    assert [urlsplit(link)._replace(query="").geturl() for link in links.values()] == [
        "https://calendar.google.com/calendar/render",
        "https://outlook.live.com/calendar/0/action/compose",
        "https://outlook.office.com/calendar/0/action/compose",
        "https://calendar.yahoo.com/",
    ]
    google, outlook, office, yahoo = map(read, links.values())
    details = google.pop("details")
    assert details.startswith(
        "Join: https://meet.example.org/j/1?pwd=a,b\n\nGreen cities\n\nHow three cities"
    )
    assert google == {
        "action": "TEMPLATE",
        "text": "Webinar 1: Electric buses",
        "dates": "20210326T130000Z/20210326T143000Z",
        "ctz": "Europe/Paris",
        "location": "https://meet.example.org/j/1?pwd=a,b",
    }
    assert outlook == office
    assert outlook == {
        "rru": "addevent",
        "startdt": "2021-03-26T13:00:00Z",
        "enddt": "2021-03-26T14:30:00Z",
        "subject": "Webinar 1: Electric buses",
        "body": details,
        "location": "https://meet.example.org/j/1?pwd=a,b",
    }
    assert yahoo == {
        "v": "60",
        "title": "Webinar 1: Electric buses",
        "st": "20210326T130000Z",
        "et": "20210326T143000Z",
        "desc": details,
        "in_loc": "https://meet.example.org/j/1?pwd=a,b",
    }


def test_the_texts_are_in_the_language_asked_for() -> None:
    for name, link in add_links(SERIES, BUSES, "zh", style=Style(labels=LABELS)).items():
        assert read(link)[TITLES[name]] == "第1场网络研讨会：电动公交"
        assert "绿色城市" in read(link)[DETAILS[name]]
        assert link.isascii()
    for name, link in add_links(SERIES, BUSES, "en", brief=True).items():
        assert DETAILS[name] not in read(link)
        assert "+" not in link and "Electric%20buses" in link


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_one_value(text: str) -> None:
    hostile = with_text(SERIES, text)
    for name, link in add_links(hostile, hostile.webinars[0], "en", brief=True).items():
        assert link.isascii()
        assert len(link) <= LONGEST
        said = f"Webinar 1: {one_line(text)}"
        cut = read(link)[TITLES[name]].removesuffix("…")
        assert said.startswith(cut)
        assert len(text) > 150 or cut == said


def test_a_long_description_is_cut_between_its_paragraphs(series: Series) -> None:
    """
    title: A series of webinars
    webinars:
      - id: a
        number: 1
        title: A
        starts: 2020-08-14 15:30
        ends: 2020-08-14 17:00
        join_url: https://example.org/join
        summary: TO FILL
    """
    webinar = series.webinars[0]
    summary = type(series.title)("\n\n".join(["城市间南南合作" * 10, "b" * 500, "c" * 900]))
    long = webinar.replaced(summary=summary)
    for name, link in add_links(series, long, "en").items():
        assert len(link) <= LONGEST
        kept = read(link)[DETAILS[name]].split("\n\n")
        assert kept[:3] == [
            "Join: https://example.org/join",
            series.title.pick("en"),
            "城市间南南合作" * 10,
        ]
        assert kept[3:] == ["b" * 500]


def test_a_title_of_any_length_takes_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    link = web_links._link
    monkeypatch.setattr(web_links, "_link", lambda *words: tried.append(words) or link(*words))
    title = type(SERIES.title)("城" * 20_000)
    details = type(SERIES.title)("\n\n".join("ab" * 5_000))
    long = BUSES.replaced(title=title, summary=details)
    kept = read(add_links(SERIES, long, "en")["google"])["text"]
    google = [words for words in tried if words[0] == "google"]
    assert 0 < len(google) < 50
    assert kept.endswith("城…")
    *facts, last = google[-1]
    assert len(link(*facts, last)) <= LONGEST < len(link(*facts[:-1], kept[:-1] + "城…", ""))


def test_a_link_to_join_of_any_length_ends_the_cutting(series: Series) -> None:
    long = series.webinars[0].replaced(join_url="https://example.org/" + "x" * 3000)
    for name, link in add_links(series, long, "en").items():
        assert read(link)[TITLES[name]] == "…"
