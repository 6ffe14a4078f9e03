"""A value as YAML text on one line."""

import re

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

from sstc_cli.unseen import unseen_in, with_unseen_as

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
