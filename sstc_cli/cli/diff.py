"""What edits change in the data files: as a diff, and as diagnostics."""

import re
import sys
from collections.abc import Iterator
from difflib import unified_diff

from rich.text import Text

from sstc_cli.cli.session import Session
from sstc_cli.diagnostics import printable, split_lines
from sstc_cli.workspace import Difference, Workspace

CONTEXT = 3
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
        sys.stdout.write(diff)
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
    """The diff of a file; most of what is the same is cut away, because `difflib` guesses in it."""
    if before == after:
        return
    old, new = (split_lines(text, keep_ends=True) for text in (before, after))
    same = _same(old, new)
    first = max(0, same - CONTEXT)
    last = CONTEXT - _same(old[same:][::-1], new[same:][::-1])
    cut = slice(first, last if last < 0 else None)
    for line in unified_diff(old[cut], new[cut], file, file, n=CONTEXT):
        yield _HEAD.sub(lambda at: f"@@ -{int(at[1]) + first}{at[2]} +{int(at[3]) + first}", line)


def _same(old: list[str], new: list[str]) -> int:
    """How many lines are the same from the start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))
