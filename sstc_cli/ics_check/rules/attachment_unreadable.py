"""An attachment cannot be opened: its data or its address is wrong.

Data need both `ENCODING=BASE64` and `VALUE=BINARY`; icalendar refuses data that are not in base64.
A `file:` address works only on the computer where the file is.

Wrong:

```ics
ATTACH:file:///C:/agenda.pdf # <- W883
```

Right:

```ics
ATTACH:https://example.org/agenda.pdf
```
"""

from binascii import Error, a2b_base64
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Unplaced
from sstc_cli.ics_check.reader import MOST_KEPT

CODE = "W883"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"ATTACH"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for attachments that cannot be opened."""
    for line in component.every("ATTACH"):
        is_data = line.params.get("VALUE", "").upper() == "BINARY"
        if is_data != (line.params.get("ENCODING", "").upper() == "BASE64"):
            message = "the attachment has only one of `ENCODING=BASE64` and `VALUE=BINARY`"
            hint = "write `ATTACH;ENCODING=BASE64;VALUE=BINARY:…`"
            yield line.diagnostic(CODE, message, hint)
        elif is_data and not _is_base64(line):
            message = "the data of the attachment are not in base64"
            yield line.diagnostic(CODE, message, "export the file again, or delete `ATTACH`")
        elif line.value.lstrip()[:5].lower() == "file:":
            hint = "write an address that everybody can open, with `https://`"
            yield line.diagnostic(CODE, "the attachment is a file of one computer", hint)


def _is_base64(line: ContentLine) -> bool:
    """Return whether data are in base64, as far as they are kept."""
    if sum(map(len, line.parts)) > MOST_KEPT - 1_000:
        return True
    try:
        a2b_base64("".join(line.value.split()), strict_mode=True)
    except (Error, ValueError):
        return False
    return True
