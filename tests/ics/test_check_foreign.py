"""Shapes that files of other programs have: true faults are found, and nothing else."""

from io import BytesIO

import pytest

from sstc_cli.ics_check import check_stream
from sstc_cli.ics_check.values import moment_of

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


UTC_EVENT = EVENT.format(zone="").replace("00\n", "00Z\n")
GREENWICH = "(UTC+00:00) Monrovia"
CALLED = "X-WR-CALNAME:Webinars\n"


def in_zone(tzid: str, parameter: str = "") -> str:
    """Return an event in a zone of this name, in which nobody changes the clocks."""
    constant = part("STANDARD", "16010101T000000", "+0000", "+0000")
    zone = f"BEGIN:VTIMEZONE\nTZID:{tzid}\n{constant}END:VTIMEZONE\n"
    return zone + EVENT.format(zone=f";TZID={parameter or tzid}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the name of a zone is a TEXT, so its comma is escaped, but not in a parameter
        (in_zone(f"{GREENWICH}\\, Reykjavik", f'"{GREENWICH}, Reykjavik"'), "W842 note"),
        # Exchange writes such names in the language of the office
        (in_zone("(GMT) Temps universel coordonné"), "W842 note"),
        (in_zone("(UTC+01:00) Reykjavik", '"(UTC+01:00) Reykjavik"'), "W842 warning"),
        # Outlook's name of a zone that the file defines
        (in_zone("Greenwich Standard Time"), "W842 note"),
        # feeds of Google and Apple
        (f"METHOD:PUBLISH\n{UTC_EVENT}", "W865 note"),
        (CALLED + UTC_EVENT, "W861 note"),
        (
            f"{CALLED}METHOD:PUBLISH\n"
            + UTC_EVENT.replace("SUMMARY", "ORGANIZER:mailto:office@example.org\nSUMMARY"),
            "W861 warning",
        ),
        ("CLASS:PUBLIC\n" + UTC_EVENT, "E873 warning"),
    ],
    ids=["comma", "shown", "other-offset", "windows", "no-organizer", "name", "name-and-method",
         "class"],
)  # fmt: skip
def test_what_programs_write(text: str, expected: str) -> None:
    assert codes(text) == [expected]


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


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("REPLY", ("warning", "the answer does not name the invited person")),
        ("REQUEST", ("error", "`METHOD:REQUEST` needs an `ORGANIZER`")),
    ],
)
def test_an_answer_without_an_organiser_has_words_of_its_own(method, said) -> None:
    event = UTC_EVENT.replace("SUMMARY", "ATTENDEE:mailto:ana@example.org\nSUMMARY")
    data = f"{HEAD}METHOD:{method}\n{event}END:VCALENDAR\n".replace("\n", "\r\n").encode()
    found = check_stream(BytesIO(data), "file.ics").diagnostics
    assert [(str(item.severity), item.message) for item in found if item.code == "E866"] == [said]


PARIS = (
    "BEGIN:VTIMEZONE\nTZID:Europe/Paris\n"
    + part("DAYLIGHT", "19960331T020000", "+0100", "+0200",
           "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n")
    + part("STANDARD", "19961027T030000", "+0200", "+0100",
           "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n")
    + "END:VTIMEZONE\n"
)  # fmt: skip
ORGANIZER = "ORGANIZER:mailto:office@example.org\nSEQUENCE:1\n"


def event(*lines: str, start: str = "DTSTART:20260709T153000Z", title: str = "Logistics") -> str:
    text = UTC_EVENT.replace("DTSTART:20260709T153000Z", start)
    text = text.replace("DTEND:20260709T163000Z", "DURATION:PT1H")
    return text.replace("SUMMARY:Logistics", "\n".join([*lines, f"SUMMARY:{title}"]))


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("20260329T020000", ["W877 warning"]),
        ("20260329T025959", ["W877 warning"]),
        ("20260329T015959", []),
        ("20260329T030000", []),
        ("20261025T023000", []),  # comes twice
    ],
)
def test_hours_that_clocks_skip(local: str, expected: list[str]) -> None:
    assert codes(PARIS + event(start=f"DTSTART;TZID=Europe/Paris:{local}")) == expected


