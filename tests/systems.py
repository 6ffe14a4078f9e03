"""Reasons for which a system cannot run a test: each is a mark that skips it there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def needs(what: str, *, here: bool) -> pytest.MarkDecorator:
    """Return a mark that skips a test, with its reason, if the system lacks what it needs."""
    return pytest.mark.skipif(not here, reason=f"this system has no {what}")


POSIX = hasattr(os, "fork")
CLOSED_FOLDERS = needs("folder that refuses this user", here=POSIX and os.geteuid() != 0)
FILE_MODES = needs("permissions for owner, group and others", here=POSIX)
INTERRUPTS = needs("Ctrl-C for a single process", here=POSIX)
KILLS = needs("SIGKILL", here=hasattr(signal, "SIGKILL"))
LIMITS = needs("limit of memory and files for a process", here=sys.platform == "linux")
NAMED_PIPES = needs("named pipes", here=hasattr(os, "mkfifo"))
SHELL = needs("shell in which Unix programs are at hand", here=POSIX)
STOPS = needs("way to stop a command at its system calls", here=sys.platform == "linux")
TERMINALS = needs("terminal that a program can open", here=POSIX)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a disk of a size in a folder; skip the test where that is not allowed."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)]
    if not POSIX or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:  # noqa: PLW1510
        pytest.skip("no disk can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)
