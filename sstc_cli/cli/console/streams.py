"""The streams of a run, always there and in UTF-8, and results as JSON for programs."""

import errno
import io
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TextIO, cast

from sstc_cli.diagnostics import json_text

# what a write to a closed pipe fails with
_CLOSED = errno.EINVAL if sys.platform == "win32" else errno.EPIPE
_SPACES = re.compile(r" +$", re.MULTILINE)
VERSION = 1
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")  # in JSON, only inside of texts


@contextmanager
def ready_streams() -> Iterator[None]:
    """Replace the standard streams by ones that every command can use, in any shell."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by a scheduler, or by `>&-` in a shell
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 until the end
            setattr(sys, name, nowhere)
    with redirect_stdout(_ready(sys.stdout)), redirect_stderr(_ready(sys.stderr)):
        yield


@contextmanager
def for_a_reader() -> Iterator[None]:
    """Raise BrokenPipeError if the reader of stdout has closed the pipe, on any system."""
    try:
        yield
    except OSError as error:
        if error.errno == _CLOSED:
            raise BrokenPipeError(errno.EPIPE, "the reader has closed the pipe") from error
        raise


def drop_stdout() -> None:
    """Discard the rest for stdout; otherwise Python complains when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ready(stream: TextIO) -> TextIO:
    """Return the stream in UTF-8, and outside a terminal without the spaces that rich pads with."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream if stream.isatty() else cast("TextIO", _Trimmed(stream))


class _Trimmed:
    """A stream without spaces at the ends of its lines."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write whole lines, which is all that commands write."""
        with for_a_reader():
            return self._stream.write(_SPACES.sub("", text) if " \n" in text else text)

    def flush(self) -> None:
        """Write what the buffer has."""
        with for_a_reader():
            self._stream.flush()


def drawing(stream: TextIO, color: str) -> tuple[bool, Literal["auto", "standard"] | None]:
    """Return whether to treat a stream as a terminal, and the colours that rich may use."""
    terminal = {"always": True, "never": False}.get(color, stream.isatty())
    if color == "never" or (color == "auto" and not use_color(terminal)):
        return terminal, None
    return terminal, "auto" if color == "auto" else "standard"


def use_color(terminal: bool) -> bool:
    """Return whether a stream may have colours, by https://no-color.org and the terminal."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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
    document = {"version": VERSION, **content}
    return json_text(document, _plain)


def _plain(value: object) -> object:
    """Return a JSON value for another one; `asdict` would try to copy time zones."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")
