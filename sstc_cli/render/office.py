"""Fill the templates of the office's page, in which each value is escaped."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sstc_cli.unseen import visible

_FOLDER = Path(__file__).with_name("office")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    environment.filters |= {
        "code": _with_code,
        "sentence": sentence,
        "times": _with_times,
        "of_page": without_options,
    }
    return environment


def _seen(value: object) -> object:
    """Return a text without characters that would turn the direction of others."""
    return visible(value) if type(value) is str else value


_WITH_OPTION = re.compile(r" with `--[a-z-]+`")
_OPTION = re.compile(r"`--?([a-z-]+)`")
_OF_TERMINAL = re.compile(r"`[^`]*(?<![^\s`])--?[a-z][^`]*`|`sstc undo`")
_BETWEEN = re.compile(r"(;? otherwise |; |, or |, and )")
_LABELS = ("help: ", "to take it back: ")


def without_options(said: str) -> str:
    """Return what a command says without advice to add options, for which the page has fields."""
    return "".join(map(_without_advice, said.splitlines(keepends=True)))


def _without_advice(line: str) -> str:
    """Return a line without its clauses about options: only advice can vanish as a whole.

    An error names a field as the page does, and a warning has its advice in brackets at its end.
    """
    line = _WITH_OPTION.sub("", line)
    found = _OF_TERMINAL.search(line)
    if not found or line.startswith("error:"):
        return _OPTION.sub(r"`\1`", line)
    for label in _LABELS:
        if line.startswith(label):
            text = _kept(line.removeprefix(label).rstrip("\n"))
            return f"{label}{text}\n" if text else ""
    start = line.rfind(" (", 0, found.start())
    if start >= 0 and line.endswith(")\n"):
        text = _kept(line[start + 2 : -2])
        return line[:start] + (f" ({text})" if text else "") + "\n"
    text = _kept(line.rstrip("\n"))
    return f"{text}\n" if text else line


def _kept(text: str) -> str:
    """Return the clauses of a text that name no option."""
    clauses = _BETWEEN.split(text)
    kept = ""
    for between, clause in zip(["", *clauses[1::2]], clauses[::2], strict=True):
        if not _OF_TERMINAL.search(clause):
            kept += (between if kept else "") + clause
    return kept


def sentence(text: str) -> str:
    """Return a text with a capital letter, unless it begins with a key, a file or a command."""
    return text[:1].upper() + text[1:] if "".join(text.split()[:1]).isalpha() else text


_TIMES = re.compile(r"([0-9][0-9:–-]*[0-9])")
_TIME = Markup('<bdi dir="ltr">{}</bdi>')


def _with_code(text: str) -> Markup:
    """Return a text whose parts in backticks are set as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(visible(text)))))  # noqa: S704 escaped


def _with_times(text: str) -> Markup:
    """Return a text whose dates and times read from left to right, also in Arabic."""
    parts = _TIMES.split(visible(text))  # before `'` becomes `&#39;`
    marked = (_TIME.format(part) if at % 2 else escape(part) for at, part in enumerate(parts))
    return Markup().join(marked)


def office_page(template: str, say: Callable[..., str], names: Mapping[str, object]) -> bytes:
    """Return a page; `say` has the words of its language."""
    return _environment().get_template(f"{template}.html").render(_=say, **names).encode()


def office_file(name: str) -> bytes:
    """Return the style sheet or the script of the page."""
    return (_FOLDER / name).read_bytes()
