"""When to stop a batch because something other than single addresses must be wrong."""

from collections import deque
from dataclasses import dataclass, field

from sstc_cli.errors import SstcError
from sstc_cli.mail.replies import words_of
from sstc_cli.quantity import quantity

_SAME, _FIRST, _PART = 10, 20, 0.05
_BROKEN = 3


class PausedError(SstcError):
    """The batch stops here; the mails that are left wait."""


@dataclass
class Guard:
    """Counts of the ends of attempts in one run."""

    attempts: int = 0
    failed: int = 0
    broken: int = 0
    last: deque[str] = field(default_factory=lambda: deque(maxlen=_SAME))

    def failure(self, reason: str) -> None:
        """Count a mail that failed for good."""
        self.failed += 1
        self._count(reason)

    def other(self) -> None:
        """Count a mail that was sent or deferred."""
        self.broken = 0
        self._count("")

    def lost(self) -> None:
        """Count a mail whose answer never came."""
        self.broken += 1
        self._count("")

    def refuse(self) -> None:
        """Raise PausedError if the batch must not go on."""
        reason = self.last[-1] if self.last else ""
        if self.broken >= _BROKEN:
            message = f"the server broke off after each of the last {_BROKEN} mails"
            hint = "ask the administrator of the server; `sstc mail resolve` settles these mails"
            raise PausedError(f"{message}, so the batch was stopped", hint)
        if reason and len(self.last) == _SAME and len({*self.last}) == 1:
            why = f"{reason}, {words_of(reason)}"
            message = f"the server refused {_SAME} mails in a row ({why})"
            hint = "ask the administrator of the server; `sstc mail status` lists those mails"
            raise PausedError(f"{message}, so the batch was stopped", hint)
        if self.attempts >= _FIRST and self.failed > self.attempts * _PART:
            count = quantity(self.attempts, "mail")
            message = f"the server refused {self.failed} of {count}, more than 5 %"
            hint = "correct the list; to go on with the rest, run this again"
            raise PausedError(f"{message}, so the batch was stopped", hint)

    def _count(self, reason: str) -> None:
        self.attempts += 1
        self.last.append(reason)
