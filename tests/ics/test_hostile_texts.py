"""Whatever text the data contains, no line of it becomes a line of the file."""

import re
import unicodedata
from datetime import timedelta
from io import BytesIO

import pytest
from foreign_readers import Reader, each_reader, strict_reader
from green_cities import green_cities
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.ics import (
    Guest,
    Style,
    write_cancel,
    write_checklist,
    write_request,
    write_series,
    write_speaker,
    write_webinar,
)
from sstc_cli.ics_check import check_stream
from sstc_cli.model import Person, Series, Talk, Text

read = each_reader
strict = strict_reader

REMINDING = Style(alarms=(timedelta(minutes=5),))

HOSTILE = [
    "Two\nlines",
    "Windows\r\nand\rold Macintosh",
    "X\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:injected",
    "BEGIN:VEVENT",
    "NUL\x00, bell\x07, escape\x1b[31m, delete\x7f, C1\x9b",
    'He said "yes", and; no: never',
    r"C:\new\Network\\server\n, \; \, \N",
    "ends with a backslash\\",
    "👩🏽‍🏫 teaches 🇨🇳 → 🇰🇪 and 𠮷",
    "城市间南南合作" * 30,
    "paragraph\u2029line\u2028next\x85form\x0cfeed\x0btab",
    "\ufeffmarked\ufeff",
    "tab\tbed",
    "عربي \u200f\u202e right to left",
    "^n ^' ^^ %0D%0A =0D=0A &#10;",
    "a" * 73 + "é" + "b" * 73 + "\\n" + "漢" * 40,
    ";,:\"'\\",
]


def lines_of(text: str) -> list[str]:
    broken = re.sub("\r\n|[\r\n\v\f\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    seen = [c for c in broken if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs")]
    return "".join(seen).replace("\ufeff", "").strip().split("\n")


def one_line(text: str) -> str:
    return " ".join(line.strip() for line in lines_of(text) if line.strip())


def with_text(series: Series, text: str) -> Series:
    said = Text(text)
    talk = Talk(id="t", title=said, speaker="ana")
    person = Person(id="ana", name=said, position=said, organisation=said)
    webinar = series.webinars[0].replaced(title=said, summary=said, talks=(talk,))
    return series.replaced(
        title=said,
        webinars=(webinar,),
        people=(person,),
        organisers=(series.organisers[0].replaced(name=said),),
    )


def check_lines(data: bytes) -> None:
    """Check the rules for bytes of RFC 5545 3.1, which no reader enforces."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    *lines, last = data.split(b"\r\n")
    assert last == b""
    for line in lines:
        assert len(line) <= 75
        text = line.decode()  # fails where a character is cut in two
        assert not [c for c in text if unicodedata.category(c) == "Cc"], text
        assert "\u2028" not in text
        assert re.match(r" |[A-Z-]+[;:]", text), text


def check_readers(read: Reader, series: Series, text: str) -> None:
    hostile = with_text(series, text)
    check_lines(write_webinar(hostile, hostile.webinars[0], "en", style=REMINDING))
    data = write_series(hostile, "en")
    check_lines(data)
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    (event,) = read(data)
    assert event.uid == "series-a@example.org"
    title = one_line(text)
    assert event.summary == f"Webinar 1: {title}"
    talk = one_line(f"{text} – {text}, {text}, {text}")
    paragraphs = [title, "\n".join(lines_of(text)), f"Talks\n- {talk}"]
    assert event.description == "\n\n".join([*paragraphs, f"Organisers\n- {title}"])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text(read: Reader, series: Series, text: str) -> None:
    check_readers(read, series, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_in_every_kind(strict: Reader, text: str) -> None:
    said = Text(text)
    series = with_text(green_cities(), text)
    series = series.replaced(
        agenda=tuple(item.replaced(name=said) for item in series.agenda),
        deadlines=tuple(item.replaced(name=said) for item in series.deadlines),
        organisers=(series.organisers[0].replaced(email="a@example.org"),),
    )
    (webinar,), guest = series.webinars, Guest("b@example.org", text, "en")
    style = Style(alarms=(timedelta(days=1),), detailed=True)
    entries = {
        write_webinar(series, webinar, "en", style=style): (4, 0),
        write_speaker(series, series.people[0], "en"): (1, 0),
        write_request(series, webinar, guest, style=style): (1, 0),
        write_cancel(series, webinar, guest): (1, 0),
        write_checklist(series, "en", style=style): (0, 4),
    }
    for data, (events, tasks) in entries.items():
        check_lines(data)
        assert len(strict(data)) == data.count(b"\r\nBEGIN:VEVENT\r\n") == events
        assert data.count(b"\r\nBEGIN:VTODO\r\n") == tasks
        assert check_stream(BytesIO(data), "file.ics").diagnostics == ()


@settings(max_examples=60)
@given(text=st.text(min_size=1, max_size=120).filter(one_line))
def test_any_text(read: Reader, series: Series, text: str) -> None:
    check_readers(read, series, text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ministry of Trade, Industry; Energy: Section 2", None),
        ('The "Cities" Project', "The 'Cities' Project"),
        ("Ministère de l’Économie", None),
        ("Line one\nline two", "Line one line two"),
        ("North\\South\\", "North/South/"),
        ("up ^n and ^'away^'", "up ˆn and ˆ'awayˆ'"),
        ("中国服务贸易协会", None),
    ],
)
def test_an_organiser_s_name(read: Reader, series: Series, name: str, shown: str | None) -> None:
    (event,) = read(write_series(with_text(series, name), "en"))
    assert event.organizer == (shown or name)
