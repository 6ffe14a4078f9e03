r"""A text has a character that nobody sees, or that stands for one that was lost.

Control characters, zero-width ones, marks that turn the direction of text around, and `U+FFFD`
come along when text is copied from a PDF, a chat or a broken file. They break search, links and
lines, and can show a text that is not the one that is there. Joiners between letters that need
them (Persian, Hindi, emoji) are well.

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
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    r"\u200b\u2060\ufeff"  # zero width
    r"\u2028\u2029"  # separators that some readers take for line ends
    r"\u202a-\u202e\u2066-\u2069"  # direction: embeddings, overrides, isolates
    r"\ue000-\uf8ff\ufffd]"  # private use, and what stands for a lost character
    r"|(?<=[\x00-\u058f])[\u200c\u200d]"  # joiners behind letters that never join
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look through every text in every language."""
    for path, _, words in plan.wordings:
        if words.isprintable() and "\ufffd" not in words:
            continue
        if (found := _UNREADABLE.search(words)) is not None:
            before = words[max(0, found.start() - 12) : found.start()]
            where = f" after `{before}`" if before.strip() else ""
            message = f"the text has {_name(found[0])}{where}"
            hint = "delete it; write the text by hand where it was copied from elsewhere"
            yield Diagnostic(CODE, message, path, hint)


def _name(char: str) -> str:
    """`U+202E (right-to-left override)`."""
    name = unicodedata.name(char, "control or private character").lower()
    return f"U+{ord(char):04X} ({name})"
