"""Diagnostics on a terminal, drawn in colours."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.highlighter import RegexHighlighter
from rich.theme import Theme

from sstc_cli.diagnostics import Diagnostic, write_drawn

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
    """Draw each diagnostic under its source line."""
    highlight = _Highlighter()
    with console.use_theme(_STYLES):
        for drawn in write_drawn(diagnostics, sources).split("\n\n"):
            text = highlight(drawn)
            console.print(*[text], end="\n\n" if drawn else "\n", soft_wrap=True)
