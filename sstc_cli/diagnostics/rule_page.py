"""The code, the name and the page of a rule, of whatever kind."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any, ClassVar

_EXAMPLE = re.compile(r"^(.+):\n((?:  .+\n)+)", re.MULTILINE)
_MARK = re.compile(r" # <- [EW]\d+$")
_KEY = re.compile(r" *(- \{id: \w+|[^:;]+)")


@dataclass(frozen=True)
class DocumentedRule:
    """A code, and the function that yields what it stands for. Its docstring is the page.

    An example is the indented lines below `Wrong:` or `Right:`. Below `Instead:` are only the lines
    in which the right example differs. Such a line takes the place of the one with the same key;
    if there is none, that of the marked line, which `nothing` deletes. Examples leave out what they
    share: their lines with a `…` stand for the lines in `short`, by the pattern that they match.
    """

    code: str
    function: Callable[..., Iterator[Any]]
    language: ClassVar[str]
    short: ClassVar[Mapping[str, str]]

    @property
    def name(self) -> str:
        """The mistake, in words."""
        return self.function.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """The page of the code: its meaning, why it matters, a wrong and a right example."""
        start, *examples = _EXAMPLE.split(cleandoc(self.function.__doc__ or "") + "\n")
        parts, lines = [start], [""]
        for head, example, after in zip(*[iter(examples)] * 3, strict=True):
            given = [line[2:] for line in example.splitlines()]
            lines = list(_right(lines, given)) if head == "Instead" else given
            title = "Right" if head == "Instead" else head
            parts += [f"{title}:\n\n```{self.language}\n{self.written(lines)}\n```", after]
        return "\n\n".join(part.strip("\n") for part in parts if part.strip("\n")) + "\n"

    def written(self, lines: Sequence[str]) -> str:
        """Return an example with all that it leaves out."""
        example = "\n".join(lines)
        for pattern, written in self.short.items():
            example = re.sub(rf"^{pattern}$", written, example, flags=re.MULTILINE)
        return example


def _right(wrong: Sequence[str], instead: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the right example, which is the wrong one with some lines changed."""
    marked = {_key(line) for line in wrong if _MARK.search(line)}
    keys = {_key(line) for line in wrong} - marked
    changed = {_key(line): line for line in instead if _key(line) in keys}
    others = [line for line in instead if _key(line) not in keys]
    for line in wrong:
        if not _MARK.search(line):
            yield changed.get(_key(line), line)
        elif not others:
            yield _MARK.sub("", line)
        elif others != ["nothing"]:
            yield from others


def _key(line: str) -> str:
    found = _KEY.match(line)
    return found[0] if found else line
