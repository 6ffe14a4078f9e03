"""Check calendar files from the first byte to the last."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from sstc_cli.diagnostics import Diagnostic, Place, Severity
from sstc_cli.errors import SstcError, explained
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, components
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.reader import HEAD, content_lines, not_a_calendar
from sstc_cli.ics_check.rules import rules_for
from sstc_cli.listing import files_below

MOST_SHOWN = 3  # of one kind: files of some programs have the same error in every entry
MOST_COUNTED = 100_000  # of all kinds, in a second; then the check stops
_ONCE = frozenset({"W802", "E817"})  # whole files have the wrong line ends


class EnoughError(Exception):
    """A file has so many problems that the check stops."""


Kind = tuple[str, Severity | None]  # a code, and the weight if it is not the usual one


@dataclass
class DiagnosticTally:
    """The diagnostics of one file, with their lines."""

    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    counts: Counter[Kind] = field(default_factory=Counter)
    first_hidden: dict[Kind, Unplaced] = field(default_factory=dict)
    entries: int = 0
    counted: int = 0

    @property
    def is_full(self) -> bool:
        """Whether the check has stopped, because there are too many problems to read."""
        return self.counted >= MOST_COUNTED

    def report(self, diagnostic: Unplaced) -> None:
        """Count a diagnostic, and keep it if it is one of the first of its kind.

        Raises EnoughError after the last one that is counted.
        """
        kind = diagnostic.code, diagnostic.weight
        self.counts[kind] += 1
        if self.counts[kind] <= _most(diagnostic.code):
            self.diagnostics.append(self._place(diagnostic))
        else:
            self.first_hidden.setdefault(kind, diagnostic)
        self.counted += diagnostic.code not in _ONCE
        if self.is_full:
            message = f"this is the {MOST_COUNTED:,}th problem, so the check of the file stops"
            hint = "correct some problems first, or check that it is the right file"
            self.counts["E818", None] = 1
            last = diagnostic._replace(code="E818", message=message, hint=hint, weight=None)
            self.diagnostics.append(self._place(last))
            raise EnoughError

    def placed(self) -> list[Diagnostic]:
        """Return the diagnostics to show, in the order of the file."""
        diagnostics = [*self.diagnostics, *map(self._and_more, self.first_hidden)]
        return sorted(diagnostics, key=lambda item: (item.place or _NOWHERE, item.code))

    def _and_more(self, kind: Kind) -> Diagnostic:
        """Return one diagnostic for all hidden ones of a kind, at the place of the first one."""
        code, first = kind[0], self.first_hidden[kind]
        more = self.counts[kind] - _most(code)
        if more == 1:
            return self._place(first)
        hint = f"fix the others and check again, or run `sstc explain {code}`"
        least = "at least " * self.is_full
        message = f"and {least}{more:,} more of `{code}` from here on"
        return self._place(first._replace(message=message, hint=hint))

    def _place(self, found: Unplaced) -> Diagnostic:
        spot = found.line.spot(*found.span)
        self.lines[spot.line] = spot.text
        place = Place(self.file, spot.line, spot.column, spot.line, spot.end_column)
        return Diagnostic(
            found.code, found.message, hint=found.hint, place=place, weight=found.weight
        )


def _most(code: str) -> int:
    return 1 if code in _ONCE else MOST_SHOWN


_NOWHERE = Place("", 0, 0, 0, 0)


@dataclass(frozen=True)
class CheckResult:
    """The first diagnostics of each kind, and the number of all diagnostics of each kind.

    `lines` are the lines with diagnostics, by file and number. The check `is_complete` unless a
    file had so many problems that it stopped.
    """

    diagnostics: tuple[Diagnostic, ...]
    counts: Counter[Kind]
    entries: int
    lines: dict[str, dict[int, str]]
    files: int = 1
    is_complete: bool = True

    @property
    def sources(self) -> dict[str, str]:
        """The text of each file; lines without diagnostics are empty."""
        return {
            file: "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
            for file, lines in self.lines.items()
        }

    def severities(self, diagnostics: Sequence[Diagnostic]) -> Counter[Severity]:
        """Return the number of all diagnostics with the codes of these, by severity."""
        kinds = {(item.code, item.weight): item.severity for item in diagnostics}
        total = Counter[Severity]()
        for kind, severity in kinds.items():
            total[severity] += self.counts[kind]
        return total


def check_files(files: Iterable[Path | BytesIO]) -> CheckResult:
    """Check calendar files, the calendar files in folders, and what a pipe has given.

    Raises SstcError if a file cannot be read at all, or a folder has none.
    """
    checks: list[CheckResult] = []
    for file in files:
        if isinstance(file, Path):
            checks += map(_check_file, _inside(file))
        else:
            checks.append(check_stream(file, "stdin"))
    return CheckResult(
        tuple(diagnostic for check in checks for diagnostic in check.diagnostics),
        sum((check.counts for check in checks), Counter[Kind]()),
        sum(check.entries for check in checks),
        {file: lines for check in checks for file, lines in check.lines.items()},
        sum(check.files for check in checks),
        all(check.is_complete for check in checks),
    )


def _inside(path: Path) -> Sequence[Path]:
    """Return the calendar files in a folder and its subfolders, or the file itself."""
    if not path.is_dir():
        return [path]
    try:
        files = files_below(path, "*.ics")
    except RecursionError:
        message = f"{path} has too many folders inside folders"
        raise SstcError(message, "name one of the folders inside it") from None
    if not files:
        raise SstcError(f"{path} has no calendar files", "name a folder with `.ics` files")
    return files


def _check_file(file: Path) -> CheckResult:
    try:
        if not S_ISREG(file.stat().st_mode):
            hint = "name a file, or pipe it into `sstc calendar check -`"
            raise SstcError(f"{file} is not a regular file", hint)
        with file.open("rb") as stream:
            return check_stream(stream, file.as_posix())
    except OSError as error:
        hint = "check its name and your permission to read it"
        raise SstcError(f"cannot read {file}: {explained(error)}", hint) from error


def check_stream(stream: BinaryIO, name: str) -> CheckResult:
    """Check a calendar from a seekable stream; diagnostics are placed in a file of that name."""
    tally = DiagnosticTally(name)
    head = stream.read(HEAD)
    stream.seek(0)
    if diagnostic := not_a_calendar(head):
        tally.report(diagnostic)
    else:
        with suppress(EnoughError):
            _apply_rules(stream, tally)
    placed, lines = tuple(tally.placed()), {name: tally.lines}
    return CheckResult(placed, tally.counts, tally.entries, lines, is_complete=not tally.is_full)


def _apply_rules(stream: BinaryIO, tally: DiagnosticTally) -> None:
    """Apply the rules to every component, and count the entries."""
    calendars = 0
    calendar: Calendar | None = None
    for component in components(content_lines(stream, tally.report), tally.report):
        outermost = component
        while outermost.parent is not None:
            outermost = outermost.parent
        if calendar is None or calendar.component is not outermost:
            calendar = Calendar(outermost)
            calendars += outermost.name == "VCALENDAR"
            if outermost.name == "VCALENDAR" and calendars == 2:
                hint = "put each calendar into its own file"
                tally.report(
                    outermost.begin.diagnostic("W815", "a second calendar begins here", hint)
                )
        if component.parent is outermost:
            calendar.add(component)
            tally.entries += component.name in ENTRIES
        for rule in rules_for(component.name, tuple(component.properties)):
            for found in rule.function(component, calendar):
                tally.report(found._replace(code=rule.code))
