"""The words of a report, whose values no line tears: neither `77 %` nor `n = 47`."""

import re
from dataclasses import dataclass

from sstc_cli.numbers.words import Words
from sstc_cli.render.escape import isolate_ends
from sstc_cli.views.dates import direction_of

_NO_BREAK = "\u00a0"
_GAP = re.compile(r"(?<=\d) (?=%)|(?<=\bn) (?== \d)|(?<=\bn =) (?=\d)|(?<=\bp) (?=[=<] \d)")
_ASKED = re.compile("(?<=[?!？！؟])([\u200e\u200f]?)[\\s\u00a0]?[:;：；؛]")
_STOPPED = re.compile("[.。]([\u200e\u200f]?)(?=[\\s\u00a0]?[:;：；؛])")
_MINUS = re.compile(r"-(?=\d)")


def unbroken(text: str) -> str:
    """Return a short value that stays on one line."""
    return text.replace(" ", _NO_BREAK)


def as_item(text: str) -> str:
    """Return an item of a list, or the whole list, with one mark after a question: not `?;`."""
    return _STOPPED.sub(r"\1", _ASKED.sub(r"\1", text))


@dataclass(frozen=True)
class UnbrokenWords(Words):
    """Words as they are printed: values stay whole, and a minus is not a hyphen."""

    def say(self, label: str, **values: object) -> str:
        """Return a label with its names filled in, also by words that run the other way."""
        direction = direction_of(self.language)
        filled = {
            name: isolate_ends(value, direction) if isinstance(value, str) else value
            for name, value in values.items()
        }
        text = isolate_ends(super().say(label, **filled), direction)
        return _GAP.sub(_NO_BREAK, text)

    def decimal(self, value: float, form: str = ".1f") -> str:
        """Return a number with decimals, in the format of Python."""
        return _MINUS.sub("\u2212", super().decimal(value, form))
