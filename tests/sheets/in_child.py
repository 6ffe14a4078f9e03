"""What children do in tests: answer well, badly, too much or never."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock

VALUES = [
    *("", "a", "第七场", 'a "b"\\\n\u2028', "\U0001f600", "\ud800"),
    *(0, -1, 2**70, 0.1, -0.0, 1e300, float("inf"), True, False, None),
    *(date(2020, 2, 29), datetime(2020, 10, 9, 17, 2, 11, 7), datetime(2020, 10, 9, tzinfo=UTC)),
    *(clock(13, 0), clock(1, 2, 3, 4), timedelta(days=-1, seconds=5, microseconds=6)),
]


def echo(data: bytes, *words: object) -> Iterator[object]:
    yield [len(data), *words]
    os.write(1, b"what a reader says")
    os.write(2, b"and complains")
    yield VALUES


def killed(data: bytes) -> Iterator[object]:
    yield 1
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def hanging(data: bytes) -> Iterator[object]:
    yield 1
    time.sleep(60)


def deaf(data: bytes) -> Iterator[object]:
    os.closerange(1, 64)  # also the pipe of the answer
    time.sleep(60)
    yield 1


def failing(data: bytes) -> Iterator[object]:
    yield 1
    raise SystemExit("a panic is no Exception")


def filling(data: bytes) -> Iterator[object]:
    yield len(bytearray(2_000_000_000))


def talking(data: bytes) -> Iterator[object]:
    while True:
        yield "x" * 1_000


def long_winded(data: bytes) -> Iterator[object]:
    yield "x" * 100_000
