"""The names of figures in the officers' texts: `{content.two_best}`, `{content.two_best@7}`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_NAME = r"[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)*"
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_WRITTEN = re.compile(rf"({_NAME})(?:@([1-9][0-9]{{0,3}}))?")


class FigureName(NamedTuple):
    """The path of a value in the tables of a report; `webinar` is another one than the report's."""

    path: str
    webinar: int | None = None

    def __str__(self) -> str:
        return self.path if self.webinar is None else f"{self.path}@{self.webinar}"


@dataclass(frozen=True, slots=True)
class Named:
    """The words in braces at an index of a text; `name` is None if they are not a name."""

    index: int
    written: str
    name: FigureName | None


def read_name(written: str) -> FigureName | None:
    """Return the name of a figure as people write it, or None."""
    found = _WRITTEN.fullmatch(written.strip())
    return FigureName(found[1], int(found[2]) if found[2] else None) if found else None


def named_in(text: str) -> Iterator[Named]:
    """Yield whatever a text has in braces."""
    for found in _BRACES.finditer(text):
        yield Named(found.start(), found[1], read_name(found[1]))


def with_values(text: str, value_of: Callable[[FigureName], str]) -> str:
    """Return a text with values instead of the names in braces; what is not a name stays."""

    def value(found: re.Match[str]) -> str:
        name = read_name(found[1])
        return found[0] if name is None else value_of(name)

    return _BRACES.sub(value, text)
