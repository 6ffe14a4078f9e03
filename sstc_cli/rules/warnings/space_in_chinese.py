"""A text has a space between two Chinese characters.

Chinese has no spaces there. Usually YAML added it, because each line end in a text becomes a space.
Write a Chinese text on one line, even if it is long.

Wrong:

```yaml
languages: [en, zh]
webinars:
  - id: a
    number: 1
    title:
      en: Payment solutions
      zh: >- # <- W506
        可持续支付
        解决方案
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
      zh: 可持续支付解决方案
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, SetValue
from sstc_cli.rules.plan import Plan

CODE = "W506"
_SPACES = re.compile(r"(\S)( +)(?=(\S))")
_MARKS = "，。、；：？！"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Search each Chinese text for spaces."""
    for path, language, words in plan.wordings:
        if not language.startswith("zh") or " " not in words:
            continue
        if match := next(filter(_is_in_chinese, _SPACES.finditer(words)), None):
            near = words[max(0, match.start(2) - 6) : match.end() + 6]
            message = f"the text has a space between Chinese characters: `{near}`"
            fix = (SetValue(path, _SPACES.sub(_closed, words)),) if "\n" not in words else ()
            yield Diagnostic(CODE, message, path, "write the text on one line", fix=fix)


def _closed(match: re.Match[str]) -> str:
    return match[1] if _is_in_chinese(match) else match[0]


def _is_in_chinese(match: re.Match[str]) -> bool:
    """Return whether spaces are before a Chinese character, and behind one or its punctuation."""
    return (_is_chinese(match[1]) or match[1] in _MARKS) and _is_chinese(match[3])


def _is_chinese(character: str) -> bool:
    """Compare numbers: a set of all these characters takes a millisecond to compile."""
    return "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"
