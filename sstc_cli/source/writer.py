"""Values and documents as YAML text: one value in each line and in a fixed order."""

import re
from collections.abc import Iterator, Mapping

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    ScalarEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from sstc_cli.diagnostics import Document
from sstc_cli.unseen import unseen_in, with_unseen_as

# words that other programs take for a truth value or for nothing (YAML 1.1, 10.3)
_WORDS = frozenset(("yes", "no", "on", "off", "y", "n", "null", "~"))
# what text without quotes cannot have, compiled on first use: the rules of yaml's own writer, which
# is slow
_NOT_PLAIN = r"""^(?:[ #,[\]{}&*!|>'"%@`]|[-?:](?: |$)|---|\.\.\.)| $|:(?: |$)| #"""
_NOT_PLAIN_IN_FLOW = rf"{_NOT_PLAIN}|^:|[,?[\]{{}}]|:(?!\w)"


def write_scalar(value: str, *, quote: str | None = None, flow: bool = False) -> str:
    """Return the value in these quotes, or without quotes if YAML allows that.

    `flow` is for a value inside `{…}` or `[…]`, in which fewer characters are allowed without
    quotes.
    """
    if quote == '"' or "\n" in value or "\t" in value or unseen_in(value):
        return _in_double_quotes(value)
    unfit = _NOT_PLAIN_IN_FLOW if flow else _NOT_PLAIN
    if quote is None and value and value.lower() not in _WORDS and not re.search(unfit, value):
        return value
    inner = value.replace("'", "''")
    return f"'{inner}'"


def _in_double_quotes(value: str) -> str:
    """Return the value in the only quotes that can escape characters."""
    events = (
        StreamStartEvent(),
        DocumentStartEvent(explicit=False),
        ScalarEvent(None, None, implicit=(True, True), value=value, style='"'),
        DocumentEndEvent(explicit=False),
        StreamEndEvent(),
    )
    document: str = yaml.emit(events, allow_unicode=True, width=float("inf"))
    # an empty value is written with the mark of a document
    return with_unseen_as(_escaped, document.removeprefix("--- ").removesuffix("\n"))


def _escaped(match: re.Match[str]) -> str:
    """Return a character as double quotes escape it: yaml's own writer leaves many as they are."""
    code = ord(match[0])
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def write(document: Mapping[str, Document], heading: str) -> str:
    return "\n".join([f"# {heading}", *lines(document), ""])


def lines(document: Document, indent: str = "") -> Iterator[str]:
    """Yield the lines of a map or a list; items are indented deeper than the key above them."""
    if isinstance(document, Mapping):
        for key, value in document.items():
            yield from _under(f"{indent}{write_scalar(key)}:", value, f"{indent}  ")
        return
    for item in document:
        yield from _under(f"{indent}-", item, f"{indent}  ")


def _under(mark: str, value: Document, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{mark} {write_scalar(value)}"
    elif not value:
        yield f"{mark} {'{}' if isinstance(value, Mapping) else '[]'}"
    elif mark.endswith("-"):
        first, *rest = lines(value, indent)
        yield f"{mark} {first.lstrip()}"
        yield from rest
    else:
        yield mark
        yield from lines(value, indent)


def flow(document: Document) -> str:
    """Return a document on one line, for a place inside `{…}` or `[…]`."""
    if isinstance(document, str):
        return write_scalar(document, flow=True)
    if isinstance(document, Mapping):
        return f"{{{', '.join(flow_entry(key, value) for key, value in document.items())}}}"
    return f"[{', '.join(map(flow, document))}]"


def flow_entry(key: str, value: Document) -> str:
    return f"{write_scalar(key, flow=True)}: {flow(value)}"
