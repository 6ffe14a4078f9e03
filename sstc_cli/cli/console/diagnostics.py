"""Diagnostics on a terminal, drawn in colours."""

import re
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.highlighter import RegexHighlighter
from rich.text import Text
from rich.theme import Theme

from sstc_cli.diagnostics import Diagnostic, write_drawn

_LABEL = re.compile(r"\w+(?:\[\w+\])?: | *= help: ")
_ROOM = 20  # columns; a text in fewer is hard to read
_STYLES = Theme(
    {
        "sstc.error": "bold red",
        "sstc.warning": "bold yellow",
        "sstc.gutter": "blue",
        "sstc.help": "green",
        "sstc.mark": "bold red",
    }
)


class _Highlighter(RegexHighlighter):
    base_style = "sstc."
    highlights = (
        r"(?m)^(?P<error>error(\[\w+\])?)",
        r"(?m)^(?P<warning>warning(\[\w+\])?)",
        r"(?m)^(?P<gutter> *-->|\d* *\|)",
        r"(?m)^ +\| *(?P<mark>\^+)",
        r"(?m)^ *= (?P<help>help)",
    )


def draw(console: Console, diagnostics: Sequence[Diagnostic], sources: Mapping[str, str]) -> None:
    """Draw each diagnostic under its source line; a terminal wraps texts below their beginning."""
    highlight = _Highlighter()
    width = console.width if console.file.isatty() else None
    with console.use_theme(_STYLES):
        for drawn in write_drawn(diagnostics, sources, width).split("\n\n"):
            text = highlight(drawn)
            if width:
                lines = text.split("\n", allow_blank=True)
                text = Text("\n").join(_wrapped(line, console, width) for line in lines)
            console.print(*[text], end="\n\n" if drawn else "\n", soft_wrap=True)


def _wrapped(line: Text, console: Console, width: int) -> Text:
    """Return a line, its text after the label broken at words; places and sources stay whole."""
    label = _LABEL.match(line.plain)
    indent = label.end() if label else width
    if width - indent < _ROOM:
        return line
    start, rest = line.divide([indent])
    pieces = rest.wrap(console, width - indent)
    for piece in pieces:
        piece.rstrip()
    return Text.assemble(start, Text("\n" + " " * indent).join(pieces))
