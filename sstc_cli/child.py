"""Work on bytes from strangers in a process of its own, with bounds for memory, time and answer.

A parser that breaks, hangs or fills the memory there ends nothing but that process. Its answer is
JSON, which holds data and nothing else; dates and times come back as such.
"""

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import IO, Any, NamedTuple, Protocol

if sys.platform != "win32" and find_spec("resource"):
    import resource

_LONGEST = 64_000_000  # bytes of one item
_PAUSE = 0.1  # seconds, after which psutil is imported and looks for the first time
_ITEM, _END, _FAILED, _NO_MEMORY = b"+", b".", b"!", b"?"
_START = """
import json, os, sys
head = json.loads(sys.stdin.buffer.readline())
sys.path[:] = head.pop("path")
from sstc_cli.child import Task, serve
serve(Task(data=sys.stdin.buffer.read(), **head), os.fdopen(os.dup(1), "wb"))
"""
# the `python.exe` of a virtual environment starts another one, whose memory would not be seen
_PYTHON: str = (
    getattr(sys, "_base_executable", sys.executable) if sys.platform == "win32" else sys.executable
)


class Bounds(NamedTuple):
    """The bytes of memory and seconds that a child may take, and the bytes that it may answer."""

    memory: int = 600_000_000
    seconds: float = 60
    answer: int = 200_000_000


_USUAL = Bounds()


class Failure(StrEnum):
    """The reason why a child did not answer to the end."""

    MEMORY = "it needed too much memory"
    TIME = "it needed too much time"
    ANSWER = "its answer was too long"
    DIED = "it ended before its answer did"
    FAILED = "it failed, or its answer made no sense"


_FAILURES = {b"": Failure.DIED, _NO_MEMORY: Failure.MEMORY}


class ChildError(Exception):
    """A child did not answer to the end."""

    def __init__(self, failure: Failure, details: str = "") -> None:
        super().__init__(failure, details)
        self.failure = failure


class Task(NamedTuple):
    """The work of a child: a function of ours as `module:name`, its data, arguments and bounds."""

    work: str
    data: bytes
    arguments: tuple[Any, ...]
    memory: int
    seconds: float


class _Process(Protocol):
    pid: int
    stdout: IO[bytes]

    def give(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self) -> object: ...


def answers(
    work: str, data: bytes, *arguments: Any, bounds: Bounds = _USUAL, fork: bool = True
) -> Generator[Any, None, None]:
    """Yield what a function yields in a child; raise ChildError if that does not come to an end.

    `work` names the function as `module:name`; it gets the data and the arguments, which JSON must
    be able to hold, as what it yields. A process without threads is copied (`fork`) where the
    system can do so, otherwise a new Python is started. Close the iterator, which ends the child.
    """
    task = Task(work, data, arguments, bounds.memory, bounds.seconds)
    child: _Process = _Copy(task) if fork and _may_fork() else _Started(task)
    watch = _Watch(child, bounds)
    try:
        child.give()
        yield from _items(child.stdout, bounds.answer)
    except ChildError as error:
        watch.end()
        raise ChildError(watch.failure or error.failure, *error.args[1:]) from error
    finally:
        watch.end()
        child.kill()
        child.wait()
        child.stdout.close()


def _may_fork() -> bool:
    """Return whether this process can be copied: another thread may hold a lock just then."""
    if sys.platform != "linux" or not hasattr(os, "fork"):
        return False
    return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1


class _Copy:
    """A copy of this process, with the interface of a started one."""

    def __init__(self, task: Task) -> None:
        _work_of(task)  # so that it is imported here and once
        reader, writer = os.pipe()
        self.pid = os.fork()  # type: ignore[attr-defined,unused-ignore]
        if self.pid == 0:
            try:
                for number in (signal.SIGINT, signal.SIGTERM):
                    signal.signal(number, signal.SIG_DFL)
                os.closerange(3, writer)  # files and locks of the parent
                os.closerange(writer + 1, os.sysconf("SC_OPEN_MAX"))  # type: ignore[attr-defined,unused-ignore]
                with os.fdopen(writer, "wb") as out:
                    serve(task, out)
            finally:
                os._exit(0)
        os.close(writer)
        self.stdout: IO[bytes] = os.fdopen(reader, "rb")

    def give(self) -> None:
        """Do nothing: a copy has its task."""

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)  # type: ignore[attr-defined,unused-ignore]

    def wait(self) -> None:
        """Wait for its end."""
        os.waitpid(self.pid, 0)


