"""A word of a title differs by a letter or two from its counterpart in a title like it.

Only differences inside long words count, as in `Spotighting` and `Spotlighting`: beginnings and
endings (import and export, singular and plural) mostly mean something, and so do numbers. The word
that fewer titles have is the one that is marked.

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
# Latin, Greek and Cyrillic; other scripts put whole words, or parts with a meaning, into a letter.
_WORD = re.compile(r"[A-Za-z\u00c0-\u0587]+")
_LONG = 6  # letters of a word in which a slip can be told from another word
_VARIANTS = 50  # more words than that in one place are meant, or the titles are no prose


class _Title(NamedTuple):
    """A title's words, the path of the first that has them, and how many have."""

    words: tuple[str, ...]
    path: Path
    times: int


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the words that stand between the same two words in different titles."""
    places: dict[tuple[str, ...], dict[str, list[_Title]]] = defaultdict(lambda: defaultdict(list))
    for language, title in _titles(plan):
        words = ("", *(word.casefold() for word in title.words), "")
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if len(word) >= _LONG:
                places[language, before, word[:2], word[-2:], after][word].append(title)
    for by_word in places.values():
        if 1 < len(by_word) <= _VARIANTS:
            for (word, titles), (other, others) in combinations(by_word.items(), 2):
                if _is_slip(word, other) and _are_alike(titles[0], others[0]):
                    yield _diagnostic((word, titles), (other, others))


def _titles(plan: Plan) -> Iterator[tuple[str, _Title]]:
    """Language and words of all titles of webinars and talks that differ in their words."""
    found: dict[tuple[str, tuple[str, ...]], list[Path]] = defaultdict(list)
    for placed in _placed(plan):
        for path, language, text in placed.wordings(plan.series.languages[0]):
            found[language, tuple(_WORD.findall(text))].append(path)
    for (language, words), paths in found.items():
        yield language, _Title(words, paths[0], len(paths))


def _placed(plan: Plan) -> Iterator[PlacedText]:
    for index, webinar in enumerate(plan.series.webinars):
        yield PlacedText(("webinars", index, "title"), webinar.title)
        for at, talk in enumerate(webinar.talks):
            if talk.title:
                yield PlacedText(("webinars", index, "talks", at, "title"), talk.title)


def _is_slip(word: str, other: str) -> bool:
    """Whether one letter is another one, two are swapped, or one or two are left out."""
    short, long = sorted((word, other), key=len)
    if len(short) < len(long):
        letters = iter(long)
        left_out = len(long) - len(short)
        return all(letter in letters for letter in short) and left_out <= len(short) // 4
    differ = [at for at, letter in enumerate(short) if letter != long[at]]
    swapped = [short[at] for at in reversed(differ)] == [long[at] for at in differ]
    return len(differ) == 1 or (len(differ) == 2 and swapped and differ[1] - differ[0] == 1)


def _are_alike(title: _Title, other: _Title) -> bool:
    """Whether most words of the two are the same."""
    words, others = ({word.casefold() for word in each.words} for each in (title, other))
    return 2 * len(words & others) > min(len(words), len(others))


def _diagnostic(one: tuple[str, list[_Title]], two: tuple[str, list[_Title]]) -> Diagnostic:
    (rare, titles), (usual, others) = sorted((one, two), key=_frequency)
    written, meant = _as_written(titles[0], rare), _as_written(others[0], usual)
    message = f"`{written}` is spelt `{meant}` in a title like it, `{format_path(others[0].path)}`"
    hint = "one of the two is probably a slip: write the same word in both"
    return Diagnostic(CODE, message, titles[0].path, hint)


def _frequency(word: tuple[str, list[_Title]]) -> int:
    return sum(title.times for title in word[1])


def _as_written(title: _Title, word: str) -> str:
    return next(each for each in title.words if each.casefold() == word)
