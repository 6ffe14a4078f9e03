"""Every document in every shipped language and format, of series that try its bounds."""

import re
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from conftest import poppler, read_series
from made import TEMPLATES, shipped
from test_formats import Page

from sstc_cli.render import FORMATS, Document
from sstc_cli.views.catalogues import languages_of, read_labels
from sstc_cli.views.dates import city_text, direction_of, short_day_text
from sstc_cli.views.documents import VIEWS

LANGUAGES = ("en", *languages_of([TEMPLATES]))
SCRIPTS = ("en", "zh", "ar")  # those in which Word and PDF are asked, for they take their time
LONG = (
    "Financing the resilient logistics of secondary cities: " + "ports and rails, " * 8 + "rivers."
)
NAMES = {"obrien": "O'Brien <x>", "li": "李雷", "mohammed": "محمد"}
HEAD = f"""
languages: [{", ".join(LANGUAGES)}]
zone_name: {{en: Beijing time, zh: 北京时间}}
title: {{en: A series of webinars, zh: 网络研讨会系列}}
audience_zones: [America/New_York, Pacific/Auckland, Asia/Kathmandu]
agenda:
  - {{id: opening, name: {{en: Opening, zh: 开幕}}, minutes: 5, at_least: 1}}
  - {{id: talks, name: Talks, minutes: 60, at_least: 1, holds: talks}}
audiences: [{{id: all, name: "Cities & <ports>", benefit: Learn}}]
surveys: [{{id: before, when: before, purpose: To register, url: "https://example.org/register"}}]
deadlines: [{{id: agenda, name: The agenda, due: 7 days before}}]
people:
  - {{id: obrien, name: "O'Brien <x>", zone: America/Sao_Paulo, position: Mayor}}
  - {{id: li, name: 李雷}}
  - {{id: mohammed, name: محمد, zone: Asia/Dubai}}
webinars:
"""
SPEAKERS = "{id: a, speaker: obrien, title: One}, {id: b, speaker: li}, {id: c, speaker: mohammed}"
TWELVE = ", ".join(f"{{id: t{n}, title: Topic, speaker: li}}" for n in range(12))


def slot(day: str) -> str:
    return f"starts: 2020-{day} 15:30, ends: 2020-{day} 17:00"


WEBINARS = {
    "names": f"title: {{zh: 支付}}, {slot('10-30')}, talks: [{SPEAKERS}]",
    "long": f"title: '{LONG}', {slot('11-06')}, talks: [{SPEAKERS}]",
    "none": f"title: A, {slot('11-13')}",
    "twelve": f"title: A, {slot('11-20')}, talks: [{TWELVE}]",
    "overnight": f"title: A, starts: 2020-11-27 23:30, ends: 2020-11-28 01:00, talks: [{SPEAKERS}]",
    "minute": "title: A, starts: 2020-12-04 15:30, ends: 2020-12-04 15:31",
    "cancelled": f"title: A, {slot('12-11')}, status: cancelled",
}
SERIES = read_series(
    HEAD
    + "\n".join(
        f"  - {{id: {name}, number: {number}, {text}}}"
        for number, (name, text) in enumerate(WEBINARS.items(), 1)
    )
)


@cache
def documents(name: str, language: str) -> dict[str, Document]:
    made = VIEWS[name].make(SERIES, SERIES.webinars, language)
    return {stem: shipped(language).document(name, view()) for stem, view in made}


def word_text(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as parts:
        body = parts.read("word/document.xml").decode()
    return unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


EVERY = pytest.mark.parametrize("language", LANGUAGES)
NAMED = pytest.mark.parametrize("name", VIEWS)


@EVERY
@NAMED
def test_every_format_shows_the_same_text(name: str, language: str) -> None:
    kinds = tuple(FORMATS) if language in SCRIPTS else ("md", "txt", "html")
    for stem, document in documents(name, language).items():
        made = {kind: FORMATS[kind](document, shipped(language)) for kind in kinds}
        page = Page(made["html"])
        tags = [tag for tag, _ in page.tags]
        texts = {"txt": made["txt"].decode(), "html": page.text}
        if language in SCRIPTS:
            texts["docx"] = word_text(made["docx"])
            texts["pdf"] = poppler("pdftotext", made["pdf"], "-raw").decode()
        assert tags.count("h1") == 1, stem
        assert not {"script", "x", "b", "ports"} & set(tags), stem
        assert f'lang="{language}" dir="{direction_of(language)}"'.encode() in made["html"], stem
        for kind, text in texts.items():
            assert not re.search(r"\{\w+\}|\{lang=", text), (stem, kind)
            assert "\\" not in text, (stem, kind)
        for shown in map(squeezed, (*NAMES.values(), LONG)):
            assert len({shown in squeezed(text) for text in texts.values()}) == 1, (stem, shown)


@EVERY
def test_names_are_shown_as_people_write_them(language: str) -> None:
    for name in ("agenda", "invitation", "run-of-show"):
        texts = [
            FORMATS["txt"](document, shipped(language)).decode()
            for document in documents(name, language).values()
        ]
        assert all(any(shown in text for text in texts) for shown in NAMES.values())
    assert [stem.split(".")[1] for stem in documents("speaker-brief", language)][:3] == list(NAMES)


@EVERY
@NAMED
def test_every_time_stands_with_its_zone_and_offset(name: str, language: str) -> None:
    city = city_text("Asia/Shanghai", language)
    zone = {"en": "Beijing time", "zh": "北京时间"}.get(language, city)
    for stem, document in documents(name, language).items():
        text = FORMATS["txt"](document, shipped(language)).decode()
        assert "CST" not in text, stem
        if re.search(r"\d\d:\d\d", text) and not name.startswith("partner-"):  # hours of cities
            assert zone in text and "UTC+8" in text, stem


@EVERY
def test_local_times_mark_another_day_and_changed_clocks(language: str) -> None:
    labels = read_labels([TEMPLATES], language)
    ends = labels.get("ends the next day", "ends the next day")
    saturday = short_day_text(date(2020, 11, 28), language)
    for name, suffix in (("agenda", ""), ("invitation", ".all")):
        made = documents(name, language)
        overnight = made[f"05-overnight{suffix}"].markdown
        assert ends in overnight
        assert f"**{saturday}**" in overnight  # Auckland
        changed = made[f"02-long{suffix}"].markdown
        has_clocks = name == "agenda"  # who is invited to one webinar knows no other
        assert ("UTC−5" in changed and "UTC−4" in changed) is has_clocks  # New York, 1 November
        assert "UTC−4" not in made[f"03-none{suffix}"].markdown
    (programme,) = documents("programme", language).values()
    assert ends in programme.markdown
    assert "UTC−5" in programme.markdown and "UTC−4" in programme.markdown


@EVERY
def test_no_line_of_plain_text_is_too_long(language: str) -> None:
    from sstc_cli.diagnostics import display_width

    for name in VIEWS:
        for stem, document in documents(name, language).items():
            lines = FORMATS["txt"](document, shipped(language)).decode().splitlines()
            assert max(map(display_width, lines)) <= 72, (name, stem)
