"""The streams of a run: there, in UTF-8, and with lines that end where their words do."""

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TextIO, cast

_BLANKS = re.compile(r" +$", re.MULTILINE)


@contextmanager
def ready_streams() -> Iterator[None]:
    """Streams that every command can write to, whatever the shell and the system gave us."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed, as a scheduler does, or `>&-` in a shell
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 until the end
            setattr(sys, name, nowhere)
    with redirect_stdout(_ready(sys.stdout)), redirect_stderr(_ready(sys.stderr)):
        yield


def drop_stdout() -> None:
    """Send what is left for stdout nowhere, else Python complains when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ready(stream: TextIO) -> TextIO:
    """The stream in UTF-8; rich fills lines up with blanks, which no file or pipe is to have."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return stream if stream.isatty() else cast("TextIO", _Trimmed(stream))


class _Trimmed:
    """A stream without blanks at the ends of its lines."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write lines; all that we write at once ends with one."""
        return self._stream.write(_BLANKS.sub("", text) if " \n" in text else text)