@pytest.mark.parametrize(
    "text",
    ["GrÃ¼ÃŸe", "â€œTradeâ€\x9d", "Â«Â\xa0PortsÂ\xa0Â»", "ÐŸÐ¾Ñ€Ñ‚", "æ¸¯å\x8f£", "Tr\ufffdde"],
)
def test_damaged_letters(text: str) -> None:
    assert codes(event(title=text)) == ["W878 warning"]
    for whole in (
        "Grüße", "AMANHÃ…", "«AMANHû", "“CAFÉ”", "CAFÉ…", "NÃO", "Â – b", "港口", "Порты",
        "Ñandú", "Île-de-France", "Việt Nam: ÂM NHẠC", "🚢 GrÃ", "ميناء",
    ):  # fmt: skip
        assert codes(event(title=whole)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("BEGIN:VEVENT", "BEGIN:VEVENT "),
        ("END:VEVENT", "END:VEVENT "),
        ("END:VEVENT", "END: VEVENT"),
        ("DTSTAMP:20200801T080000Z", "DTSTAMP:20200801T080000Z\t"),
    ],
)
def test_spaces_that_make_programs_refuse_a_file(before: str, after: str) -> None:
    assert codes(UTC_EVENT.replace(before, after)) == ["E879 error"]


@pytest.mark.parametrize(
    ("method", "lines", "expected"),
    [
        ("REQUEST", "STATUS:CANCELLED\nATTENDEE:mailto:a@example.org", ["W880 warning"]),
        ("REQUEST", "STATUS:CONFIRMED\nATTENDEE:mailto:a@example.org", []),
        ("REPLY", "ATTENDEE:mailto:a@example.org", ["W880 warning"]),
        ("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org", []),
        (
            "REPLY",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org\n"
            "ATTENDEE;PARTSTAT=DECLINED:mailto:b@example.org",
            ["W880 warning"],
        ),
    ],
)
def test_messages_that_contradict_their_method(method, lines, expected) -> None:
    assert codes(f"METHOD:{method}\n" + event(ORGANIZER + lines)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LOCATION;ALTREP=http://example.org:Room 4", ["W881 warning"]),
        ("ORGANIZER;CN=Office: The:mailto:office@example.org", ["W881 warning"]),
        ("ORGANIZER;SENT-BY=mailto:a@example.org:mailto:b@example.org", ["W881 warning"]),
        ('LOCATION;ALTREP="http://example.org":Room: 4', []),
        ("GEO:N38;W9", ["W882 warning"]),
        ("GEO:138.7;-9.1", ["W882 warning"]),
        ("GEO:38.7;-9.1", []),
        ("GEO:+38;-109.123456", []),
        ("ATTACH;ENCODING=BASE64;VALUE=BINARY:AAEC", []),
        ("ATTACH;ENCODING=BASE64;VALUE=BINARY:A!", ["W883 warning"]),
        ("ATTACH;ENCODING=BASE64:AAEC", ["W883 warning"]),
        ("ATTACH:CID:image001.png@01D0", []),
        ("COLOR:#ff0000", ["W888 note"]),
        ("COLOR:turquoise", []),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE:a", ["W878 warning", "E823 error"]),
        ("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:a\nTRIGGER:PT5M\nEND:VALARM",
         ["W890 warning"]),
        ("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:a\nTRIGGER;RELATED=END:PT5M\nEND:VALARM", []),
        ("BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:a\nTRIGGER:PT0S\nEND:VALARM", []),
    ],
)  # fmt: skip
def test_properties_that_programs_drop(line: str, expected: list[str]) -> None:
    assert codes(event(line)) == expected


def test_an_alarm_at_an_hour_of_a_whole_day_is_what_apple_writes() -> None:
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:a\nTRIGGER:PT9H\nEND:VALARM"
    text = event(alarm, start="DTSTART;VALUE=DATE:20260709").replace("PT1H\n", "P1D\n")
    assert codes(text) == []


