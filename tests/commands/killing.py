"""Run by `test_survey_kills.py`: commands in forked children, each killed at a random moment.

A child inherits what was imported once, so that it works after a few milliseconds.
"""

import io
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

from sstc_cli.cli import main

Words = list[str]
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
AGAIN = 3  # after every third kill the command is run a second time


def begun(words: Words) -> int:
    """The process id of a child that runs a command."""
    child = os.fork()
    if child == 0:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            status = main(words)
        os._exit(status)
    return child


def finished(words: Words) -> float:
    """How many seconds a command takes when nobody kills it; 99 is a bug."""
    started = time.monotonic()
    _, status = os.waitpid(begun(words), 0)
    if os.waitstatus_to_exitcode(status) not in (0, 2):
        raise SystemExit(f"{words} ended with {status}")
    return time.monotonic() - started


def contents(store: Path) -> object:
    """Everything that a store holds; None where it is not begun."""
    if not store.exists() or not store.stat().st_size:
        return None
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [*connection.iterdump()] if connection.execute(_TABLES).fetchone() else None


def restored(base: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)


def killed(words: Words, times: int, place: Path) -> dict[str, int]:
    """Kill a command that many times; how often nothing and how often all had been done."""
    store, base = place / "store.sqlite", place.with_name("base")
    place.mkdir(exist_ok=True)
    restored(place, base)
    before = contents(store)
    whole = finished(words)
    after = contents(store)
    found = {"nothing": 0, "all": 0}
    chance = random.Random(" ".join(words))  # noqa: S311
    for turn in range(times):
        restored(base, place)
        child = begun(words)
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        state = contents(store)
        assert state in (before, after), f"{words} left a half"
        found["all" if state == after else "nothing"] += 1
        if turn % AGAIN == 0:
            finished(words)
            assert contents(store) == after, f"{words} ended elsewhere the second time"
    return found


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    jobs = json.load(sys.stdin)
    main(["surveys", "check"])  # what children then need not import
    done = [killed(words, times, Path(".sstc").absolute()) for words, times in jobs]
    sys.stderr.write(json.dumps(done))
