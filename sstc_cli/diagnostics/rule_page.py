"""What every rule has, whatever it looks at: a code, a name, and a page with two examples."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any, ClassVar

_MARKED = re.compile(r"^.* # <- [EW]\d+\n", re.MULTILINE)


@dataclass(frozen=True)
class DocumentedRule:
    """A code, and the function that yields what it stands for. Its docstring is the page.

    Examples leave out what they share. Their lines with a `…` stand for the lines in `short`, by
    the pattern that they match. A right example in a block `yaml instead` has only the lines that
    take the place of the marked line of the wrong one.
    """

    code: str
    function: Callable[..., Iterator[Any]]
    short: ClassVar[Mapping[str, str]] = {}

    @property
    def name(self) -> str:
        """What is wrong, in words."""
        return self.function.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """What the code means, why it matters, and a wrong and a right example, in Markdown."""
        page = cleandoc(self.function.__doc__ or "") + "\n"
        *start, wrong, between, right, end = page.split("```")
        _, instead, lines = right.partition(" instead\n")
        if instead:
            right = _MARKED.sub(lambda _: lines, wrong)
        page = "```".join([*start, wrong, between, right, end])
        for pattern, written in self.short.items():
            page = re.sub(rf"^{pattern}$", written, page, flags=re.MULTILINE)
        return page
