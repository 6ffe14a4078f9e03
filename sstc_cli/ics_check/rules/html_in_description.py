"""The description is written in HTML.

Outlook, Apple and Thunderbird show the tags as text. Only Google interprets them.

Wrong:

```ics
DESCRIPTION:<p>Join <b>here</b></p> # <- W850
```

Right:

```ics
DESCRIPTION:Join here
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "W850"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"DESCRIPTION"})
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|li|ol|ul|td|tr|div|pre|span|font|html|body|strong|table|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for tags."""
    for line in component.every("DESCRIPTION"):
        tag = _TAG.search(line.value) if "<" in line.value else None
        if tag:
            span = (line.at + tag.start(), line.at + tag.end())
            hint = "write plain text: use `\\n` for a line break, and write addresses in full"
            yield line.diagnostic(CODE, f"the description has the tag {quoted(tag[0])}", hint, span)
