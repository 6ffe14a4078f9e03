"""Latin punctuation stands beside Chinese characters, or full-width punctuation in a Latin text.

Chinese sets `，；：？！（）`, which bring their own space; the Latin ones stick to the characters.
Times, numbers, web addresses and Latin words inside a Chinese text keep their own.

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

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.rules.plan import Plan

CODE = "W503"
_LATIN, _WIDE = ",;:?!()", "，；：？！（）"
_COUNTERPARTS = str.maketrans(_LATIN + _WIDE, _WIDE + _LATIN)
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_LATIN_IN_HAN = re.compile(rf"(?<=[{_HAN}])[,;:?!()]|[,;:?!()](?=[{_HAN}])")
_ADDRESS = re.compile(r"https?://[^\s，。；、）]+")
_WIDE_IN_LATIN = re.compile(rf"(?<![{_HAN}》”])[{_WIDE}](?![{_HAN}《“])")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look at the neighbours of each sign, by the language of the text."""
    for placed in plan.texts:
        for path, language, words in placed.wordings(plan.series.languages[0]):
            if language.startswith("zh"):
                yield from _found(path, _ADDRESS.sub(" ", words), _LATIN_IN_HAN, "Chinese")
            elif not words.isascii() and not language.startswith(("ja", "ko")):
                yield from _found(path, words, _WIDE_IN_LATIN, "Latin")


def _found(path: Path, words: str, pattern: re.Pattern[str], kind: str) -> Iterator[Diagnostic]:
    """The first sign of the wrong kind, with the one to write."""
    if found := pattern.search(words):
        near = " ".join(words[max(0, found.start() - 6) : found.end() + 6].split())
        message = f"`{found[0]}` does not belong beside {kind} characters: `{near}`"
        yield Diagnostic(CODE, message, path, f"write `{found[0].translate(_COUNTERPARTS)}`")
