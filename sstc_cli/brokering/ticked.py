"""The pairs that a broker ticked in a private workbook, and which of them the rules forbid."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sstc_cli.brokering.descriptions import NOT_DESCRIBED, Describer
from sstc_cli.brokering.people import Partner
from sstc_cli.brokering.requests import Pair
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.model.mapping import NO, TICKED, YES
from sstc_cli.model.wording import fold
from sstc_cli.partners.crowd import Crowd
from sstc_cli.partners.suggest import WhyNot, obstacles
from sstc_cli.partners.workbook import APPROVE, FIRST, SECOND
from sstc_cli.sheets import Source
from sstc_cli.sheets.cells import text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.store.response import SHOWN

_TICKS = {fold(word) for word in (*YES, *TICKED, "ok")}
_NO = {fold(word) for word in (*NO, "", "0", "false", "-", "–")}


@dataclass(frozen=True, slots=True)
class Ticked:
    """A row, counted from 1, with a pair of digests, the lesser first, or else its problem."""

    row: int
    pair: tuple[str, str] | None
    problem: str = ""


def ticked(source: Source, people: Iterable[Partner]) -> list[Ticked]:
    """Return the marked rows of a workbook; refuse one without the columns for it."""
    by_name = {person.profile.person[:SHOWN]: person.digest for person in people}
    for sheet in source.sheets:
        for index, row in enumerate(() if sheet.is_hidden else sheet.rows[:HEADER_WITHIN]):
            heads = {fold(text_of(cell)): at for at, cell in enumerate(row)}
            if heads.keys() >= {APPROVE, FIRST, SECOND}:
                return [*_once(_rows(sheet, index + 1, heads, by_name))]
    names = ", ".join(f"`{name}`" for name in (APPROVE, FIRST, SECOND))
    message = f"{source.file.name} has no sheet with the columns {names}"
    hint = "name the workbook that `sstc partners suggest` wrote"
    raise SstcError(message, hint, ExitCode.USAGE)


def _rows(
    sheet: Sheet, start: int, heads: Mapping[str, int], by_name: Mapping[str, str]
) -> Iterator[Ticked]:
    width = max(heads.values()) + 1
    for index, row in enumerate(sheet.rows[start:], start):
        texts = [text_of(cell) for cell in row]
        texts += [""] * (width - len(texts))
        mark = texts[heads[APPROVE]]
        if (index, heads[APPROVE]) in sheet.broken:
            yield Ticked(index + 1, None, "a formula without a result is not a tick: write `x`")
        elif fold(mark) in _TICKS:
            names = (texts[heads[name]].strip()[:SHOWN] for name in (FIRST, SECOND))
            one, other = map(by_name.get, names)
            if one and other:
                yield Ticked(index + 1, (min(one, other), max(one, other)))
            else:
                yield Ticked(
                    index + 1, None, "one of the two is unknown, or does not agree to be introduced"
                )
        elif fold(mark) not in _NO:
            yield Ticked(index + 1, None, f"`{mark[:20]}` is not a tick: write `x`")


def _once(rows: Iterable[Ticked]) -> Iterator[Ticked]:
    known: dict[tuple[str, str], int] = {}
    for ticks in rows:
        earlier = known.setdefault(ticks.pair, ticks.row) if ticks.pair else ticks.row
        if earlier == ticks.row:
            yield ticks
        else:
            yield Ticked(ticks.row, None, f"the same pair as in row {earlier}")


# the other obstacles depend on the requests of the moment, which `approve` looks at
_REASONS = {
    WhyNot.ORGANISATION: "both are from the same organisation",
    WhyNot.COUNTRY: "both are from the same country, and `within_a_country` is not `true`",
    WhyNot.LANGUAGE: "they have no language in common",
    WhyNot.TOPICS: "neither of them offers what the other seeks",
}


def forbidden(
    pairs: Iterable[Pair], people: Mapping[str, Partner], series: Series, describer: Describer
) -> dict[Pair, str]:
    """Return which of some pairs of digests a rule forbids, and which rule."""
    crowd = Crowd((person.profile for person in people.values()), [], series)
    found = {}
    for pair in pairs:
        first, second = (crowd[people[side].profile.person] for side in pair)
        names = [one.name for one in obstacles(crowd, first, second)]
        reason = next((_REASONS[name] for name in names if name in _REASONS), None)
        if reason is None and describer.both(pair) is None:
            reason = f"{NOT_DESCRIBED}, so they cannot be asked"
        if reason:
            found[pair] = reason
    return found
