"""Ctrl-C and other requests to end: the mail in flight is finished first."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from types import FrameType

_SIGNALS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]
_NAP = 0.2  # seconds after which a wait sees a request


class Stopping:
    """A request to end, which ends every wait soon.

    Another one interrupts what may take long, and nothing else: the ledger would be left half used.
    """

    def __init__(self) -> None:
        self._asked = False
        self._may_interrupt = False

    def __call__(self) -> bool:
        """Return whether somebody has asked to end."""
        return self._asked

    def wait(self, seconds: float) -> None:
        """Wait so long, or until somebody asks to end."""
        # a signal that comes while `threading.Event` holds its lock would wait for it for ever
        end = monotonic() + seconds
        while not self._asked and (left := end - monotonic()) > 0:
            sleep(min(left, _NAP))

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let another request raise KeyboardInterrupt in the block."""
        self._may_interrupt = True
        try:
            yield
        finally:
            self._may_interrupt = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals of the system as requests, but for those that `nohup` lets us ignore."""
        heard = [number for number in _SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
        before = {number: signal.signal(number, self._ask) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked and self._may_interrupt:
            self._may_interrupt = False
            raise KeyboardInterrupt
        self._asked = True
