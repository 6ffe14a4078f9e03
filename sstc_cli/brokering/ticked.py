"""The pairs that a broker ticked in a private workbook, by the pseudonyms of their sides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sstc_cli.brokering.people import Person
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN
from sstc_cli.store.response import SHOWN

APPROVE, FIRST, SECOND = "approve", "first", "second"
_TICKS = {"x", "yes", "y", "✓", "✔", "1", "true", "是", "ok", "oui", "sí", "да", "sim", "نعم"}


@dataclass(frozen=True, slots=True)
class Ticked:
    """A pair of digests in a row, counted from 1; None if a side is unknown or not agreed."""

    row: int
    pair: tuple[str, str] | None


def ticked(source: Source, people: Iterable[Person]) -> list[Ticked]:
    """Return the ticked rows of a workbook; refuse one without the columns for it."""
    by_name = {person.profile.person[:SHOWN]: person.digest for person in people}
    for sheet in source.sheets:
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            heads = {fold(text_of(cell)): at for at, cell in enumerate(row)}
            if heads.keys() >= {APPROVE, FIRST, SECOND}:
                return [*_rows(sheet.rows[index + 1 :], index + 2, heads, by_name)]
    names = ", ".join(f"`{name}`" for name in (APPROVE, FIRST, SECOND))
    message = f"{source.file.name} has no sheet with the columns {names}"
    hint = "name the workbook that `sstc partners suggest` wrote"
    raise SstcError(message, hint, ExitCode.USAGE)


def _rows(
    rows: Rows,
    first: int,
    heads: Mapping[str, int],
    by_name: Mapping[str, str],
) -> Iterator[Ticked]:
    width = max(heads.values()) + 1
    for number, row in enumerate(rows, first):
        texts = [text_of(cell) for cell in row]
        texts += [""] * (width - len(texts))
        if fold(texts[heads[APPROVE]]) in _TICKS:
            names = (texts[heads[name]].strip()[:SHOWN] for name in (FIRST, SECOND))
            one, other = map(by_name.get, names)
            yield Ticked(number, (one, other) if one and other else None)
