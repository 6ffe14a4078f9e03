"""Results as JSON with a version, for programs."""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from itertools import pairwise

VERSION = 1
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")  # in JSON, only inside of texts


def is_json_requested(words: Sequence[str]) -> bool:
    """Return whether the words ask for JSON, also when the command cannot read its options."""
    alone = "--json" in words or "--format=json" in words
    return alone or ("--format", "json") in pairwise(words)


def for_pipe(document: str) -> str:
    """Return JSON as a program gets it: on Windows in ASCII, as PowerShell 5 reads no UTF-8."""
    if sys.platform != "win32" or sys.stdout.isatty():
        return document
    return _BEYOND_ASCII.sub(lambda match: json.dumps(match[0])[1:-1], document)


def write_results(**content: object) -> str:
    """Return `{"version": 1, …}` as text, with dataclasses as objects, and times with offsets."""
    from sstc_cli.diagnostics import json_text

    document = {"version": VERSION, **content}
    return json_text(document, _plain)


def _plain(value: object) -> object:
    """Return a JSON value for another one; `asdict` would try to copy time zones."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")
