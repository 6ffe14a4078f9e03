"""Count the diagnostics of a file, and keep only the first ones of each kind."""

from collections import Counter
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place, Severity
from sstc_cli.ics_check.lines import Unplaced

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
        """Whether the check has stopped, because nobody reads so many problems."""
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
    """Return how many diagnostics of a code are shown."""
    return 1 if code in _ONCE else MOST_SHOWN


_NOWHERE = Place("", 0, 0, 0, 0)
