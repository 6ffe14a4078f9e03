"""Shapes that files of other programs have: true faults are found, and nothing else."""

from io import BytesIO

import pytest

from sstc_cli.ics_check import check_stream

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example.org//EN\n"
EVENT = """BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART{zone}:20260709T153000
DTEND{zone}:20260709T163000
SUMMARY:Logistics
END:VEVENT
"""


def codes(text: str) -> list[str]:
    data = (HEAD + text + "END:VCALENDAR\n").replace("\n", "\r\n").encode()
    found = check_stream(BytesIO(data), "file.ics").diagnostics
    return [f"{item.code} {item.severity}" for item in found]


def part(name: str, start: str, before: str, after: str, rule: str = "") -> str:
    return (
        f"BEGIN:{name}\nDTSTART:{start}\nTZOFFSETFROM:{before}\nTZOFFSETTO:{after}\n"
        f"{rule}END:{name}\n"
    )


def dated_parts() -> str:
    """Return 52 dated parts, then two yearly rules, as Thunderbird writes London."""
    dated = "".join(
        part("DAYLIGHT", f"{year}0320T020000", "+0000", "+0100")
        + part("STANDARD", f"{year}1025T020000", "+0100", "+0000")
        for year in range(1970, 1996)
    )
    rules = part(
        "DAYLIGHT", "19960331T010000", "+0000", "+0100", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
    ) + part(
        "STANDARD", "19961027T020000", "+0100", "+0000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n"
    )
    return dated + rules


def test_a_zone_with_a_part_for_each_change_is_read_to_its_last_rule() -> None:
    zone = f"BEGIN:VTIMEZONE\nTZID:Europe/London\n{dated_parts()}END:VTIMEZONE\n"
    event = EVENT.format(zone=";TZID=Europe/London")
    assert codes(zone + event) == []
    wrong = zone.replace("TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nRRULE", "TZOFFSETFROM:+0000\n"
                         "TZOFFSETTO:+0200\nRRULE")  # fmt: skip
    assert codes(wrong + event) == ["E839 error"]


CONSTANT = part("STANDARD", "16010101T000000", "+0000", "+0000")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the name of a zone is a TEXT, so its comma is escaped, but not in a parameter
        (
            "BEGIN:VTIMEZONE\nTZID:(UTC+00:00) Monrovia\\, Reykjavik\n" + CONSTANT
            + "END:VTIMEZONE\n" + EVENT.format(zone=';TZID="(UTC+00:00) Monrovia, Reykjavik"'),
            ["W842 note"],
        ),
        # Exchange writes such names in the language of the office
        (
            "BEGIN:VTIMEZONE\nTZID:(GMT) Temps universel coordonné\n" + CONSTANT
            + "END:VTIMEZONE\n" + EVENT.format(zone=";TZID=(GMT) Temps universel coordonné"),
            ["W842 note"],
        ),
        (
            "BEGIN:VTIMEZONE\nTZID:(UTC+01:00) Reykjavik\n" + CONSTANT
            + "END:VTIMEZONE\n" + EVENT.format(zone=';TZID="(UTC+01:00) Reykjavik"'),
            ["W842 warning"],
        ),
        # Outlook's name of a zone that the file defines
        (
            "BEGIN:VTIMEZONE\nTZID:Greenwich Standard Time\n" + CONSTANT + "END:VTIMEZONE\n"
            + EVENT.format(zone=";TZID=Greenwich Standard Time"),
            ["W842 note"],
        ),
        # feeds of Google and Apple
        ("METHOD:PUBLISH\n" + EVENT.format(zone="").replace("00\n", "00Z\n"), ["W865 note"]),
        (
            "X-WR-CALNAME:Webinars\n" + EVENT.format(zone="").replace("00\n", "00Z\n"),
            ["W861 note"],
        ),
        (
            "X-WR-CALNAME:Webinars\nMETHOD:PUBLISH\n"
            + EVENT.format(zone="").replace("00\n", "00Z\n").replace(
                "SUMMARY", "ORGANIZER:mailto:office@example.org\nSUMMARY"),
            ["W861 warning"],
        ),
    ],
    ids=["comma", "shown", "other-offset", "windows", "no-organizer", "name", "name-and-method"],
)  # fmt: skip
def test_what_programs_write(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


UTC_EVENT = EVENT.format(zone="").replace("00\n", "00Z\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"DESCRIPTION:{'x' * 64}", ["W803 note"]),  # Google's lines have 76 bytes
        (f"DESCRIPTION:{'x' * 990}", ["W803 warning"]),
        ("CLASS:SECRET", ["E855 warning"]),
        ("TZID:Asia/Shanghai", ["E873 warning"]),  # Zoom's
        ("TZOFFSETTO:+0800", ["E873 error"]),
        ("TRANSP:SECRET", ["E855 error"]),
        ('X-APPLE-STRUCTURED-LOCATION;X-TITLE=Platz\\; 4041 "Linz":geo:1,2', ["E811 warning"]),
        ('LOCATION;ALTREP=a"b":Room 4', ["E811 error"]),
        ("RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", ["W875 warning"]),
        ("RRULE:RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L", ["W875 warning"]),
        ("RRULE:RSCALE=GREGORIAN;FREQ=OFTEN", ["E845 error", "W875 warning"]),
    ],
)
def test_severities_of_one_property(line: str, expected: list[str]) -> None:
    assert codes(UTC_EVENT.replace("SUMMARY", f"{line}\nSUMMARY")) == expected


def test_warnings_are_not_hidden_behind_notes() -> None:
    lines = "".join(f"COMMENT:{'x' * 70}\n" for _ in range(5)) + f"COMMENT:{'x' * 2000}\n"
    found = codes(UTC_EVENT.replace("SUMMARY", f"{lines}SUMMARY"))
    assert found == [*["W803 note"] * 4, "W803 warning"]


def test_a_misspelt_component_is_not_an_entry() -> None:
    assert codes(UTC_EVENT.replace("VEVENT", "VEVNT")) == ["W822 warning", "W876 warning"]
    assert codes(UTC_EVENT + UTC_EVENT.replace("VEVENT", "X-NOTE")) == []


def test_a_class_of_the_whole_calendar_is_not_read() -> None:
    assert codes("CLASS:PUBLIC\n" + UTC_EVENT) == ["E873 warning"]


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("REPLY", ("warning", "the answer does not say whose invitation it is for")),
        ("REQUEST", ("error", "`METHOD:REQUEST` needs an `ORGANIZER`")),
    ],
)
def test_an_answer_without_an_organiser_has_words_of_its_own(method, said) -> None:
    event = UTC_EVENT.replace("SUMMARY", "ATTENDEE:mailto:ana@example.org\nSUMMARY")
    data = f"{HEAD}METHOD:{method}\n{event}END:VCALENDAR\n".replace("\n", "\r\n").encode()
    found = check_stream(BytesIO(data), "file.ics").diagnostics
    assert [(str(item.severity), item.message) for item in found if item.code == "E866"] == [said]
