"""Latin punctuation is next to Chinese characters, or full-width punctuation in a Latin text.

Chinese uses `，；：？！（）`, which include their own space. Latin punctuation is too close to the
characters. Times, numbers, web addresses and Latin words inside a Chinese text keep Latin
punctuation.

Wrong:

```yaml
languages: [en, zh]
webinars:
  - id: a
    number: 1
    title:
      en: Payment solutions
      zh: 支付解决方案:城市的经验 # <- W503
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
languages: [en, zh]
webinars:
  - id: a
    number: 1
    title:
      en: Payment solutions
      zh: 支付解决方案：城市的经验
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path, SetValue
from sstc_cli.rules.plan import Plan

CODE = "W503"
_LATIN, _WIDE = ",;:?!()", "，；：？！（）"
_BRACKETS = "()（）"
_COUNTERPARTS = str.maketrans(_LATIN + _WIDE, _WIDE + _LATIN)
_HAN = r"[\u3400-\u9fff]"
_ADDRESS = r"https?://[^\s，。；、）]+"
# compiled on first use: sets of thousands of letters take milliseconds, and most texts need none
_LATIN_IN_HAN = rf"(?<={_HAN})[,;:?!()]|[,;:?!()](?={_HAN})"
_WIDE_IN_LATIN = rf"(?<!{_HAN})(?<![》”])[{_WIDE}](?!{_HAN})(?![《“])"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check the characters around punctuation, by the language of the text."""
    latin, wide = frozenset(_LATIN), frozenset(_WIDE)
    for path, language, words in plan.wordings:
        if language.startswith("zh"):
            if not latin.isdisjoint(words):
                yield from _misplaced(path, words, _LATIN_IN_HAN, "Chinese")
        elif not wide.isdisjoint(words) and not language.startswith(("ja", "ko")):
            yield from _misplaced(path, words, _WIDE_IN_LATIN, "Latin")


def _misplaced(path: Path, words: str, pattern: str, kind: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the first wrong punctuation of a text."""
    plain = re.sub(_ADDRESS, lambda address: " " * len(address[0]), words)
    if match := re.search(pattern, plain):
        near = " ".join(plain[max(0, match.start() - 6) : match.end() + 6].split())
        message = f"`{match[0]}` does not belong next to {kind} characters: `{near}`"
        hint = f"write `{match[0].translate(_COUNTERPARTS)}`"
        yield Diagnostic(CODE, message, path, hint, fix=_fix(path, words, plain, pattern))


def _fix(path: Path, words: str, plain: str, pattern: str) -> tuple[SetValue, ...]:
    """Return the fix of all wrong punctuation except brackets, whose partner may be elsewhere."""
    matches = re.finditer(pattern, plain)
    wrong = [match.start() for match in matches if match[0] not in _BRACKETS]
    characters = list(words)
    for at in wrong:
        characters[at] = characters[at].translate(_COUNTERPARTS)
    return (SetValue(path, "".join(characters)),) if wrong and "\n" not in words else ()
