"""Values and documents as YAML text: one value in each line and in a fixed order."""

import re
from collections.abc import Iterator, Mapping

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from sstc_cli.diagnostics import Document
from sstc_cli.unseen import unseen_in, with_unseen_as

# words that other programs take for a truth value or for nothing (YAML 1.1, 10.3)
_WORDS = frozenset(("yes", "no", "on", "off", "y", "n", "null", "~"))
# text that needs no quotes, compiled on first use; a shortcut, because yaml's own writer analyses
# every character slowly
_PLAIN = r"[^\W_](?:[\w.,/()&%+–-]|:(?=[\w/])|(?<=[\w.,)]) (?=[\w(]))*"
# the same inside brackets, in which a comma would begin another value
_PLAIN_IN_FLOW = r"[^\W_](?:[\w./()&%+–-]|:(?=\w)|(?<=[\w.)]) (?=[\w(]))*"


def write_scalar(value: str, *, quote: str | None = None, flow: bool = False) -> str:
    """Return the value in these quotes, or without quotes if YAML allows that.

    `flow` is for a value inside `{…}` or `[…]`, in which fewer characters are allowed without
    quotes.
    """
    if quote is None and value.lower() in _WORDS:
        return f"'{value}'"
    if quote is None and re.fullmatch(_PLAIN_IN_FLOW if flow else _PLAIN, value):
        return value
    # only double quotes can escape characters; an empty value needs some quotes
    style = '"' if "\n" in value or unseen_in(value) else quote or (None if value else "'")
    events = (
        StreamStartEvent(),
        DocumentStartEvent(explicit=False),
        SequenceStartEvent(None, None, implicit=True, flow_style=flow),
        ScalarEvent(None, None, implicit=(True, True), value=value, style=style),
        SequenceEndEvent(),
        DocumentEndEvent(explicit=False),
        StreamEndEvent(),
    )
    # a list of one item, because yaml writes a document of a single plain text with an end mark
    document: str = yaml.emit(events, allow_unicode=True, width=float("inf"))
    start, end = ("[", "]\n") if flow else ("- ", "\n")
    return with_unseen_as(_escaped, document.removeprefix(start).removesuffix(end))


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
