"""What is wrong in a file, counted; only the first of each code are kept."""

from collections import Counter
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.ics_check.written import Unplaced

MOST_SHOWN = 3  # of one code: a file of another program has the same thing on every page
_ONCE = frozenset({"W802", "E817"})  # whole files have the wrong line ends


@dataclass
class DiagnosticTally:
    """Diagnostics of one file, with the lines that they stand on."""

    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    hidden: dict[str, Unplaced] = field(default_factory=dict)

    def report(self, wrong: Unplaced) -> None:
        """Count it, and keep it where it is one of the first."""
        self.counts[wrong.code] += 1
        most = _most(wrong.code)
        if self.counts[wrong.code] <= most:
            self.diagnostics.append(self._placed(wrong))
        elif self.counts[wrong.code] == most + 1:
            self.hidden[wrong.code] = wrong

    def reported(self) -> list[Diagnostic]:
        """All that is shown, in the order of the file."""
        found = [*self.diagnostics, *map(self._and_more, self.hidden)]
        return sorted(found, key=lambda each: (each.place or _NOWHERE, each.code))

    def _and_more(self, code: str) -> Diagnostic:
        """What stands for those that are not shown: where the first of them is, and how many."""
        first, more = self.hidden[code], self.counts[code] - _most(code)
        if more == 1:
            return self._placed(first)
        hint = f"put the others right and check again; `sstc explain {code}` says more"
        message = f"and {more:,} more of `{code}` from here on"
        return self._placed(first._replace(message=message, hint=hint))

    def _placed(self, wrong: Unplaced) -> Diagnostic:
        spot = wrong.line.spot(*wrong.span)
        self.lines[spot.line] = spot.text
        place = Place(self.file, spot.line, spot.column, spot.line, spot.end_column)
        return Diagnostic(
            wrong.code, wrong.message, hint=wrong.hint, place=place, weight=wrong.weight
        )


def _most(code: str) -> int:
    """How many of a code are shown."""
    return 1 if code in _ONCE else MOST_SHOWN


_NOWHERE = Place("", 0, 0, 0, 0)
