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

    @property
    def span(self) -> Span:
        """The characters that a diagnostic marks, unless it names others."""
        return 0, 1

    def diagnostic(
        self,
        code: str,
        message: str,
        hint: str,
        span: Span | None = None,
        weight: Severity | None = None,
    ) -> "Unplaced":
        """Return a diagnostic about the span, or about other characters of the unfolded line."""
        return Unplaced(code, message, hint, self, span or self.span, weight)


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

    @property
    def text(self) -> str:
        return self.value.strip()

    def param(self, name: str) -> str:
        """Return a parameter in capitals, or an empty text."""
        return self.params.get(name, "").upper()

    def span_in(self, match: re.Match[str]) -> Span:
        """Return the characters that a pattern matches in the value."""
        return self.at + match.start(), self.at + match.end()

    def span_of(self, param: str) -> Span:
        """Return the characters of a parameter with its name."""
        text = decode(b"".join(self.parts))
        match = re.search(rf";{param}=", text, re.IGNORECASE)
        start = match.start() + 1 if match else 0
        return start, start + len(param) + 1 + len(self.params[param])

    def problem(
        self, message: str, hint: str, span: Span | None = None, weight: Severity | None = None
    ) -> "Unplaced":
        """Return what a rule yields: a diagnostic whose code is that of the rule."""
        return self.diagnostic("", message, hint, span, weight)


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


LINE_CODES = {
    "E801": "the file is not a calendar: it is empty, compressed, a web page or in UTF-16",
    "W802": "a line ends with a line feed only, not with carriage return and line feed (CRLF)",
    "W803": "a line is longer than 75 bytes (up to 998, it is only a note) and is not folded",
    "E804": "a text is not in UTF-8, so calendars show wrong letters",
    "E805": "a line is folded inside a character, so Thunderbird shows `�`",
    "E806": "the file begins with a byte order mark, so ical.js and vobject refuse it",
    "E807": "a line has a control character, which is not allowed in a calendar",
    "W808": "the last line has no line end, which strict programs require",
    "E809": "a line is not a property: it has no name or no colon",
    "E810": "a line is empty, which the standard does not allow: strict programs refuse it",
    "E811": "the parameters of a property cannot be read; a warning if its name begins with `X-`",
    "E812": "a parameter has a comma outside of quotes or appears twice, so a part of it is lost",
    "E813": "a `BEGIN` has no `END`, or an `END` has no `BEGIN`",
    "E814": "a property or a component is in a place where it is not allowed",
    "W815": "a second calendar begins in the file, but Outlook reads only the first one",
    "E816": "components are nested too deeply",
    "E817": "a line ends with a carriage return only, so ical.js sees one long line",
    "E818": "a file has 100,000 problems, so the rest is not checked",
}
