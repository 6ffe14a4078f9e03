"""Each rule's page is its test: the wrong example gives its code at the marked line.

An example may be a part of a file: the test adds the missing lines.
"""

import re
from io import BytesIO
from pathlib import Path

import pytest

from sstc_cli.ics_check import LINE_CODES, RULES, CalendarRule, CheckResult, check_stream, rules

MARK = re.compile(r" # <- ([EW]\d+)$")
MINIMAL = {
    "UID": "UID:7@example.org",
    "DTSTAMP": "DTSTAMP:20200801T080000Z",
    "DTSTART": "DTSTART:20201009T073000Z",
    "SUMMARY": "SUMMARY:Logistics",
}
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def checked(lines: list[str]) -> CheckResult:
    data = "".join(f"{line}\r\n" for line in lines).encode()
    return check_stream(BytesIO(data), "example.ics")


def complete(lines: list[str]) -> list[str]:
    if lines[0].startswith("BEGIN:VCALENDAR"):
        return lines
    if not lines[0].startswith("BEGIN:V"):
        given = {re.split("[:;]", line)[0] for line in lines}
        missing = [line for name, line in MINIMAL.items() if name not in given]
        missing += [] if given & {"DTEND", "DURATION"} else ["DURATION:PT1H"]
        lines = ["BEGIN:VEVENT", *missing, *lines, "END:VEVENT"]
    elif not any(line.startswith("BEGIN:VEVENT") for line in lines):
        lines = [*lines, "BEGIN:VEVENT", *MINIMAL.values(), "DURATION:PT1H", "END:VEVENT"]
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.org//EN"]
    return [*head, *lines, "END:VCALENDAR"]


def examples(rule: CalendarRule) -> tuple[list[str], list[str]]:
    wrong, right = re.fullmatch(
        r".*\nWrong:\n\n```ics\n(.*?)```\n\nRight:\n\n```ics\n(.*?)```\n", rule.page, re.DOTALL
    ).groups()
    return wrong.splitlines(), right.splitlines()


@EACH_RULE
def test_wrong_example_is_marked(rule: CalendarRule) -> None:
    wrong, _ = examples(rule)
    lines = complete(wrong)
    marked = {(mark[1], n) for n, line in enumerate(lines, 1) if (mark := MARK.search(line))}
    diagnostics = checked([MARK.sub("", line) for line in lines]).diagnostics
    assert {(item.code, item.place.line) for item in diagnostics} == marked
    assert {code for code, _ in marked} == {rule.code}


@EACH_RULE
def test_right_example_is_clean(rule: CalendarRule) -> None:
    assert checked(complete(examples(rule)[1])).diagnostics == ()


@EACH_RULE
def test_messages_say_what_to_do(rule: CalendarRule) -> None:
    lines = [MARK.sub("", line) for line in complete(examples(rule)[0])]
    for diagnostic in checked(lines).diagnostics:
        assert diagnostic.hint
        assert diagnostic.message[0].islower() or diagnostic.message[0] in "`0123456789"
        assert not diagnostic.message.endswith(".")
        assert not diagnostic.hint.endswith(".")


def test_every_subject_is_imported_and_codes_are_unique_and_in_order() -> None:
    files = {file.stem for file in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert {rule.function.__module__.split(".")[-1] for rule in RULES} == files
    codes = [*LINE_CODES, *(rule.code for rule in RULES)]
    assert len(set(codes)) == len(codes)
    assert codes == sorted(codes, key=lambda code: code[1:])
