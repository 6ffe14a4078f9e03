"""A word of a title is probably a typo of a common word, or of a word in a similar title.

Only differences inside long words count, for example `Spotighting` and `Spotlighting`. Different
beginnings and endings (import and export, singular and plural) usually have a meaning, and so have
numbers. In English, words of eight letters and more are compared with 44,000 common ones; add a
waiver if a foreign word or a name is reported. In all languages, similar titles are compared, and
the rarer of the two words is marked.

Wrong:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - id: a
    number: 1
    title: "Logistic Solutions: Spotighting Good Practices" # <- W502
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
  - id: b
    number: 2
    title: "Payment Solutions: Spotlighting Good Practices"
    starts: 2020-08-21 15:30
    ends: 2020-08-21 17:00
```

Right:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - id: a
    number: 1
    title: "Logistic Solutions: Spotlighting Good Practices"
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
  - id: b
    number: 2
    title: "Payment Solutions: Spotlighting Good Practices"
    starts: 2020-08-21 15:30
    ends: 2020-08-21 17:00
```
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

from sstc_cli.diagnostics import Diagnostic, Path, format_path
from sstc_cli.rules.plan import Plan
from sstc_cli.rules.spelling import LONG, is_typo, typo_of
from sstc_cli.rules.texts import PlacedText

CODE = "W502"
READS = frozenset({"title", "talks"})
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


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up the words of English titles, and compare similar titles in all languages."""
    titles = _titles(plan)
    yield from _misspelt(titles)
    yield from _respelt(titles)


def _misspelt(titles: Sequence[_Title]) -> Iterator[Diagnostic]:
    """Yield the words of English titles that look like a typo of a common word."""
    for title in titles:
        for word in dict.fromkeys(title.words) if _is_english(title.language) else ():
            if len(word) >= LONG and (common := typo_of(word)):
                message = f"`{word}` looks like a typo of `{common}`"
                hint = f"write `{common}`, or add a waiver if `{word}` is correct"
                for path in title.paths:
                    yield Diagnostic(CODE, message, path, hint)


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
                if _is_typo(one, two) and not (_is_english(language) and _is_reported(one, two)):
                    yield _diagnostic(one, two)


def _titles(plan: Plan) -> list[_Title]:
    """Return the titles of webinars and talks, one for all titles with the same words."""
    paths_of: dict[tuple[str, tuple[str, ...]], list[Path]] = defaultdict(list)
    for placed in _placed(plan):
        for path, language, text in placed.wordings(plan.series.languages[0]):
            paths_of[language, tuple(_WORD.findall(text))].append(path)
    return [_Title(language, words, paths) for (language, words), paths in paths_of.items()]


def _placed(plan: Plan) -> Iterator[PlacedText]:
    for index, webinar in enumerate(plan.series.webinars):
        yield PlacedText(("webinars", index, "title"), webinar.title)
        for at, talk in enumerate(webinar.talks):
            if talk.title:
                yield PlacedText(("webinars", index, "talks", at, "title"), talk.title)


def _is_typo(one: _Spelling, two: _Spelling) -> bool:
    return is_typo(one[0], two[0]) and _are_alike(one[1][0], two[1][0])


def _is_reported(one: _Spelling, two: _Spelling) -> bool:
    return any(len(word) >= LONG and typo_of(word) for word, _ in (one, two))


def _are_alike(title: _Title, other: _Title) -> bool:
    """Return whether most words of the two are the same."""
    words = {word.casefold() for word in title.words}
    others = {word.casefold() for word in other.words}
    return 2 * len(words & others) > min(len(words), len(others))


def _diagnostic(one: _Spelling, two: _Spelling) -> Diagnostic:
    (rare, titles), (usual, others) = sorted((one, two), key=_frequency)
    here, there = _as_written(titles[0], rare), _as_written(others[0], usual)
    message = (
        f"`{here}` is spelt `{there}` in the similar title `{format_path(others[0].paths[0])}`"
    )
    hint = "write the same word in both titles"
    return Diagnostic(CODE, message, titles[0].paths[0], hint)


def _frequency(word: _Spelling) -> int:
    return sum(len(title.paths) for title in word[1])


def _as_written(title: _Title, word: str) -> str:
    return next(original for original in title.words if original.casefold() == word)
