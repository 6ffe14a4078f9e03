"""What edits change in the data files: as a diff, and as diagnostics."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from functools import partial
from itertools import islice

from rich.text import Text

from sstc_cli.cli.console.session import Session
from sstc_cli.diagnostics import printable, split_lines
from sstc_cli.workspace import Difference, Workspace

CONTEXT = 3
_BLOCK = 65_536  # characters
_NEAR = 50  # lines that are looked at for the next one that both have
_HEAD = re.compile(r"^@@ -(\d+)(\S*) \+(\d+)")
_STYLES = {"---": "bold", "+++": "bold", "@": "cyan", "-": "red", "+": "green"}


def write_diff(before: Workspace, after: Workspace) -> str:
    """The unified diff of all files that differ."""
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
        for file, tree in after.trees.items()
        for line in _lines(file, before.trees[file].text, tree.text)
    )


def show_diff(session: Session, diff: str) -> None:
    """Write a diff to stdout: in colours on a terminal, else exactly as it is."""
    if session.color != "always" and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(diff.encode())
        return
    for line in split_lines(diff):
        style = next((each for start, each in _STYLES.items() if line.startswith(start)), "")
        session.out.print(Text(printable(line), style), soft_wrap=True)


def show_difference(session: Session, after: Workspace, found: Difference) -> None:
    """Say which diagnostics are new, with their places, and which are gone."""
    if found.new:
        session.say("new with this change:")
        session.show(found.new, after)
    if found.gone:
        session.say("gone with this change:")
        for each in found.gone:
            session.say(f"  {each.severity} {each.code}: {printable(each.message)}")


def _lines(file: str, before: str, after: str) -> Iterator[str]:
    """The diff of a file, part by part: `difflib` alone guesses in large ones."""
    head, tail = _shared_ends(before, after)
    above = before[:head]
    skipped = above.count("\n") + above.count("\r") - above.count("\r\n")
    middle = (each[head : len(each) - tail] for each in (before, after))
    old, new = (split_lines(each, keep_ends=True) for each in middle)
    for part, (first, last, start, end) in enumerate(_parts(old, new)):
        lines = unified_diff(old[first:last], new[start:end], file, file, n=CONTEXT)
        for line in islice(lines, 2 if part else 0, None):
            yield _HEAD.sub(partial(_moved, skipped + first, skipped + start), line)


def _shared_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters at both ends a diff need not look at: whole lines, far from the rest."""
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
    """The head of a hunk whose parts start at these lines of their files."""
    return f"@@ -{int(head[1]) + first}{head[2]} +{int(head[3]) + start}"


def _parts(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the two differ, with the lines around: from and to in the old, and in the new."""
    parts: list[tuple[int, int, int, int]] = []
    for first, last, start, end in _differing(old, new):
        if parts and first - parts[-1][1] <= 2 * CONTEXT:
            first, start = parts[-1][0], parts[-1][2]  # noqa: PLW2901 they share a hunk
            parts.pop()
        parts.append((first, last, start, end))
    for first, last, start, end in parts:
        before, behind = min(CONTEXT, first, start), CONTEXT
        yield first - before, last + behind, start - before, end + behind


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ; each ends at the next line that both have, and have once."""
    once = _once(new)
    anchors = [(at, once[line]) for line, at in _once(old).items() if line in once]
    anchors.append((len(old), len(new)))
    first = start = at = 0
    while True:
        while first < len(old) and start < len(new) and old[first] == new[start]:
            first, start = first + 1, start + 1
        if first == len(old) and start == len(new):
            return
        while anchors[at][0] < first:
            at += 1
        near = [each for each in anchors[at : at + _NEAR] if each[1] >= start]
        last, end = min([*near, anchors[-1]], key=sum)  # a line that was moved far is no anchor
        yield first, last, start, end
        first, start = last, end


def _once(lines: list[str]) -> dict[str, int]:
    """The lines that stand there only once, and where."""
    counts = Counter(lines)
    return {line: at for at, line in enumerate(lines) if counts[line] == 1}
