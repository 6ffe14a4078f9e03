"""A word of a title is probably a typo, because a similar title spells it differently.

Only differences inside long words count, for example `Spotighting` and `Spotlighting`. Different
beginnings and endings (import and export, singular and plural) usually have a meaning, and so have
numbers. The rarer of the two words is marked.

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
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Path, format_path
from sstc_cli.rules.plan import Plan
from sstc_cli.rules.texts import PlacedText

CODE = "W502"
READS = frozenset({"title", "talks"})
# Latin, Greek and Cyrillic; in other scripts one letter can be a whole word.
_WORD = re.compile(r"[A-Za-z\u00c0-\u0587]+")
_LONG = 6  # letters of a word; in shorter ones a typo is often another word
# words in one place; more of them are different on purpose, or the titles are not prose
_VARIANTS = 50


class _Title(NamedTuple):
    """The words of a title, the path of the first title with them, and the count of such titles."""

    words: tuple[str, ...]
    path: Path
    times: int


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the words between the same two words in different titles."""
    places: dict[tuple[str, ...], dict[str, list[_Title]]] = defaultdict(lambda: defaultdict(list))
    for language, title in _titles(plan):
        words = ("", *(word.casefold() for word in title.words), "")
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if len(word) >= _LONG:
                places[language, before, word[:2], word[-2:], after][word].append(title)
    for by_word in places.values():
        if 1 < len(by_word) <= _VARIANTS:
            for (word, titles), (other, others) in combinations(by_word.items(), 2):
                if _is_typo(word, other) and _are_alike(titles[0], others[0]):
                    yield _diagnostic((word, titles), (other, others))


def _titles(plan: Plan) -> Iterator[tuple[str, _Title]]:
    """Yield language and title of webinars and talks, one for all titles with the same words."""
    paths_of: dict[tuple[str, tuple[str, ...]], list[Path]] = defaultdict(list)
    for placed in _placed(plan):
        for path, language, text in placed.wordings(plan.series.languages[0]):
            paths_of[language, tuple(_WORD.findall(text))].append(path)
    for (language, words), paths in paths_of.items():
        yield language, _Title(words, paths[0], len(paths))


def _placed(plan: Plan) -> Iterator[PlacedText]:
    for index, webinar in enumerate(plan.series.webinars):
        yield PlacedText(("webinars", index, "title"), webinar.title)
        for at, talk in enumerate(webinar.talks):
            if talk.title:
                yield PlacedText(("webinars", index, "talks", at, "title"), talk.title)


def _is_typo(word: str, other: str) -> bool:
    """Return whether one letter differs, two are swapped, or one or two are missing."""
    short, long = sorted((word, other), key=len)
    if len(short) < len(long):
        letters = iter(long)
        missing = len(long) - len(short)
        return all(letter in letters for letter in short) and missing <= len(short) // 4
    differ = [at for at, letter in enumerate(short) if letter != long[at]]
    swapped = [short[at] for at in reversed(differ)] == [long[at] for at in differ]
    return len(differ) == 1 or (len(differ) == 2 and swapped and differ[1] - differ[0] == 1)


def _are_alike(title: _Title, other: _Title) -> bool:
    """Return whether most words of the two are the same."""
    words = {word.casefold() for word in title.words}
    others = {word.casefold() for word in other.words}
    return 2 * len(words & others) > min(len(words), len(others))


def _diagnostic(one: tuple[str, list[_Title]], two: tuple[str, list[_Title]]) -> Diagnostic:
    (rare, titles), (usual, others) = sorted((one, two), key=_frequency)
    here, there = _as_written(titles[0], rare), _as_written(others[0], usual)
    message = f"`{here}` is spelt `{there}` in the similar title `{format_path(others[0].path)}`"
    hint = "write the same word in both titles"
    return Diagnostic(CODE, message, titles[0].path, hint)


def _frequency(word: tuple[str, list[_Title]]) -> int:
    return sum(title.times for title in word[1])


def _as_written(title: _Title, word: str) -> str:
    return next(original for original in title.words if original.casefold() == word)
