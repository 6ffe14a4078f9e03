r"""A text has an invisible character, or the replacement of a lost one.

Such characters are those without width, those for private use, and `U+FFFD`. They often come with
text copied from a PDF, a chat or a damaged file. They break search and links, and can make a text
look different from what it is. Joiners between letters that need them (in Persian, Hindi and emoji)
are allowed.

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
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan
from sstc_cli.unseen import described

CODE = "W505"
# compiled on first use, which few texts need
_UNREADABLE = (
    r"[\u200b\u2060"  # zero width
    r"\ue000-\uf8ff\ufffd]"  # private use, and the replacement of a lost character
    r"|(?<=[\x00-\u058f])[\u200c\u200d]"  # joiners after letters that never join
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Search every text in every language."""
    for path, _, words in plan.wordings:
        if words.replace("\n", "").isprintable() and "\ufffd" not in words:
            continue
        if (match := re.search(_UNREADABLE, words)) is not None:
            message = f"the text has {described(words, match)}"
            hint = "delete it, or type the text again if it was copied"
            yield Diagnostic(CODE, message, path, hint)
