"""Diffs without links to join, passcodes, and addresses and numbers of people."""

import re
from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import split_lines
from sstc_cli.source.private import without_private_details

_HEAD = re.compile(r"@@ -(\d+)\S* \+(\d+)")
_DOTS = re.compile(r"•(?:[^\n\r•]?•)*")
_SHORT, _CHANGED = "•••", "••• (changed)"


def without_private(diff: Iterable[str], before: str, after: str) -> Iterator[str]:
    """Yield the lines of a diff with dots for private values, and a note for one that changed."""
    texts = without_private_details({"-": before, "+": after})
    lines = {"-": _pairs(before, texts["-"]), "+": _pairs(after, texts["+"])}
    at = {"-": 0, "+": 0}
    removed: set[str] = set()
    is_head = True
    for line in diff:
        if head := _HEAD.match(line) if is_head or line[:1] == "@" else None:
            at, is_head = {"-": int(head[1]) - 1, "+": int(head[2]) - 1}, False
        if is_head or line[:1] not in " -+":
            yield line
            continue
        sign = "-" if line[0] == "-" else "+"
        real, hidden = lines[sign][at[sign]]
        shown = _DOTS.sub(_SHORT, hidden) if real != hidden else real
        for passed in "-+" if line[0] == " " else sign:
            at[passed] += 1
        if line[0] == " ":
            removed.clear()
        elif sign == "-" and real != hidden:
            removed.add(shown)
        elif sign == "+" and shown in removed:
            shown = shown.replace(_SHORT, _CHANGED)
        yield line[0] + shown


def _pairs(text: str, hidden: str) -> list[tuple[str, str]]:
    """Return the lines of a text, each with what is shown of it."""
    both = (split_lines(part, keep_ends=True) for part in (text, hidden))
    return list(zip(*both, strict=True))
