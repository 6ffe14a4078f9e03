"""What was not understood, or not certain, by cell: nothing of a schedule is left out silently."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place, column_letters
from sstc_cli.planning.foreign.private import masked

_MOST_NAMED = 8
_LONGEST = 60


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
    left_out: set[tuple[str, int]] = field(default_factory=set)  # columns that were noted whole
    kinds: dict[tuple[str, str, str, str, int], list[Spot]] = field(default_factory=dict)

    def add(self, code: str, message: str, spot: Spot, hint: str = "") -> None:
        """Add a note on a cell."""
        key = code, message, hint, spot.sheet, spot.column
        self.kinds.setdefault(key, []).append(spot)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the notes in the order of the cells."""
        found = []
        for (code, message, hint, *_), unordered in self.kinds.items():
            spots = sorted(unordered)
            text = message + (_listed(spots) if len(spots) > 1 else "")
            place = spots[0].place(self.file)
            found.append((spots[0], Diagnostic(code, text, hint=hint or None, place=place)))
        return tuple(note for _, note in sorted(found, key=lambda pair: pair[0]))


def _listed(spots: Sequence[Spot]) -> str:
    """Return the number of cells, and the first ones."""
    shown = ", ".join(spot.address for spot in spots[:_MOST_NAMED])
    more = ", …" if len(spots) > _MOST_NAMED else ""
    return f" ({len(spots)} cells: {shown}{more})"


def quoted(text: str) -> str:
    """Return a text of a cell on one line, as messages quote it, without what may be private."""
    flat = " ".join(masked(text).split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
