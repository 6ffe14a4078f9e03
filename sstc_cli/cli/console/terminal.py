"""A terminal: a console on which only rich itself can steer it, and what is drawn there.

Rich takes a tenth of the time of a command, and a command in a pipe needs nothing of it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.highlighter import RegexHighlighter
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme

from sstc_cli.cli.console.streams import drawing
from sstc_cli.diagnostics import Diagnostic, Severity, printable, split_lines, write_drawn
from sstc_cli.unseen import visible

_LABEL = re.compile(r"\w+(?:\[\w+\])?: | *= help: ")
_START = re.compile(r" *(?:\d+\. )?")
_PATIENCE = 0.5  # seconds before a bar appears
_FEW = 3  # warnings of one code that are drawn one by one
_ROOM = 20  # columns; a text in fewer is hard to read
_STYLES = Theme(
    {
        "sstc.error": "bold red",
        "sstc.warning": "bold yellow",
        "sstc.gutter": "bright_blue",  # plain blue is hard to read on black
        "sstc.help": "green",
        "sstc.mark": "bold red",
    }
)
_DIFF = {"---": "bold", "+++": "bold", "@": "cyan", "-": "red", "+": "green"}


# what no line tears: a short command in a sentence, and a number of people
_WHOLE = re.compile("`[^`\n]{1,32}`|\\bn = [0-9]+")
_FIRM = "\ufdd0"  # stands for a space in them, as rich breaks lines at no-break spaces, too


def _firm(text: str) -> str:
    return _WHOLE.sub(lambda found: found[0].replace(" ", _FIRM), text)


class SafeConsole(Console):
    """A console that prints U+FFFD for control characters in texts, and tears no short command."""

    def render_str(self, text: str, **options: Any) -> Text:
        """Return a text whose lines break where they may."""
        return super().render_str(_firm(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Yield the pieces of what is printed; those that rich makes to steer stay as they are."""
        for text, style, control in super().render(renderable, options):
            shown = text if control else visible(text.replace(_FIRM, " "))
            yield Segment(shown, style, control)


def new_console(stream: TextIO, color: str) -> Console:
    """Return a console that writes escape codes only if `color` and the terminal allow it.

    Those of rich pass; those in texts do not.
    """
    terminal, system = drawing(stream, color)
    return SafeConsole(
        file=stream,
        force_terminal=terminal,
        no_color=system is None,
        color_system=system,
        highlight=False,
        emoji=False,
        markup=False,
    )


@contextmanager
def progress_bar(console: Console, what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yield a function that counts finished steps, with a bar once that takes long."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=console, transient=True)
    task, start = bar.add_task(what, total=total), monotonic()

    def step(done: int) -> None:
        bar.advance(task, done)
        if not bar.live.is_started and monotonic() - start > _PATIENCE:
            bar.start()

    try:
        yield step
    finally:
        bar.stop()


def print_indented(console: Console, text: str) -> None:
    """Print a text broken at words, whose lines begin below its own beginning, after a number."""
    words = _START.sub("", text, count=1)
    start = text.removesuffix(words)
    lines = console.render_str(words).wrap(console, max(console.width - len(start), _ROOM))
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text(" " * len(start) if number else start) + line, soft_wrap=True)


def print_diff(console: Console, diff: str) -> None:
    """Print a diff in colours."""
    for line in split_lines(diff):
        style = next((style for start, style in _DIFF.items() if line.startswith(start)), "")
        console.print(Text(printable(line), style), soft_wrap=True)


class _Highlighter(RegexHighlighter):
    base_style = "sstc."
    highlights = (
        r"(?m)^(?P<error>error(\[\w+\])?)",
        r"(?m)^(?P<warning>warning(\[\w+\])?)",
        r"(?m)^(?P<gutter> *-->|\d* *\|)",
        r"(?m)^ +\| *(?P<mark>\^+)",
        r"(?m)^ *= (?P<help>help)",
    )


def draw(
    console: Console,
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, str],
    *,
    every: bool = True,
) -> None:
    """Draw each diagnostic under its source line; a terminal wraps texts below their beginning.

    Unless `every` one is wanted, many warnings of one code are one line with their number.
    """
    width = console.width if console.file.isatty() else None
    alone, gathered = (diagnostics, []) if every or not width else _gathered(diagnostics)
    with console.use_theme(_STYLES):
        for drawn in write_drawn(alone, sources, width).split("\n\n") if alone else ():
            _print_drawn(console, drawn, width, end="\n\n" if drawn else "\n")
        for group in gathered:
            _print_drawn(console, _counted(group), width)
        if gathered:
            hint = "= help: `sstc validate --all` shows each of them"
            _print_drawn(console, f"  {hint}", width, end="\n\n")


def _gathered(
    diagnostics: Sequence[Diagnostic],
) -> tuple[list[Diagnostic], list[list[Diagnostic]]]:
    """Return errors and what is rare, and all others by their codes."""
    by_code = defaultdict[str, list[Diagnostic]](list)
    for found in diagnostics:
        if found.severity is not Severity.ERROR:
            by_code[found.code].append(found)
    many = {code: group for code, group in by_code.items() if len(group) > _FEW}
    return [found for found in diagnostics if found.code not in many], [*many.values()]


def _counted(group: Sequence[Diagnostic]) -> str:
    first = group[0]
    where = f" in {first.place}" if first.place else ""
    message = f"{len(group)} of this code, the first{where}: {first.message}"
    return printable(f"{first.severity}[{first.code}]: {message}")


def _print_drawn(console: Console, drawn: str, width: int | None, end: str = "\n") -> None:
    text = _Highlighter()(_firm(drawn))
    if width:
        lines = text.split("\n", allow_blank=True)
        text = Text("\n").join(_wrapped(line, console, width) for line in lines)
    console.print(*[text], end=end, soft_wrap=True)


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
