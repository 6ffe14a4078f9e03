"""Numbers together with their nouns, and what a message has no room for."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
_MANY = 3  # that have a part in common
_EACH = 12  # that are named one by one


def quantity(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `no errors`, `1 error`, `2,000 errors`."""
    digits = f"{number:,}" if number else "no"
    return f"{digits} {noun if number == 1 else plural or noun + 's'}"


def numbered(noun: str, numbers: Sequence[object]) -> str:
    """Return a noun with the numbers of its things: `webinar 7` or `webinars 7, 8`."""
    return f"{noun}{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def webinars_in_words(ids: Collection[str], numbers: Mapping[str, int]) -> str:
    """Return webinars by their numbers, those without one by their ids: `webinars 7, 8, `hubs``."""
    known = sorted(numbers[id_] for id_ in ids if id_ in numbers)
    return numbered("webinar", [*known, *(f"`{id_}`" for id_ in sorted({*ids} - {*numbers}))])


def runs(numbers: Iterable[int]) -> tuple[str, ...]:
    """Return numbers with those that follow each other as one: `1–6`, `8`."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return tuple("–".join(map(str, ends)) for ends in found)


def one_by_one(numbers: Sequence[int]) -> tuple[str, ...]:
    """Return numbers as texts; many of them as runs."""
    return runs(numbers) if len(numbers) > _EACH else tuple(map(str, numbers))


def shared(parts: Mapping[int, Iterable[T]]) -> dict[T, tuple[str, ...]]:
    """Return the parts that many things have in common, with the runs of their numbers."""
    holders: dict[T, list[int]] = {}
    for number, of_one in parts.items():
        for part in dict.fromkeys(of_one):
            holders.setdefault(part, []).append(number)
    return {part: runs(numbers) for part, numbers in holders.items() if len(numbers) >= _MANY}


def cut_short(text: str, most: int = 60) -> str:
    """Return a text on one line, with `…` at its end if it is longer than so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def first_few(items: Sequence[object], most: int = 5) -> str:
    """Return the first of some items: `3, 4, 7, …`."""
    return ", ".join(map(str, items[:most])) + (", …" if len(items) > most else "")


def first_of(lines: Sequence[str], most: int = 10) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - most
    return [*lines[:most], *([f"and {more:,} more"] if more > 0 else [])]
