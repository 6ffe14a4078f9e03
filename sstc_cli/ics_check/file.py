"""Calendar files, each checked from its first octet to its last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.errors import SstcError, explained
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component, components
from sstc_cli.ics_check.reader import content_lines
from sstc_cli.ics_check.rules import rules_for
from sstc_cli.ics_check.sniff import HEAD, not_a_calendar
from sstc_cli.ics_check.tally import DiagnosticTally


@dataclass(frozen=True)
class CheckedFile:
    """What is wrong in files: the first diagnostics of each code, and how often each is found.

    `lines` are those that diagnostics stand on, by file and number.
    """

    diagnostics: tuple[Diagnostic, ...]
    counts: Counter[str]
    entries: int
    lines: dict[str, dict[int, str]]

    @property
    def sources(self) -> dict[str, str]:
        """The text of each file, where lines that nothing is told of are empty."""
        return {
            file: "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
            for file, lines in self.lines.items()
        }

    def severities(self, found: Sequence[Diagnostic]) -> Counter[Severity]:
        """How much there is of each severity, of the codes of these diagnostics."""
        total = Counter[Severity]()
        for code, severity in {each.code: each.severity for each in found}.items():
            total[severity] += self.counts[code]
        return total


def check_files(files: Sequence[Path]) -> CheckedFile:
    """Everything in calendar files that their readers stumble on.

    Raises SstcError when one cannot be read at all.
    """
    checked = [_check_file(each) for each in files]
    return CheckedFile(
        tuple(found for each in checked for found in each.diagnostics),
        sum((each.counts for each in checked), Counter[str]()),
        sum(each.entries for each in checked),
        {file: lines for each in checked for file, lines in each.lines.items()},
    )


def _check_file(file: Path) -> CheckedFile:
    try:
        if not S_ISREG(file.stat().st_mode):
            hint = "name a file, as in `invitation.ics`"
            raise SstcError(f"cannot read {file}: it is no ordinary file", hint)
        with file.open("rb") as stream:
            return check_stream(stream, file.as_posix())
    except OSError as error:
        raise SstcError(
            f"cannot read {file}: {explained(error)}", "check its name and rights"
        ) from error


def check_stream(stream: BinaryIO, shown: str) -> CheckedFile:
    """Everything that is wrong in a calendar; the stream can be wound back."""
    tally = DiagnosticTally(shown)
    head = stream.read(HEAD)
    stream.seek(0)
    entries = 0
    if wrong := not_a_calendar(head):
        tally.report(wrong)
    else:
        entries = _judge(stream, tally)
    return CheckedFile(tuple(tally.reported()), tally.counts, entries, {shown: tally.lines})


def _judge(stream: BinaryIO, tally: DiagnosticTally) -> int:
    """Let every rule look at every component; the number of entries."""
    entries, calendars = 0, 0
    calendar: Calendar | None = None
    for component in components(content_lines(stream, tally.report), tally.report):
        outermost = _outermost(component)
        if calendar is None or calendar.component is not outermost:
            calendar = Calendar(outermost)
            calendars += outermost.name == "VCALENDAR"
            if outermost.name == "VCALENDAR" and calendars == 2:
                hint = "put each calendar into a file of its own"
                tally.report(
                    outermost.begin.diagnostic("W815", "a second calendar begins here", hint)
                )
        if component.parent is outermost:
            calendar.take(component)
            entries += component.name in ENTRIES
        for rule in rules_for(component.name):
            for wrong in rule.check(component, calendar):
                tally.report(wrong)
    return entries


def _outermost(component: Component) -> Component:
    while component.parent is not None:
        component = component.parent
    return component
