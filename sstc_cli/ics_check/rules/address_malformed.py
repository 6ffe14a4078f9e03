"""The address of an organiser or an attendee is not a `mailto:` address.

Outlook and Google accept only e-mail addresses: nobody receives the answers, or the person is
dropped.

Wrong:

```ics
ORGANIZER;CN=The office:office@example.org # <- E852
```

Right:

```ics
ORGANIZER;CN=The office:mailto:office@example.org
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "E852"
LOOKS_AT = ENTRIES | {"VALARM"}
LOOKS_FOR = frozenset({"ORGANIZER", "ATTENDEE"})
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:.")
_MAIL = re.compile(r"mailto:[^\s@,;:<>]+@[^\s@,;:<>]+", re.IGNORECASE)


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for addresses that are neither e-mail addresses nor other URIs."""
    for line in component.every("ORGANIZER", "ATTENDEE"):
        address = line.value.strip()
        mail = address[:7].lower() == "mailto:"
        if not mail and ":mailto:" in address.lower():
            continue  # a parameter without quotes ends too early (W881)
        if not (_MAIL.fullmatch(address) if mail else _URI.match(address)):
            message = f"{quoted(address)} is not an address that calendars can answer to"
            yield line.diagnostic(CODE, message, "write `mailto:` before the e-mail address")
