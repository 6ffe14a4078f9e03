r"""A text has an invisible character, or the replacement of a lost one.

Such characters are control characters, characters without width, marks that reverse the direction
of text, and `U+FFFD`. They often come with text copied from a PDF, a chat or a damaged file. They
break search, links and lines, and can make a text look different from what it is. Joiners between
letters that need them (in Persian, Hindi and emoji) are allowed.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: "Pay\u200Bment" # <- W505
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

import re
import unicodedata
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W505"
_UNREADABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters except tab and line feed
    r"\u200b\u2060\ufeff"  # zero width
    r"\u2028\u2029"  # separators that some programs read as line ends
    r"\u202a-\u202e\u2066-\u2069"  # direction: embeddings, overrides, isolates
    r"\ue000-\uf8ff\ufffd]"  # private use, and the replacement of a lost character
    r"|(?<=[\x00-\u058f])[\u200c\u200d]"  # joiners after letters that never join
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Search every text in every language."""
    for path, _, words in plan.wordings:
        if words.isprintable() and "\ufffd" not in words:
            continue
        if (match := _UNREADABLE.search(words)) is not None:
            before = words[max(0, match.start() - 12) : match.start()]
            where = f" after `{before}`" if before.strip() else ""
            message = f"the text has {_name(match[0])}{where}"
            hint = "delete it, or type the text again if it was copied"
            yield Diagnostic(CODE, message, path, hint)


def _name(char: str) -> str:
    """Return number and name of a character: `U+202E (right-to-left override)`."""
    name = unicodedata.name(char, "control or private character").lower()
    return f"U+{ord(char):04X} ({name})"
