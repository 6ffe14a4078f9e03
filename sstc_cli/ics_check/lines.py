"""Lines of a file, and diagnostics about them that have no place yet."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sstc_cli.diagnostics import Severity, did_you_mean, printable

_MOST_QUOTED = 60

Span = tuple[int, int]


class LineSpot(NamedTuple):
    """A part of one line: line and columns count from 1, `text` is the whole line."""

    line: int
    column: int
    end_column: int
    text: str


@dataclass(slots=True)
class UnfoldedLine:
    """An unfolded line: its parts in the file, without line ends and the spaces of folds."""

    number: int
    parts: Sequence[bytes]

    def spot(self, start: int, end: int) -> LineSpot:
        """Return the place in the file of characters of the unfolded line."""
        text = decode(b"".join(self.parts))
        first = len(text[:start].encode(errors="surrogateescape"))
        last = first + len(text[start:end].encode(errors="surrogateescape"))
        index = 0
        while first >= len(self.parts[index]) and index < len(self.parts) - 1:
            first, last = first - len(self.parts[index]), last - len(self.parts[index])
            index += 1
        part = self.parts[index]
        indent = min(index, 1)  # the space of the fold
        column = 1 + indent + _width(part[:first])
        end_column = max(column + 1, 1 + indent + _width(part[:last]))
        line = " " * indent + part.decode(errors="replace")
        return LineSpot(self.number + index, column, end_column, line)

    def diagnostic_at(
        self, code: str, message: str, hint: str, span: Span, weight: Severity | None = None
    ) -> "Unplaced":
        """Return a diagnostic about these characters of the unfolded line."""
        return Unplaced(code, message, hint, self, span, weight)


@dataclass(slots=True)
class ContentLine(UnfoldedLine):
    """A property, `name;params:value`, with its name in capitals and parameters without quotes."""

    name: str
    value: str
    at: int
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """The characters of the value, or of the name if the value is empty."""
        return (self.at, self.at + len(self.value)) if self.value else (0, len(self.name))

    def span_of(self, param: str) -> Span:
        """Return the characters of a parameter with its name."""
        text = decode(b"".join(self.parts))
        match = re.search(rf";{param}=", text, re.IGNORECASE)
        start = match.start() + 1 if match else 0
        return start, start + len(param) + 1 + len(self.params[param])

    def diagnostic(
        self,
        code: str,
        message: str,
        hint: str,
        span: Span | None = None,
        weight: Severity | None = None,
    ) -> "Unplaced":
        """Return a diagnostic about the value, or about other characters."""
        return Unplaced(code, message, hint, self, span or self.span, weight)


class Unplaced(NamedTuple):
    """A diagnostic without its place, which is computed only for those that are shown."""

    code: str
    message: str
    hint: str
    line: UnfoldedLine
    span: Span
    weight: Severity | None = None


Report = Callable[[Unplaced], None]


def decode(data: bytes) -> str:
    """Return the text of bytes, with one surrogate for each byte that is not UTF-8."""
    return data.decode(errors="surrogateescape")


def excerpt(text: str) -> str:
    """Return a value for a message: shortened, and without characters that cannot be printed."""
    short = text if len(text) <= _MOST_QUOTED else text[: _MOST_QUOTED - 1] + "…"
    return printable(short.encode(errors="replace").decode())


def quoted(text: str) -> str:
    """Return a value for a message in back-quotes, or words for an empty one."""
    return f"`{excerpt(text)}`" if text.strip() else "an empty value"


@lru_cache(1024)
def suggestion(word: str, known: tuple[str, ...]) -> str:
    """Return a hint with the nearest known word; the cache helps with repeated typos."""
    return did_you_mean(word, known)


def _width(data: bytes) -> int:
    return len(data.decode(errors="replace"))
