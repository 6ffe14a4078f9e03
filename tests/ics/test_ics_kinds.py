"""Each kind of calendar file: golden files, and their entries by foreign readers."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import read_series
from foreign_readers import Reader, each_reader
from green_cities import LABELS, green_cities
from test_hostile_texts import check_lines

from sstc_cli.ics import (
    Guest,
    Style,
    webinars_of_speaker,
    write_cancel,
    write_checklist,
    write_request,
    write_series,
    write_speaker,
    write_webinar,
)
from sstc_cli.model import Series, Webinar

read = each_reader
SERIES = green_cities()
BUSES, BICYCLES, TRAMS = SERIES.webinars
ANA, LI, _ = SERIES.people
PLAIN = Style(labels=LABELS)
DETAILED, UTC = replace(PLAIN, detailed=True), replace(PLAIN, utc=True)
REMINDING = replace(PLAIN, alarms=(timedelta(days=1), timedelta(minutes=15)))


def guest(language: str = "en") -> Guest:
    return Guest("ana@example.org", ANA.name.pick(language), language)


KINDS: dict[str, Callable[[str], bytes]] = {
    "green-cities": lambda code: write_series(SERIES, code, style=REMINDING),
    "detailed": lambda code: write_webinar(SERIES, BUSES, code, style=DETAILED),
    "speaker": lambda code: write_speaker(SERIES, ANA, code, style=PLAIN),
    "utc": lambda code: write_webinar(SERIES, TRAMS, code, style=UTC),
    "request": lambda code: write_request(SERIES, TRAMS, guest(code), style=REMINDING),
    "cancel": lambda code: write_cancel(SERIES, BICYCLES, guest(code), style=PLAIN),
    "withdrawn": lambda code: write_cancel(SERIES, BUSES, guest(code), style=PLAIN),
    "checklist": lambda code: write_checklist(SERIES, code, style=REMINDING),
}


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def values(data: bytes, name: str) -> list[str]:
    lines = (re.split(r"[;:]", line, maxsplit=1) for line in unfolded(data))
    return [line[1] for line in lines if line[0] == name]


@pytest.mark.parametrize("language", SERIES.languages)
@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file(kind: str, language: str, golden) -> None:
    data = KINDS[kind](language)
    check_lines(data)
    golden(data.replace(b"\r\n", b"\n"), f"calendar/{kind}.{language}.ics")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "checklist"])
def test_foreign_readers_take_each_kind(read: Reader, kind: str) -> None:
    for language in SERIES.languages:
        events = read(KINDS[kind](language))
        assert events
        assert len({event.uid for event in events}) == len(events)
        assert all(event.starts < event.ends for event in events)


def test_a_speaker_s_file_has_their_webinars_at_the_same_instants_in_utc(read: Reader) -> None:
    in_zone, in_utc = (write_series(SERIES, "en", style=style) for style in (Style(), UTC))
    assert b"TZID" not in in_utc
    assert read(in_zone) == read(in_utc)
    assert webinars_of_speaker(SERIES, LI) == [TRAMS]
    assert [event.uid for event in read(write_speaker(SERIES, LI, "en"))] == [
        "green-cities-trams@example.org"
    ]


def test_the_parts_of_a_cancelled_webinar_are_cancelled() -> None:
    data = write_webinar(SERIES, BICYCLES, "en", style=DETAILED)
    assert set(values(data, "STATUS")) == {"CANCELLED"}
    assert all(title.startswith("Cancelled: ") for title in values(data, "SUMMARY"))


def test_the_second_of_two_equal_times_is_written_in_utc() -> None:
    agenda = ", ".join(f"{{id: {name}, name: A, minutes: 60}}" for name in "abc")
    series = read_series(
        f"zone: Europe/Lisbon\nagenda: [{agenda}]\nwebinars: [{{id: a, number: 1, title: A, "
        "starts: 2027-10-31 00:30, ends: 2027-10-31 02:30}]"
    )
    data = write_webinar(series, series.webinars[0], "en", style=DETAILED)
    moments = re.findall(r"\r\n(DTSTART|DTEND):(2027\w+)", data.decode())
    first = ("20271030T233000Z", "20271031T003000Z")  # until the first 01:30
    hours = [*first, "20271031T003000Z", "20271031T013000Z", "20271031T013000Z"]
    assert [moment for _, moment in moments][-6:] == [*hours, "20271031T023000Z"]


def test_no_two_entries_have_the_same_uid(series: Series) -> None:
    """
    agenda:
      - {id: agenda, name: A, minutes: 10}
      - {id: item, name: A, minutes: 60, holds: talks}
    deadlines:
      - {id: agenda, name: A, due: 7 days before}
      - {id: item, name: A, due: on the day}
      - {id: week, name: A, due: every Friday}
    window: {starts: 2020-08-01, ends: 2020-08-31}
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
         talks: [{id: agenda}, {id: item}]}
      - {id: a-agenda, number: 2, title: A, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    uids = values(write_series(series, "en", style=DETAILED), "UID")
    uids += values(write_checklist(series, "en"), "UID")
    assert len(uids) == 2 + 3 + 2 + 4 + 4 == len(set(uids))


def test_a_guest_without_a_name_is_known_by_the_address(read: Reader) -> None:
    (event,) = read(write_request(SERIES, TRAMS, Guest("who+what@example.org", "", "en")))
    assert event.attendees == ["mailto:who+what@example.org"]


@pytest.mark.parametrize(("webinar", "sequence"), [(BICYCLES, 2), (BUSES, 1)])
def test_a_withdrawn_invitation_is_newer(read: Reader, webinar: Webinar, sequence: int) -> None:
    data = write_cancel(SERIES, webinar, guest(), style=REMINDING)
    (event,) = read(data)
    assert (event.status, event.sequence) == ("CANCELLED", sequence)
    assert event.uid == f"green-cities-{webinar.id}@example.org"
    assert event.attendees == ["mailto:ana@example.org"]
    assert values(data, "METHOD") == ["CANCEL"]
    for absent in (b"VALARM", b"LOCATION", b"URL", b"RSVP", b"meet.example.org"):
        assert absent not in data
