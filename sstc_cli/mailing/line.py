"""The line to the server: a session that is opened when it is needed, and again after trouble."""

from collections.abc import Callable
from dataclasses import dataclass

from sstc_cli.errors import SstcError
from sstc_cli.mail.account import Account
from sstc_cli.mail.connection import Connection, LostError, Patience, RefusedError, connect
from sstc_cli.mail.replies import Act, Reply, words_of
from sstc_cli.mailing.guard import PausedError

_MAILS = 100  # of one session: some servers end it after more
_LOST, _BUSY = (1, 5, 15), (5, 30, 120)  # seconds before another try
_AGAIN = "run this again to continue"


class BusyError(Exception):
    """The server wanted no session now; the line has waited."""


@dataclass
class Line:
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
                self._refuse(error.reply)
                raise BusyError from None
            self._mails = 0
        return self._connection

    def passed(self) -> None:
        """Count a mail that the server has answered: the line works."""
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
        """End the session politely."""
        if self._connection is not None:
            self._connection.quit()
        self._connection = None

    def drop(self) -> None:
        """Close the socket at once."""
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

    def _refuse(self, reply: Reply) -> None:
        """Refuse to go on if a session is refused for good; otherwise wait."""
        if reply.act in (Act.DEFER, Act.BACK_OFF, Act.FEWER):
            self.busy(reply)
            return
        raise refused(self.account, reply)


def no_connection(account: Account, error: LostError) -> SstcError:
    """Return the error for a server that cannot be reached, or breaks off."""
    message = f"no connection to {account.server}: {error.reason}"
    return SstcError(message, f"check `host`, `port`, `tls` and the network, then {_AGAIN}")


def refused(account: Account, reply: Reply) -> PausedError:
    """Return the error for a reply that stops the batch, with its remedy."""
    words = words_of(reply.reason)
    did = "takes no more mails now" if reply.act is Act.PAUSE else "refused this account"
    message = f"the server {account.server} {did} ({reply.reason}, {words})"
    hint = reply.remedy or "check `host`, `user` and `from`, or ask the administrator of the server"
    return PausedError(message, hint)
