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

from sstc_cli.diagnostics import Diagnostic, Path, SetValue
from sstc_cli.rules.plan import Plan

CODE = "W503"
_LATIN, _WIDE = ",;:?!()", "，；：？！（）"
_BRACKETS = "()（）"
_COUNTERPARTS = str.maketrans(_LATIN + _WIDE, _WIDE + _LATIN)
_HAN = r"[\u3400-\u9fff]"  # one range: a set of several takes milliseconds to compile
_LATIN_IN_HAN = re.compile(rf"(?<={_HAN})[,;:?!()]|[,;:?!()](?={_HAN})")
_ADDRESS = re.compile(r"https?://[^\s，。；、）]+")
_WIDE_IN_LATIN = re.compile(rf"(?<!{_HAN})(?<![》”])[{_WIDE}](?!{_HAN})(?![《“])")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look at the neighbours of each sign, by the language of the text."""
    for path, language, words in plan.wordings:
        if language.startswith("zh"):
            yield from _found(path, words, _LATIN_IN_HAN, "Chinese")
        elif not words.isascii() and not language.startswith(("ja", "ko")):
            yield from _found(path, words, _WIDE_IN_LATIN, "Latin")


def _found(path: Path, words: str, pattern: re.Pattern[str], kind: str) -> Iterator[Diagnostic]:
    """The first sign of the wrong kind, with the one to write."""
    plain = _ADDRESS.sub(lambda address: " " * len(address[0]), words)
    if found := pattern.search(plain):
        near = " ".join(plain[max(0, found.start() - 6) : found.end() + 6].split())
        message = f"`{found[0]}` does not belong beside {kind} characters: `{near}`"
        hint = f"write `{found[0].translate(_COUNTERPARTS)}`"
        yield Diagnostic(CODE, message, path, hint, fix=_fix(path, words, plain, pattern))


def _fix(path: Path, words: str, plain: str, pattern: re.Pattern[str]) -> tuple[SetValue, ...]:
    """All signs replaced; brackets are left to the user, for they come in pairs."""
    signs = [each.start() for each in pattern.finditer(plain) if each[0] not in _BRACKETS]
    letters = list(words)
    for at in signs:
        letters[at] = letters[at].translate(_COUNTERPARTS)
    return (SetValue(path, "".join(letters)),) if signs and "\n" not in words else ()
