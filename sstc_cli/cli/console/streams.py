"""The streams of a run: always there, in UTF-8, and without spaces at the ends of lines."""

import errno
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TextIO, cast

# what a write to a closed pipe fails with
_CLOSED = errno.EINVAL if sys.platform == "win32" else errno.EPIPE
_SPACES = re.compile(r" +$", re.MULTILINE)


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