class _Started:
    """A new Python, which has nothing but our modules and its task."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._child = subprocess.Popen(  # noqa: S603 no word of it is from outside
            [_PYTHON, "-I", "-S", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid, self.kill, self.wait = self._child.pid, self._child.kill, self._child.wait
        assert self._child.stdout is not None  # noqa: S101 for mypy
        self.stdout = self._child.stdout

    def give(self) -> None:
        """Send the task. A child that broke off before does not read it."""
        head = self._task._asdict() | {"path": [*filter(None, sys.path)]}
        data = head.pop("data")
        with suppress(OSError), self._child.stdin as stdin:  # type: ignore[union-attr]
            stdin.write(json.dumps(head).encode() + b"\n")
            stdin.write(data)


class _Watch:
    """A thread that ends a child after its time, or once it takes too much memory.

    Linux refuses a process more memory than its limit; macOS and Windows do not.
    """

    def __init__(self, child: _Process, bounds: Bounds) -> None:
        self.failure: Failure | None = None
        self._child, self._bounds, self._over = child, bounds, Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop watching."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        start = monotonic()
        while not self._over.wait(min(_PAUSE, self._bounds.seconds)):
            if monotonic() - start >= self._bounds.seconds:
                self.failure = Failure.TIME
            elif _memory_of(self._child.pid) > self._bounds.memory:
                self.failure = Failure.MEMORY
            if self.failure:
                self._child.kill()
                return


def _memory_of(pid: int) -> int:
    """Return the bytes of memory that a process takes, or 0 if it is over."""
    psutil = import_module("psutil")  # takes longer than most files
    try:
        memory = psutil.Process(pid).memory_info()
    except psutil.Error:
        return 0
    found: int = getattr(memory, "private", memory.rss)  # Windows moves memory out of sight
    return found


def _items(stream: IO[bytes], left: int) -> Iterator[Any]:
    """Yield the items of an answer."""
    while True:
        line = stream.readline(min(left, _LONGEST) + 1)
        try:
            text = line.decode("utf-8", "surrogatepass")
            left -= sys.getsizeof(text)  # four times the bytes, if one character is a rare one
            if left < 0 or len(line) > _LONGEST:
                raise ChildError(Failure.ANSWER)
            if line[:1] != _ITEM:
                break
            item = _decoded(text[1:])
        except (ValueError, TypeError, RecursionError, OverflowError) as error:
            raise ChildError(Failure.FAILED) from error
        yield item
    if line != _END + b"\n":
        raise ChildError(_FAILURES.get(line[:1], Failure.FAILED), text[1:].strip())


def serve(task: Task, out: IO[bytes]) -> None:
    """Do a task in this process, which ends after it, and write the answer."""
    gc.disable()  # it costs more time than the memory is worth
    null = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):  # readers that are written in Rust say there why they give up
        os.dup2(null, number)
    _limit(task)
    try:
        for item in _work_of(task)(task.data, *task.arguments):
            out.write(_ITEM + _encoded(item).encode("utf-8", "surrogatepass") + b"\n")
        end = _END
    except MemoryError:
        end = _NO_MEMORY
    except BaseException as error:  # noqa: BLE001 a panic of Rust is no Exception
        end = _FAILED + type(error).__name__.encode()  # its text may be from the file
    with suppress(OSError):  # the parent has heard enough
        out.write(end + b"\n")
        out.flush()


def _work_of(task: Task) -> Callable[..., Iterable[Any]]:
    module, _, name = task.work.partition(":")
    work: Callable[..., Iterable[Any]] = getattr(import_module(module), name)
    return work


def _limit(task: Task) -> None:
    """Ask the system for the limits that it has."""
    if sys.platform != "win32" and "resource" in globals():
        has_now = 0
        with suppress(OSError):
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            has_now = pages * resource.getpagesize()
        for limit, value in (
            (resource.RLIMIT_AS, has_now + task.memory),
            (resource.RLIMIT_CPU, int(task.seconds) + 2),  # if the parent is gone
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(
                ValueError, OSError
            ):  # macOS refuses some, and a user may have a lower one
                resource.setrlimit(limit, (value, value))


def _plain(value: object) -> dict[str, Any]:
    """Return a date or a time as JSON can hold it."""
    if isinstance(value, timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    if isinstance(value, date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value))


_MOMENTS: dict[str, Callable[[Any], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
}


def _typed(found: dict[str, Any]) -> object:
    """Return the date or time that `_plain` made this of."""
    (kind, value), *_ = [*found.items(), ("", None)]
    return _MOMENTS[kind](value) if kind in _MOMENTS and len(found) == 1 else found


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
_decoded = json.JSONDecoder(object_hook=_typed).decode
