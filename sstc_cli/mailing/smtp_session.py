"""Sessions with the server, opened again after trouble, and when to stop the whole batch."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from sstc_cli.errors import SstcError
from sstc_cli.mail.account import Account
from sstc_cli.mail.connection import Connection, LostError, Patience, RefusedError, connect
from sstc_cli.mail.replies import Act, Reply, words_of
from sstc_cli.quantity import quantity

_SAME, _FIRST, _PART = 10, 20, 0.05
_BROKEN = 3  # in a row
_POLICY, _LATER = 3, 20  # addresses in a row that the server does not take now


class PausedError(SstcError):
    """The batch stops here; the mails that are left wait."""


@dataclass
class Guard:
    """Counts of the ends of attempts in one run."""

    attempts: int = 0
    failed: int = 0
    broken: int = 0
    breaks: int = 0
    last: deque[str] = field(default_factory=lambda: deque(maxlen=_SAME))
    later: dict[str, Reply] = field(default_factory=dict)

    def failure(self, reason: str) -> None:
        self.failed += 1
        self._count(reason)

    def other(self) -> None:
        self.breaks = 0
        self._count("")

    def deferral(self, mail: str, reply: Reply) -> None:
        """Count a mail that the server does not take now, until it takes or fails another one."""
        later = {**self.later, mail: reply}
        self.other()
        self.later = later

    def lost(self) -> None:
        self.broken += 1
        self.breaks += 1
        self._count("")

    def refuse(self, account: Account) -> None:
        """Raise PausedError if the batch must not go on."""
        reason = self.last[-1] if self.last else ""
        self._refuse_later(account)
        if self.breaks >= _BROKEN or self._is_part(self.broken):
            message = f"the server broke off after each of the last {_BROKEN} mails"
            if self.breaks < _BROKEN:
                count = quantity(self.attempts, "mail")
                message = f"the server broke off after {self.broken} of {count}, more than 5 %"
            hint = "ask the administrator of the server; `sstc mail resolve` settles these mails"
            raise PausedError(f"{message}, so the batch was stopped", hint)
        if reason and len(self.last) == _SAME and len({*self.last}) == 1:
            why = f"{reason}, {words_of(reason)}"
            message = f"the server refused {_SAME} mails in a row ({why})"
            hint = "ask the administrator of the server; `sstc mail status` lists those mails"
            raise PausedError(f"{message}, so the batch was stopped", hint)
        if self._is_part(self.failed):
            count = quantity(self.attempts, "mail")
            message = f"the server refused {self.failed} of {count}, more than 5 %"
            hint = "correct the list, or run this again to continue with the others"
            raise PausedError(f"{message}, so the batch was stopped", hint)

    def _refuse_later(self, account: Account) -> None:
        """Raise PausedError if the server has put off too many different addresses in a row."""
        replies = [*self.later.values()]
        policies = [reply for reply in replies if reply.act is Act.POLICY]
        if len(policies) >= _POLICY:
            raise refused(account, policies[-1])
        if len(replies) >= _LATER:
            why = f"{replies[-1].reason}, {words_of(replies[-1].reason)}"
            message = f"the server took none of the last {len(replies)} mails now ({why})"
            hint = "`sstc mail status` lists them; if that continues, ask your provider"
            raise PausedError(f"{message}, so the batch was stopped", hint)

    def _is_part(self, count: int) -> bool:
        return self.attempts >= _FIRST and count > self.attempts * _PART

    def _count(self, reason: str) -> None:
        self.attempts += 1
        self.last.append(reason)
        self.later = {}


_MAILS = 100  # of one session: some servers end it after more
_LOST, _BUSY = (1, 5, 15), (5, 30, 120)  # seconds before another try
_AGAIN = "run this again to continue"


class BusyError(Exception):
    """The server wanted no session now; the line has waited."""


@dataclass
class ServerSessions:
    """The sessions with the server of an account, one after the other."""

    account: Account
    secret: Callable[[], str]
    wait: Callable[[float], None]
    patience: Patience
    _connection: Connection | None = None
    _mails: int = 0
    _tries: int = 0

    def ready(self) -> Connection:
        """Return an open session. Raise LostError, BusyError after a wait, or PausedError."""
        if self._connection is not None and self._mails >= _MAILS:
            self.close()
        if self._connection is None:
            try:
                self._connection = connect(self.account, self.secret(), self.patience)
            except RefusedError as error:
                if error.reply.act not in (Act.DEFER, Act.BACK_OFF, Act.FEWER):
                    raise refused(self.account, error.reply) from error
                self.busy(error.reply)
                raise BusyError from None
            self._mails = 0
        return self._connection

    def passed(self) -> None:
        self._mails += 1
        self._tries = 0

    def lost(self, error: LostError) -> None:
        """Wait before the next session; after some of them, raise SstcError.

        A server that has just taken a mail gets the next session at once.
        """
        self.drop()
        if self._worked():
            return
        if self._tries >= len(_LOST):
            raise no_connection(self.account, error)
        self._pause(_LOST)

    def busy(self, reply: Reply) -> None:
        """Wait before the next session, longer each time; after some of them, raise PausedError.

        A server that ends a session after many mails wants a new one at once.
        """
        self.close()
        if self._worked():
            return
        if self._tries >= len(_BUSY):
            message = f"the server {self.account.server} is busy ({reply.reason})"
            raise PausedError(message, reply.remedy or _AGAIN)
        self._pause(_BUSY)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.quit()
        self._connection = None

    def drop(self) -> None:
        if self._connection is not None:
            self._connection.abandon()
        self._connection = None

    def _worked(self) -> bool:
        """Return whether the last session has taken mails; ask once."""
        worked, self._mails = self._mails > 0, 0
        return worked

    def _pause(self, steps: tuple[int, ...]) -> None:
        self._tries += 1
        self.wait(steps[min(self._tries, len(steps)) - 1])


def no_connection(account: Account, error: LostError) -> SstcError:
    message = f"no connection to {account.server}: {error.reason}"
    return SstcError(message, f"check `host`, `port`, `tls` and the network, then {_AGAIN}")


def refused(account: Account, reply: Reply) -> PausedError:
    """Return the error for a reply that stops the batch, with its remedy."""
    words = words_of(reply.reason)
    is_full = reply.act in (Act.PAUSE, Act.POLICY)
    did = "takes no more mails now" if is_full else "refused this account"
    message = f"the server {account.server} {did} ({reply.reason}, {words})"
    hint = reply.remedy or "check `host`, `user` and `from`, or ask the administrator of the server"
    return PausedError(message, hint)
