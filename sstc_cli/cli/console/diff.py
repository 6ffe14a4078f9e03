"""The changes that edits make to data files: as a diff, and as diagnostics."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from functools import partial
from itertools import islice

from sstc_cli.cli.console.session import Session
from sstc_cli.diagnostics import printable, split_lines
from sstc_cli.workspace import Difference, Workspace

CONTEXT = 3
_BLOCK = 65_536  # characters
_NEAR = 50  # common lines after a difference among which the nearest is searched
_HEAD = re.compile(r"^@@ -(\d+)(\S*) \+(\d+)")


def write_diff(before: Workspace, after: Workspace) -> str:
    """Return the unified diff of all files that differ."""
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
        for file, tree in after.trees.items()
        if before.trees[file].text != tree.text
        for line in _lines(file, before.trees[file].text, tree.text)
    )


def show_diff(session: Session, diff: str) -> None:
    """Write a diff to stdout, in colours on a terminal, otherwise exactly as it is."""
    if session.color != "always" and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(diff.encode())
        return
    from sstc_cli.cli.console.terminal import print_diff  # noqa: PLC0415 rich is slow to load

    print_diff(session.out, diff)


def show_difference(session: Session, after: Workspace, difference: Difference) -> None:
    """Report which diagnostics are new, with their places, and which are fixed."""
    if difference.new:
        session.say("new with this change:")
        session.show(difference.new, after, every=False)
    if difference.gone:
        session.say("fixed by this change:")
        for diagnostic in difference.gone:
            message = printable(diagnostic.message)
            session.say(f"  {diagnostic.severity} {diagnostic.code}: {message}")


def _lines(file: str, before: str, after: str) -> Iterator[str]:
    """Yield the diff of a file part by part, because `difflib` alone guesses in large files."""
    head, tail = _shared_ends(before, after)
    above = before[:head]
    skipped = above.count("\n") + above.count("\r") - above.count("\r\n")
    middles = (text[head : len(text) - tail] for text in (before, after))
    old, new = (split_lines(middle, keep_ends=True) for middle in middles)
    for part, (first, last, start, end) in enumerate(_parts(old, new)):
        lines = unified_diff(old[first:last], new[start:end], file, file, n=CONTEXT)
        for line in islice(lines, 2 if part else 0, None):
            yield _HEAD.sub(partial(_moved, skipped + first, skipped + start), line)


def _shared_ends(before: str, after: str) -> tuple[int, int]:
    """Return how many characters at both ends are common whole lines outside every hunk."""
    head, tail, most = 0, 0, min(len(before), len(after))
    while head + _BLOCK <= most and before.startswith(after[head : head + _BLOCK], head):
        head += _BLOCK
    while head + tail + _BLOCK <= most and before.endswith(
        after[len(after) - tail - _BLOCK : len(after) - tail], 0, len(before) - tail
    ):
        tail += _BLOCK
    end = len(before) - tail
    for _ in range(CONTEXT + 1):
        head = before.rfind("\n", 0, max(head - 1, 0)) + 1
        end = before.find("\n", end) + 1 or len(before)
    return head, len(before) - end


def _moved(first: int, start: int, head: re.Match[str]) -> str:
    """Return the head of a hunk, with its line numbers moved down."""
    return f"@@ -{int(head[1]) + first}{head[2]} +{int(head[3]) + start}"


def _parts(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the two differ, with context lines: from and to in the old, and in the new."""
    parts: list[tuple[int, int, int, int]] = []
    for first, last, start, end in _differing(old, new):
        if parts and first - parts[-1][1] <= 2 * CONTEXT:
            first, start = parts[-1][0], parts[-1][2]  # noqa: PLW2901 merged into one hunk
            parts.pop()
        parts.append((first, last, start, end))
    for first, last, start, end in parts:
        above = min(CONTEXT, first, start)
        yield first - above, last + CONTEXT, start - above, end + CONTEXT


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges that differ; each ends at the next line that is unique in both."""
    unique = _unique(new)
    anchors = [(index, unique[line]) for line, index in _unique(old).items() if line in unique]
    anchors.append((len(old), len(new)))
    first = start = at = 0
    while True:
        while first < len(old) and start < len(new) and old[first] == new[start]:
            first, start = first + 1, start + 1
        if first == len(old) and start == len(new):
            return
        while anchors[at][0] < first:
            at += 1
        near = [anchor for anchor in anchors[at : at + _NEAR] if anchor[1] >= start]
        last, end = min([*near, anchors[-1]], key=sum)  # not a line that was moved far away
        yield first, last, start, end
        first, start = last, end


def _unique(lines: list[str]) -> dict[str, int]:
    """Return the index of each line that occurs only once."""
    counts = Counter(lines)
    return {line: index for index, line in enumerate(lines) if counts[line] == 1}