@pytest.mark.parametrize(
    ("rule", "exception", "expected"),
    [
        ("FREQ=WEEKLY", "EXDATE:20260716T153000Z", []),
        ("FREQ=WEEKLY", "EXDATE:20260716T160000Z", ["W884 warning"]),
        ("FREQ=WEEKLY", "EXDATE:20260717T153000Z", ["W884 warning"]),
        ("FREQ=WEEKLY", "EXDATE;TZID=Europe/Paris:20260716T173000", []),
        ("FREQ=WEEKLY", "EXDATE:20260701T100000Z", []),  # before the start: of a split series
        ("FREQ=WEEKLY;UNTIL=20260731T153000Z", "EXDATE:20260901T153000Z", []),
        ("FREQ=WEEKLY;INTERVAL=2", "EXDATE:20260716T153000Z", ["W884 warning"]),
        ("FREQ=WEEKLY;INTERVAL=2", "EXDATE:20260723T153000Z", []),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "EXDATE:20260721T153000Z", []),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "EXDATE:20260714T153000Z", []),
        ("FREQ=DAILY;INTERVAL=3", "EXDATE:20260711T153000Z", ["W884 warning"]),
        ("FREQ=MONTHLY;BYDAY=2TH", "EXDATE:20260813T153000Z", []),
        ("FREQ=MONTHLY", "EXDATE:20260810T153000Z", ["W884 warning"]),
        ("FREQ=YEARLY", "EXDATE:20270709T153000Z", []),
        ("FREQ=YEARLY", "EXDATE:20270809T153000Z", ["W884 warning"]),
        ("FREQ=DAILY;BYHOUR=9,15", "EXDATE:20260710T093000Z", []),
    ],
)
def test_exceptions_that_remove_nothing(rule: str, exception: str, expected: list[str]) -> None:
    assert codes(PARIS + event(f"RRULE:{rule}", exception)) == expected


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        (":20260716T153000Z", []),
        (";TZID=Europe/Paris:20260716T173000", []),
        (";VALUE=DATE:20260716", ["W885 warning"]),
        (":20260717T153000Z", ["W885 warning"]),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_moved_dates(moved: str, expected: list[str], first: bool) -> None:
    events = [event("RRULE:FREQ=WEEKLY"), event(f"RECURRENCE-ID{moved}")]
    assert codes(PARIS + "".join(events if first else events[::-1])) == expected


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        (":20260709T153000Z", "20260708T000000Z", ["W886 warning"]),
        (";VALUE=DATE:20260709", "20260708", ["W886 warning"]),
        (";VALUE=DATE:20260709", "20260709", []),
        (";TZID=Europe/Paris:20260709T003000", "20260708T223000Z", []),
    ],
)
def test_rules_that_end_before_their_start(start: str, until: str, expected: list[str]) -> None:
    text = event(f"RRULE:FREQ=DAILY;UNTIL={until}", start=f"DTSTART{start}")
    if not moment_of(until[:8]) or "T" not in until:
        text = text.replace("PT1H\n", "P1D\n")
    assert codes(PARIS + text) == expected


def test_a_zone_that_is_defined_twice_in_the_same_way_is_a_note() -> None:
    assert codes(PARIS + PARIS + UTC_EVENT) == ["W887 note"]
    assert codes(PARIS + PARIS.replace("+0200", "+0300") + UTC_EVENT) == ["W887 warning"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("X-WR-TIMEZONE:Mars/Base", ["W888 warning"]),
        ("X-WR-TIMEZONE:UTC", []),
        ("REFRESH-INTERVAL;VALUE=DURATION:-PT6H", ["W889 warning"]),
        ("X-PUBLISHED-TTL:PT0S", ["W889 warning"]),
        ("X-PUBLISHED-TTL:P1W", []),
    ],
)
def test_values_of_the_calendar(line: str, expected: list[str]) -> None:
    assert codes(f"{line}\n" + UTC_EVENT) == expected


@pytest.mark.parametrize(
    ("uid", "expected"),
    [
        ("7\u200b", ["W891 warning"]), ("7 ", ["W891 warning"]), ("7\xa08", ["W891 warning"]),
        ("Trade week 7", ["W891 note"]), ("é-7", []),
    ],
)  # fmt: skip
def test_ids_with_unseen_characters(uid: str, expected: list[str]) -> None:
    assert codes(UTC_EVENT.replace("UID:7@example.org", f"UID:{uid}")) == expected


def test_the_same_attendee_twice() -> None:
    lines = ["ATTENDEE:mailto:a@example.org", "ATTENDEE:MAILTO:A@example.org"]
    found = codes("METHOD:REQUEST\n" + event(ORGANIZER.strip(), *lines))
    assert [code for code in found if "W853" not in code] == ["W892 note"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20260709T153000Z/PT1H,20260710T153000Z/20260710T163000Z", []),
        ("20260709T153000Z", ["E832 error"]),
        ("tomorrow", ["E832 error"]),
    ],
)
def test_periods_of_free_and_busy_time(value: str, expected: list[str]) -> None:
    text = UTC_EVENT.replace("VEVENT", "VFREEBUSY").replace(
        "SUMMARY:Logistics", f"FREEBUSY:{value}"
    )
    assert codes(text) == expected
