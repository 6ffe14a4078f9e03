"""Lines as they stand in a file, and what is wrong with them before it has a place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sstc_cli.diagnostics import Severity, did_you_mean, printable

_SHOWN = 60

Span = tuple[int, int]


class LineSpot(NamedTuple):
    """Part of one line of the file: line and columns count from 1; `text` is the whole line."""

    line: int
    column: int
    end_column: int
    text: str


@dataclass(slots=True)
class Written:
    """An unfolded line: its parts in the file, without line ends and fold blanks."""

    number: int
    parts: Sequence[bytes]

    def spot(self, start: int, end: int) -> LineSpot:
        """Where characters of the unfolded line stand in the file."""
        text = decoded(b"".join(self.parts))
        first = len(text[:start].encode(errors="surrogateescape"))
        last = first + len(text[start:end].encode(errors="surrogateescape"))
        index = 0
        while first >= len(self.parts[index]) and index < len(self.parts) - 1:
            first, last = first - len(self.parts[index]), last - len(self.parts[index])
            index += 1
        part = self.parts[index]
        blank = min(index, 1)
        column = 1 + blank + _width(part[:first])
        end_column = max(column + 1, 1 + blank + _width(part[:last]))
        return LineSpot(
            self.number + index, column, end_column, " " * blank + part.decode(errors="replace")
        )

    def diagnostic_at(
        self, code: str, message: str, hint: str, span: Span, weight: Severity | None = None
    ) -> "Unplaced":
        """Something wrong with these characters of the unfolded line."""
        return Unplaced(code, message, hint, self, span, weight)


@dataclass(slots=True)
class ContentLine(Written):
    """A property: `name;params:value`; the name is in capitals, quotes of parameters are gone."""

    name: str
    value: str
    at: int
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """The value's characters; the name's where the value is empty."""
        return (self.at, self.at + len(self.value)) if self.value else (0, len(self.name))

    def span_of(self, param: str) -> Span:
        """A parameter's characters, from its name on."""
        text = decoded(b"".join(self.parts))
        found = re.search(rf";{param}=", text, re.IGNORECASE)
        start = found.start() + 1 if found else 0
        return start, start + len(param) + 1 + len(self.params[param])

    def diagnostic(
        self,
        code: str,
        message: str,
        hint: str,
        span: Span | None = None,
        weight: Severity | None = None,
    ) -> "Unplaced":
        """Something wrong with the value, or with other characters."""
        return Unplaced(code, message, hint, self, span or self.span, weight)


class Unplaced(NamedTuple):
    """A diagnostic without its place, which is looked for only if it is shown."""

    code: str
    message: str
    hint: str
    line: Written
    span: Span
    weight: Severity | None = None


def decoded(data: bytes) -> str:
    """Text of a file, in which what is not UTF-8 keeps its place."""
    return data.decode(errors="surrogateescape")


def shown(text: str) -> str:
    """A value as messages quote it: not too long, in characters that can be printed."""
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return printable(short.encode(errors="replace").decode())


@lru_cache(1024)
def suggestion(word: str, known: tuple[str, ...]) -> str:
    """A hint: the nearest known word, which takes its time, and files repeat themselves."""
    return did_you_mean(word, known)


def _width(data: bytes) -> int:
    return len(data.decode(errors="replace"))
