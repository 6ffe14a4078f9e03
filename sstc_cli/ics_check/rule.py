"""A rule for calendar files: a function with a code, whose docstring is the page of the code."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from sstc_cli.diagnostics.rule_page import DocumentedRule
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

Check: TypeAlias = Callable[[Component, Calendar], Iterator[Unplaced]]


@dataclass(frozen=True)
class CalendarRule(DocumentedRule):
    """A rule that gets the components with these names, if they have a property that it looks for.

    In an example, `VEVENT …` is the usual event, and `BEGIN:VEVENT …` all of it before its end. The
    usual calendar, alarm and zone are written in the same way. What is not ended ends at the end.
    """

    function: Check
    looks_at: frozenset[str]
    looks_for: frozenset[str]
    language: ClassVar = "ics"
    short: ClassVar = {
        r"VTIMEZONE …": r"BEGIN:VTIMEZONE\nTZID:Asia/Shanghai\nBEGIN:STANDARD …\nEND:STANDARD\n"
        r"END:VTIMEZONE",
        r"BEGIN:(STANDARD|DAYLIGHT) …(.*)": r"BEGIN:\1\2\nDTSTART:20190101T000000\n"
        r"TZOFFSETFROM:+0800\nTZOFFSETTO:+0800",
        r"VEVENT in Asia/Shanghai …": r"BEGIN:VEVENT\nUID:7@example.org\nDTSTAMP:20200801T080000Z\n"
        r"DTSTART;TZID=Asia/Shanghai:20201009T153000\nDTEND;TZID=Asia/Shanghai:20201009T163000\n"
        r"SUMMARY:Logistics\nEND:VEVENT",
        r"VEVENT …": r"BEGIN:VEVENT …\nEND:VEVENT",
        r"BEGIN:VEVENT …(.*)": r"BEGIN:VEVENT\1\nUID:7@example.org\nDTSTAMP:20200801T080000Z\n"
        r"DTSTART:20201009T073000Z\nDTEND:20201009T083000Z\nSUMMARY:Logistics",
        r"BEGIN:VCALENDAR …(.*)": r"BEGIN:VCALENDAR\1\nVERSION:2.0\nPRODID:-//example.org//EN",
        r"BEGIN:VALARM …(.*)": r"BEGIN:VALARM\1\nACTION:DISPLAY\nDESCRIPTION:Logistics",
    }

    def written(self, lines: Sequence[str]) -> str:
        example = super().written(lines)
        begun: list[str] = []
        for end, name in re.findall(r"^(?:BEGIN|(END)):(\w+)", example, re.MULTILINE):
            if not end:
                begun.append(name)
            elif name in begun:
                begun.remove(name)
        return "".join([example, *(f"\nEND:{name}" for name in reversed(begun))])


REGISTERED: list[CalendarRule] = []


def rule(
    code: str, *, looks_at: Iterable[str], looks_for: Iterable[str] = ()
) -> Callable[[Check], Check]:
    """Return a decorator that adds a function to the rules."""

    def register(function: Check) -> Check:
        REGISTERED.append(CalendarRule(code, function, frozenset(looks_at), frozenset(looks_for)))
        return function

    return register
