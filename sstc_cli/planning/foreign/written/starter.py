"""The starter's plan in parts, so that a plan from a schedule keeps its comments and its order."""

import re
from collections.abc import Mapping

_KEY = re.compile(r"([a-z_]+):")


def filled(starter: str, parts: Mapping[str, str | None]) -> str:
    """Return the starter's text with other parts.

    A part replaces its key and what is below it, and its comments stay; None removes both. A part
    that begins with `#` replaces the comments, too.
    """
    lines: list[str] = []
    comments: list[str] = []
    current: str | None = None
    for line in starter.splitlines():
        key = _KEY.match(line)
        if key is None and line.startswith("#"):
            comments.append(line)
            current = None if not line else current
            continue
        if key is None and (line.startswith((" ", "-")) or (not line and current in parts)):
            if current not in parts:
                lines.append(line)
            elif not line and current != "webinars" and (not lines or lines[-1]):
                lines.append("")
            continue
        if key is None:  # a blank line between parts
            lines += [*comments, line]
            comments, current = [], None
            continue
        current = key[1]
        part = parts.get(current, line)
        if part is not None:
            lines += [*([] if part.startswith("#") else comments), part]
        comments = []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def comment_in(starter: str, beginning: str) -> list[str]:
    """Return the lines of a comment inside a part of the starter, without their indent."""
    lines = [line.strip() for line in starter.splitlines()]
    at = next(at for at, line in enumerate(lines) if line.startswith(f"# {beginning}"))
    end = next(end for end in range(at, len(lines)) if not lines[end].startswith("#"))
    return lines[at:end]
