"""Numbers together with their nouns."""

from collections.abc import Collection, Mapping, Sequence


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


def first_of(lines: Sequence[str], most: int = 10) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - most
    return [*lines[:most], *([f"and {more:,} more"] if more > 0 else [])]
