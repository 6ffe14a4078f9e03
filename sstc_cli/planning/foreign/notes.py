"""What was not understood, or not certain, by cell: nothing of a schedule is left out silently."""

from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place, column_letters

_MOST_NAMED = 8
_LONGEST = 60

CODES = {
    "W771": "the header of a column is unknown, or another column says the same: its texts are kept "
    "in `more`, or left out if they may be private. Say with `--column` what the column has",
    "W772": "a cell of a known column cannot be read, for example a date that is a text: it is left "
    "out. Correct the cell, or add the fact to data/webinars.yaml",
    "W773": "a row of the schedule became no webinar or talk, because it is a break, or has no date "
    "or title. Add it to data/webinars.yaml if it should be one",
    "W774": "a cell could mean something else than what was read, for example `1:10`, which was read "
    "as 13:10. Check the webinar in data/webinars.yaml",
    "W775": "two cells contradict each other, for example a weekday and its date: only one was used. "
    "Check the webinar in data/webinars.yaml",
    "W776": "a sheet was not read, because no row of it names the columns of a schedule. Name another "
    "one with `--sheet` if it should be read",
    "W777": "cells seem to have personal data in a column of another kind: they are left out. Add "
    "them to `people` in data/webinars.yaml, where they stay private",
}


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell of a file, its row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell as a spreadsheet names it: `C9`."""
        return f"{column_letters(self.column + 1)}{self.row + 1}"

    def place(self, file: str) -> Place:
        """Return the cell as the place of a diagnostic."""
        line, at = self.row + 1, self.column + 1
        return Place(file, line, at, line, at + 1, self.sheet)


@dataclass
class Notes:
    """Collects notes; those alike in one column become one, which names the first cells."""

    file: str
    kinds: dict[tuple[str, str, str, str, int], list[Spot]] = field(default_factory=dict)

    def add(self, code: str, message: str, spot: Spot, hint: str = "") -> None:
        """Add a note on a cell."""
        key = code, message, hint, spot.sheet, spot.column
        self.kinds.setdefault(key, []).append(spot)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the notes in the order of the cells."""
        found = []
        for (code, message, hint, *_), spots in self.kinds.items():
            spots = sorted(spots)
            if len(spots) > 1:
                shown = ", ".join(spot.address for spot in spots[:_MOST_NAMED])
                more = ", …" if len(spots) > _MOST_NAMED else ""
                message = f"{message} ({len(spots)} cells: {shown}{more})"
            place = spots[0].place(self.file)
            found.append((spots[0], Diagnostic(code, message, hint=hint or None, place=place)))
        return tuple(note for _, note in sorted(found, key=lambda pair: pair[0]))


def quoted(text: str) -> str:
    """Return a text of a cell on one line, as messages quote it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
