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

# what every YAML reader takes as it stands; yaml's own writer looks at every single character
_PLAIN = re.compile(r"[^\W_](?:[\w.,/()&%+–-]|:(?=[\w/])|(?<=[\w.,)]) (?=[\w(]))*")
_LINE_ENDS = re.compile(r"[\r\n\x85\u2028\u2029]")


def write_scalar(value: str, *, quote: str | None = None, flow: bool = False) -> str:
    """The value with these quotes, or without any where YAML allows that.

    `flow` says whether it stands inside `{…}` or `[…]`, where plain text may hold less.
    """
    if quote is None and not flow and _PLAIN.fullmatch(value):
        return value
    style = '"' if _LINE_ENDS.search(value) else quote or (None if value else "'")
    events = (
        StreamStartEvent(),
        DocumentStartEvent(explicit=False),
        SequenceStartEvent(None, None, implicit=True, flow_style=flow),
        ScalarEvent(None, None, implicit=(True, True), value=value, style=style),
        SequenceEndEvent(),
        DocumentEndEvent(explicit=False),
        StreamEndEvent(),
    )
    written: str = yaml.emit(events, allow_unicode=True, width=float("inf"))
    start, end = ("[", "]\n") if flow else ("- ", "\n")
    return written.removeprefix(start).removesuffix(end)
