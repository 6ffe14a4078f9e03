"""Typos in titles: words that the table of English words lacks, or that titles spell in two ways."""

import pathlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple, TypeAlias

from sstc_cli.diagnostics import Diagnostic, Path, format_path
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import problem
from sstc_cli.rules.wordings import PlacedText

TABLE = pathlib.Path(__file__).with_name("english.tsv")
_VOWELS = set("aeiouy")
LONG = 8  # letters of a word; a shorter one that the table lacks is often a name or a new word


@cache
def typo_of(word: str) -> str | None:
    """Return the common English word that a long, unknown word misspells, or None.

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


# Latin, Greek and Cyrillic; in other scripts one letter can be a whole word.
_WORD = re.compile(r"[A-Za-z\u00c0-\u0587]+")
_LONG = 6  # letters of a word; in shorter ones a typo is often another word


# words in one place; more of them are different on purpose, or the titles are not prose
_VARIANTS = 50


class _Title(NamedTuple):
    """The language and the words of a title, and the paths of all titles with the same words."""

    language: str
    words: tuple[str, ...]
    paths: list[Path]


_Spelling: TypeAlias = tuple[str, list[_Title]]  # a word, and the titles that have it


@rule("W502")
def title_typo(plan: Plan) -> Iterator[Diagnostic]:
    """A word of a title is probably a typo of a common word, or of a word in a similar title.

    Only differences inside long words count, for example `Spotighting` and `Spotlighting`. Different
    beginnings and endings (import and export, singular and plural) usually have a meaning, and so have
    numbers. In English, words of eight letters and more are compared with 44,000 common ones; add a
    waiver if a foreign word or a name is reported. In all languages, similar titles are compared, and
    the rarer of the two words is marked.

    Wrong:
      count: 2
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - "Logistic Solutions: Spotighting Good Practices" … # <- W502
        - id: b
          number: 2
          title: "Payment Solutions: Spotlighting Good Practices"
          starts: 2020-08-21 15:30
          ends: 2020-08-21 17:00
    Instead:
        - "Logistic Solutions: Spotlighting Good Practices" …
    """
    titles = _titles(plan)
    yield from _misspelt(titles)
    yield from _respelt(titles)


def _misspelt(titles: Sequence[_Title]) -> Iterator[Diagnostic]:
    """Yield the words of English titles that look like a typo of a common word."""
    for title in titles:
        for word in dict.fromkeys(title.words) if _is_english(title.language) else ():
            if common := typo_of(word):
                message = f"`{word}` looks like a typo of `{common}`"
                hint = f"write `{common}`, or add a waiver if `{word}` is correct"
                for path in title.paths:
                    yield problem(message, path, hint)


def _is_english(language: str) -> bool:
    return language.partition("-")[0] == "en"


def _respelt(titles: Sequence[_Title]) -> Iterator[Diagnostic]:
    """Compare the words between the same two words in different titles."""
    places: dict[tuple[str, ...], dict[str, list[_Title]]] = defaultdict(lambda: defaultdict(list))
    for title in titles:
        words = ("", *(word.casefold() for word in title.words), "")
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if len(word) >= _LONG:
                places[title.language, before, word[:2], word[-2:], after][word].append(title)
    for (language, *_), by_word in places.items():
        if 1 < len(by_word) <= _VARIANTS:
            for one, two in combinations(by_word.items(), 2):
                if (
                    is_typo(one[0], two[0])
                    and _are_alike(one[1][0], two[1][0])
                    and not (_is_english(language) and (typo_of(one[0]) or typo_of(two[0])))
                ):
                    yield _diagnostic(one, two)


def _titles(plan: Plan) -> list[_Title]:
    """Return the titles of webinars and talks, one for all titles with the same words."""
    paths_of: dict[tuple[str, tuple[str, ...]], list[Path]] = defaultdict(list)
    for placed in _placed(plan):
        for path, language, text in placed.wordings(plan.main):
            paths_of[language, tuple(_WORD.findall(text))].append(path)
    return [_Title(language, words, paths) for (language, words), paths in paths_of.items()]


def _placed(plan: Plan) -> Iterator[PlacedText]:
    for index, webinar in enumerate(plan.series.webinars):
        yield PlacedText(("webinars", index, "title"), webinar.title)
        for at, talk in enumerate(webinar.talks):
            if talk.title:
                yield PlacedText(("webinars", index, "talks", at, "title"), talk.title)


def _are_alike(title: _Title, other: _Title) -> bool:
    """Return whether most words of the two are the same."""
    words = {word.casefold() for word in title.words}
    others = {word.casefold() for word in other.words}
    return 2 * len(words & others) > min(len(words), len(others))


def _diagnostic(one: _Spelling, two: _Spelling) -> Diagnostic:
    (rare, titles), (usual, others) = sorted(
        (one, two), key=lambda spelling: sum(len(title.paths) for title in spelling[1])
    )
    here, there = _as_written(titles[0], rare), _as_written(others[0], usual)
    message = (
        f"`{here}` is spelt `{there}` in the similar title `{format_path(others[0].paths[0])}`"
    )
    hint = "write the same word in both titles"
    return problem(message, titles[0].paths[0], hint)


def _as_written(title: _Title, word: str) -> str:
    return next(original for original in title.words if original.casefold() == word)
