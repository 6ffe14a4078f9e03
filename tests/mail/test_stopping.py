"""Requests to end, at any moment of a wait."""

import signal
import subprocess
import sys

import pytest

from sstc_cli.cli.mail.send import Stopping

# each round asks at the next line that is run, in the standard library as well, until none is left
AT_EACH_LINE = """
import signal, sys
from sstc_cli.cli.mail.send import Stopping

def waited(at):
    lines = 0
    def trace(frame, event, _):
        nonlocal lines
        lines += event == "line"
        if event == "line" and lines == at:
            signal.raise_signal(signal.SIGTERM)
        return trace
    stopping = Stopping()
    with stopping.listening():
        sys.settrace(trace)
        stopping.wait(1 if at else 0)
        sys.settrace(None)
    return stopping()

waited(0)
at = 1
while waited(at):
    at += 1
print(at)
"""


def test_a_request_at_any_moment_of_a_wait_ends_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_EACH_LINE],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 4


def test_only_what_may_take_long_is_interrupted() -> None:
    stopping = Stopping()
    with stopping.listening():
        with stopping.interruptible():
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt), stopping.interruptible():
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    assert stopping()
