"""The length of the formulas in an old workbook (`.xls`), which its reader writes out as text.

A formula is stored as tokens ([MS-XLS], 2.5.198). A few bytes may stand for a long name, for a
number of 300 digits or for 255 spaces, and the reader moves the text each time it adds to it.
"""

import re
import struct

from sstc_cli.sheets.sectors import DamagedError

FORMULA, NAME, SHEET = 0x0006, 0x0018, 0x0085
_LENGTH, _TOKENS = struct.Struct("<H"), 22  # the tokens are after their length
_MOST_TOKENS = 4_096  # bytes: LibreOffice writes so many, Excel 1,800
_MOVED = 200  # characters are moved in the time that it takes to write one
_OTHER_BYTE = 3  # characters for each byte of other tokens, at most
_CLASSES = (0x20, 0x40, 0x60)
_NAMES = bytes(of + kind for of in _CLASSES for kind in (0x03, 0x19, 0x1A, 0x1B, 0x1C, 0x1D))
_CALLS = bytes(of + kind for of in _CLASSES for kind in (0x01, 0x02))
_BUT_NAMES = bytes(set(range(256)) - set(_NAMES))
_BUT_CALLS = bytes(set(range(256)) - set(_CALLS))
_MESSAGE = 100  # characters in place of a formula that is wrong
_CALL, _ERROR, _SHORT, _LONG = 32, 13, 40, 330  # of names of functions and errors, and of numbers
_EXTREME = re.compile(rb"\x1f(?=.{7}[^\x3d-\x42\xbd-\xc2])", re.DOTALL)  # by the exponent
_SPACES = re.compile(rb"\x19(?=[\x40\x41].(.))", re.DOTALL)


class Formulas:
    """The formulas of a workbook, from its records in their order."""

    def __init__(self) -> None:
        self.text = self.work = 0  # characters written, and moved
        self.longest = 0  # bytes of the longest name

    def take(self, kind: int, body: memoryview) -> None:
        """Take the next record. Refuse a formula longer than programs write."""
        if kind == FORMULA and len(body) >= _TOKENS:
            self._add(bytes(body[_TOKENS:]), _LENGTH.unpack_from(body, _TOKENS - 2)[0])
        elif kind == NAME and len(body) > 3:
            self.longest = max(self.longest, 3 * body[3])
        elif kind == SHEET and len(body) > 6:
            self.longest = max(self.longest, 3 * body[6])

    def total(self) -> int:
        """Return the characters written, and those that could be in the time spent on moving."""
        return self.text + self.work // _MOVED

    def _add(self, tokens: bytes, length: int) -> None:
        if length > _MOST_TOKENS:
            raise DamagedError
        tokens = tokens[:length]
        text = _MESSAGE + _OTHER_BYTE * length + _ERROR * tokens.count(b"\x1c")
        text += self.longest * len(tokens.translate(None, _BUT_NAMES))
        text += _CALL * len(tokens.translate(None, _BUT_CALLS))
        if b"\x1f" in tokens:
            text += _SHORT * tokens.count(b"\x1f") + _LONG * len(_EXTREME.findall(tokens))
        spaces = sum(map(ord, _SPACES.findall(tokens))) if b"\x19" in tokens else 0
        text += spaces
        self.text += text
        self.work += text * (length + spaces)
