"""A parameter with a colon is not in quotes, so the value begins at the wrong place.

A colon ends the parameters. Of `ALTREP=http://…:Room 4`, calendars show `//…:Room 4`, and an
address behind `CN=Office: Trade` is lost.

Wrong:

```ics
LOCATION;ALTREP=https://example.org/4:Room 4 # <- W881
```

Right:

```ics
LOCATION;ALTREP="https://example.org/4":Room 4
```
"""

from collections.abc import Iterator
from itertools import chain

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Unplaced, quoted

CODE = "W881"
LOOKS_AT = ENTRIES
_URIS = frozenset({"ALTREP", "DIR", "SENT-BY", "DELEGATED-FROM", "DELEGATED-TO", "MEMBER"})
_SCHEMES = frozenset({"HTTP", "HTTPS", "MAILTO", "CID", "DATA", "FILE", "FTP", "LDAP"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for values that begin inside of a parameter."""
    for line in chain.from_iterable(component.properties.values()):
        if line.params and (param := _cut(line)):
            message = f"the colon in `{param}` ends it, so the value is {quoted(line.value)}"
            hint = f'put the value of `{param}` in quotes: `{param}="…"`'
            yield line.diagnostic(CODE, message, hint, line.span_of(param))


def _cut(line: ContentLine) -> str | None:
    """Return the name of the parameter that a colon has cut, or None."""
    for param, value in line.params.items():
        if param in _URIS and value.upper() in _SCHEMES:
            return param
    is_cut = line.name in ("ORGANIZER", "ATTENDEE") and ":mailto:" in line.value.lower()
    return list(line.params)[-1] if is_cut else None
