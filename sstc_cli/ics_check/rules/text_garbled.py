"""A text was damaged before it came into the file: its letters were read in a wrong encoding.

Every program shows it as it is: `GrÃ¼ÃŸe` for `Grüße`, `�` for a lost letter, or `=C3=BC` for `ü`,
which is an encoding of vCalendar 1.0.

Wrong:

```ics
SUMMARY:GrÃ¼ÃŸe # <- W878
```

Right:

```ics
SUMMARY:Grüße
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, TEXTS, Component
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "W878"
LOOKS_AT = ENTRIES | {"VCALENDAR", "VALARM"}
LOOKS_FOR = frozenset(TEXTS)
_HIGH = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xA0)}
_TO_BYTES = {ord(letter): byte for letter, byte in _HIGH.items() if letter}
_AFTER = "\x80-\xbf" + "".join(map(chr, _TO_BYTES))
_PAIR = re.compile(f"[\xc2-\xf4][{_AFTER}]")
_ENDS = "\u2026\u2013\u2014\u201d\u2019\xbb\xae\u2122"  # they may follow a capital letter


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for texts that a wrong encoding has damaged."""
    for line in component.every(*TEXTS):
        if "ENCODING" in line.params and line.params["ENCODING"].upper() == "QUOTED-PRINTABLE":
            hint = "write the text in UTF-8, without `ENCODING`"
            message = f"the text of `{line.name}` is in quoted-printable, which nobody decodes"
            yield line.diagnostic(CODE, message, hint, line.span_of("ENCODING"))
        if line.value.isascii():
            continue
        at = line.at + line.value.find("\ufffd")
        if at >= line.at:
            hint = "export the file again, or write the letter anew: it is lost"
            yield line.diagnostic(CODE, "the text has `\ufffd` for a letter", hint, (at, at + 1))
        elif (meant := _repaired(line.value)) and (pair := _PAIR.search(line.value)):
            hint = f"write {quoted(meant)}: UTF-8 was read as Windows-1252"
            span = (line.at + pair.start(), line.at + pair.end())
            yield line.diagnostic(CODE, f"the text has {quoted(pair[0])} for a letter", hint, span)


def _repaired(text: str) -> str | None:
    """Return the text that was meant, if each letter is a byte of UTF-8 as Windows shows it."""
    pairs = _PAIR.findall(text)
    if not pairs or (len(pairs) == 1 and pairs[0][1] in _ENDS and pairs[0][0] != "\xe2"):
        return None
    try:
        return text.translate(_TO_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return None
