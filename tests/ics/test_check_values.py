"""Dates, durations, rules and places, one by one."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.ics_check import check_stream
from sstc_cli.ics_check.recurrence import rule_problem
from sstc_cli.ics_check.values import duration_of, iana_name, moment_of, offset_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20201009", date(2020, 10, 9)),
        ("20201009T153000", datetime(2020, 10, 9, 15, 30)),
        ("20201009T153000Z", datetime(2020, 10, 9, 15, 30, tzinfo=UTC)),
        ("20161231T235960Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("16010101T000000", datetime(1601, 1, 1)),
        ("20201009T1530", None),
        ("20200230", None),
        ("20201009T240000", None),
        ("00010101T000000Z", None),
        ("２０２０1009", None),
        ("2020-10-09", None),
        ("", None),
    ],
)
def test_moments(text: str, moment: date | None) -> None:
    assert moment_of(text) == moment


def test_a_missing_date_is_not_quoted() -> None:
    file = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    found = {(fault.code, fault.message) for fault in check_stream(BytesIO(file), "x").diagnostics}
    assert ("E832", "a date or a time is missing") in found


@pytest.mark.parametrize("line", ["DURATION:", "SEQUENCE:", "GEO:", "URL:", "TRIGGER:"])
def test_an_empty_value_is_not_quoted(line: str) -> None:
    begin, end = ("BEGIN:VALARM\r\n", "\r\nEND:VALARM") if line == "TRIGGER:" else ("", "")
    file = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{begin}{line}{end}\r\nEND:VEVENT\r\nEND:VCALENDAR"
    messages = [fault.message for fault in check_stream(BytesIO(file.encode()), "x").diagnostics]
    assert [message for message in messages if "``" in message] == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("PT15M", 15), ("-PT15M", -15), ("P1DT1H", 1500), ("P2W", 20160), ("P", None),
        ("PT", None), ("P1H", None), ("15M", None), ("PT1.5H", None), ("P99999999W", None),
    ],
)  # fmt: skip
def test_durations(text: str, minutes: int | None) -> None:
    expected = None if minutes is None else timedelta(minutes=minutes)
    assert duration_of(text) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("+0530", 330), ("-0330", -210), ("+010000", 60), ("+05:30", None), ("0530", None)],
)
def test_offsets(text: str, minutes: int | None) -> None:
    assert offset_of(text) == (None if minutes is None else timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Asia/Shanghai", "Asia/Shanghai"),
        ("China Standard Time", "Asia/Shanghai"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("/mozilla.org/20050126_1/America/Argentina/Salta", "America/Argentina/Salta"),
        ("CST", None),
        ("", None),
    ],
)
def test_names_of_zones(tzid: str, name: str | None) -> None:
    assert iana_name(tzid) == name


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ=FORTNIGHTLY", "BYDAY=FR", "FREQ=WEEKLY;BYDAY=FRI", "FREQ=WEEKLY;BYDAY=1FR",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "FREQ=WEEKLY;BYMONTHDAY=5",
        "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=ten", "FREQ=DAILY;COUNT=2;UNTIL=20201009",
        "FREQ=DAILY;UNTIL=2020-10-09", "FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;",
        "FREQ=DAILY;EVERY=2",
    ],
)  # fmt: skip
def test_rules_with_a_fault(rule: str) -> None:
    message, hint = rule_problem(rule) or ("", "")
    assert message
    assert hint


NUMBERS = st.integers(1, 12).map(str)
PARTS = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["YEARLY", "MONTHLY"])},
    optional={
        "INTERVAL": NUMBERS,
        "COUNT": NUMBERS,
        "BYMONTH": NUMBERS,
        "BYMONTHDAY": st.sampled_from(["1", "31", "-1", "1,15"]),
        "BYDAY": st.sampled_from(["MO", "1MO", "-1SU", "MO,TU", "+2FR"]),
        "BYHOUR": NUMBERS,
        "WKST": st.sampled_from(["MO", "SU"]),
    },
)


@given(PARTS)
def test_rules_without_fault_are_those_that_dateutil_reads(parts: dict[str, str]) -> None:
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    rrulestr(rule, dtstart=datetime(2020, 1, 1))
    assert rule_problem(rule) is None


HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
HEAD += b"DTSTAMP:20200801T080000Z"
TAIL = b"\r\nDTSTART:20201009T073000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("lines", "line", "column", "end_column"),
    [
        (b"\r\nSUMMARY:Ports, ships", 7, 14, 15),
        (b"\r\nSUMMARY:Por\r\n ts, ships", 8, 4, 5),
        ("\r\nSUMMARY:港口".encode() + "\r\n 货运, 船".encode(), 8, 4, 5),
        (b"\r\nSUM\r\n MARY:Ports\r\n\t, ships", 9, 2, 3),
    ],
)
def test_the_place_of_a_character_in_a_folded_line(lines, line, column, end_column) -> None:
    (diagnostic,) = check_stream(BytesIO(HEAD + lines + TAIL), "x.ics").diagnostics
    assert diagnostic.code == "W848"
    assert (diagnostic.place.line, diagnostic.place.column) == (line, column)
    assert diagnostic.place.end_column == end_column


def test_the_place_of_a_parameter() -> None:
    line = (
        b"\r\nSUMMARY:Ports\r\nORGANIZER;SENT-BY=\"mailto:a@x.org\";cn=Lin ^'D^':mailto:lin@x.org"
    )
    (diagnostic,) = check_stream(BytesIO(HEAD + line + TAIL), "x.ics").diagnostics
    assert diagnostic.code == "W854"
    assert (diagnostic.place.column, diagnostic.place.end_column) == (36, 48)
