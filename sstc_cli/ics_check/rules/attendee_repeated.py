"""The same person is an attendee twice.

Of two different answers one is lost. If the answers are the same, it is only a note.

Wrong:

```ics
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org
ATTENDEE;PARTSTAT=DECLINED:mailto:Ana@example.org # <- W892
```

Right:

```ics
ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Unplaced, quoted

CODE = "W892"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"ATTENDEE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Compare the addresses of the attendees, whose capitals do not matter."""
    seen: dict[str, ContentLine] = {}
    for line in component.every("ATTENDEE"):
        address = line.value.strip().lower()
        first = seen.setdefault(address, line)
        if first is line:
            continue
        answers = {item.params.get("PARTSTAT", "NEEDS-ACTION").upper() for item in (first, line)}
        weight = Severity.NOTE if len(answers) == 1 else None
        message = f"{quoted(line.value)} is in line {first.number}, too"
        yield line.diagnostic(CODE, message, "keep one of the two", weight=weight)
