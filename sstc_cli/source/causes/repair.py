"""A correction that may make YAML of a text, and the lines from which corrections are guessed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Retype
from sstc_cli.source.reports import Reports
from sstc_cli.source.spot import BREAK, line_start

KEY = "[A-Za-z_][A-Za-z0-9_-]*"
MOST_LINES = 60
_HEAD = re.compile(rf"(?P<indent>[^\S\r\n]*)(?P<dash>- +)?(?:\{{ *)?(?P<key>{KEY})?(?=[:\s]|$)")
_SKIPPED = re.compile(r"\s*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Repair:
    """Other characters from `start` up to `end`; `place` is what the message is about.

    It is `certain` if no other correction is likely.
    """

    start: int
    end: int
    text: str
    message: str
    hint: str
    place: tuple[int, int]
    code: str = "E101"
    certain: bool = True

    def made(self, text: str) -> str:
        """Return the text with the correction."""
        return text[: self.start] + self.text + text[self.end :]

    def report(self, reports: Reports, code: str) -> None:
        """Report it, with its correction if it is certain."""
        fix = Retype(self.start, self.end, self.text) if self.certain else ()
        reports.add(code, self.message, self.place, self.hint, fix)

    @property
    def growth(self) -> int:
        """The number of characters that it adds."""
        return len(self.text) - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, without its break."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """Its characters."""
        return self.text[self.start : self.end]

    @property
    def number(self) -> int:
        """Its number from 1."""
        return len(BREAK.findall(self.text, 0, self.start)) + 1

    @property
    def indent(self) -> int:
        """The number of spaces before its first other character."""
        return len(self.words) - len(self.words.lstrip(" "))

    @property
    def dash(self) -> int | None:
        """The column of its `- `, from 0; None if it does not start an item."""
        return self.indent if self.words[self.indent :].startswith("- ") else None

    @property
    def key(self) -> str:
        """The key with which it starts, perhaps after `- ` or `- {`; empty if it has none."""
        head = _HEAD.match(self.words)
        return (head and head["key"]) or ""

    @property
    def is_flow(self) -> bool:
        """Whether a `{` follows its indentation and its `- `."""
        return self.words[self.column :].startswith("{")

    @property
    def column(self) -> int:
        """The column of what follows its `- `, or of its first character."""
        item = re.match(r" *(?:- +)?", self.words)
        return item.end() if item else 0

    def above(self) -> Iterator["Line"]:
        """Yield the lines above it that are neither empty nor comments, the nearest first."""
        start = self.start
        for _ in range(MOST_LINES):
            if not start:
                return
            line = line_at(self.text, start - 1)
            start = line.start
            if not _SKIPPED.fullmatch(line.words):
                yield line

    def below(self) -> "Line | None":
        """Return the next line that is neither empty nor a comment, or None."""
        line = self
        for _ in range(MOST_LINES):
            found = BREAK.match(self.text, line.end)
            if not found:
                return None
            line = line_at(self.text, found.end())
            if not _SKIPPED.fullmatch(line.words):
                return line
        return None


def repaired_text(text: str, repairs: Sequence[Repair]) -> str:
    """Return the text with all repairs, which are in its order."""
    for repair in reversed(repairs):
        text = repair.made(text)
    return text


def line_at(text: str, position: int) -> Line:
    """Return the line of a position; a line break belongs to the line that it ends."""
    if text[position - 1 : position + 1] == "\r\n":
        position -= 1
    start = line_start(text, position)
    found = BREAK.search(text, max(position, start))
    return Line(text, start, found.start() if found else len(text))


def has_key(text: str, key: str) -> bool:
    """Return whether a text uses a word as a key."""
    return re.search(rf"(?m)(?:^[ \t]*(?:- +)?|[{{,] *){re.escape(key)}: ", text) is not None
