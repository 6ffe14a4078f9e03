"""The description is written in HTML.

Outlook, Apple and Thunderbird show the tags; only Google reads them.

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
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "W850"
LOOKS_AT = ENTRIES
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|li|ol|ul|td|tr|div|pre|span|font|html|body|strong|table|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for tags."""
    for line in component.every("DESCRIPTION"):
        found = _TAG.search(line.value) if "<" in line.value else None
        if found:
            span = (line.at + found.start(), line.at + found.end())
            hint = "write plain text: `\\n` for a line break, addresses in full"
            yield line.diagnostic(
                CODE, f"the description has the tag `{shown(found[0])}`", hint, span
            )
