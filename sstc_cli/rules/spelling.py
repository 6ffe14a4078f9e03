"""Typos in English words, and pairs of words of which one is probably a typo of the other.

The table beside this module has common English words, each with other words that look like a typo
of it. `tools/make_english.py` makes it and names its source.
"""

from bisect import bisect_left
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("english.tsv")
_VOWELS = set("aeiouy")
LONG = 8  # letters of a word; a shorter one that the table lacks is often a name or a new word


@cache
def typo_of(word: str) -> str | None:
    """Return the common English word of which a long, unknown word is a typo, or None.

    Words with capital letters inside, such as names of products, are never typos. A typo has one
    letter more or less, two swapped ones, or another vowel; with another consonant it is often a
    foreign or a new word.
    """
    folded = word.casefold()
    if len(word) < LONG or not (word.isascii() and word[1:].islower()):
        return None
    table = _table()
    if f"\n{folded}\n" in table or f"\n{folded}\t" in table:  # quicker than to split all rows
        return None
    rows, found = _rows(), None
    for row in rows[bisect_left(rows, folded[:2]) : bisect_left(rows, folded[:2] + "{")]:
        common, *others = row.split("\t")
        if folded in others:
            return None
        if found is None and common[-2:] == folded[-2:] and _is_slip(folded, common):
            found = common
    return found.capitalize() if found and word[0].isupper() else found


def _is_slip(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 1 or not is_typo(word, other):
        return False
    differ = {*zip(word, other, strict=False)} if len(word) == len(other) else set()
    replaced = [pair for pair in differ if pair[0] != pair[1]]
    return len(replaced) != 1 or set(replaced[0]) <= _VOWELS


def is_typo(word: str, other: str) -> bool:
    """Return whether one letter differs, two are swapped, or one or two are missing."""
    short, long = sorted((word, other), key=len)
    if len(short) < len(long):
        letters = iter(long)
        missing = len(long) - len(short)
        return all(letter in letters for letter in short) and missing <= len(short) // 4
    differ = [at for at, letter in enumerate(short) if letter != long[at]]
    swapped = [short[at] for at in reversed(differ)] == [long[at] for at in differ]
    return len(differ) == 1 or (len(differ) == 2 and swapped and differ[1] - differ[0] == 1)


@cache
def _table() -> str:
    return TABLE.read_text(encoding="utf-8")


@cache
def _rows() -> list[str]:
    """Return the rows of the table, which are in the order of their common words."""
    rows = _table().splitlines()
    return rows[bisect_left(rows, "a") :]
