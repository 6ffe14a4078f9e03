"""Sending a batch: each mail at most once, none silently lost, in any order of accidents."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from time import monotonic

from sstc_cli.errors import SstcError
from sstc_cli.mail.account import Account
from sstc_cli.mail.connection import Connection, Envelope, LostError, RefusedError, UnsentError
from sstc_cli.mail.replies import Act, Reply
from sstc_cli.mailing.smtp_session import BusyError, Guard, ServerSessions, refused
from sstc_cli.store.mail.batch import MailState
from sstc_cli.store.mail.ledger import LEASE, Claimed, Grant, Ledger, Outcome

_AT_ONCE = 50  # mails of one claim
_DELAYS = (60, 300, 900, 3600)  # seconds before a deferred mail is tried again
_LOSSES = 2  # of the connection, after which a mail is deferred
_TRIES = 4  # that a policy may refuse, after which the mail has failed
_FLUSHES = 6  # tries to record what was sent, each of which waits for other commands
_RENEW = LEASE / 3
_OF_THE_MAIL = (Act.FAIL, Act.BAD_ADDRESS, Act.DEFER, Act.POLICY)  # others may be taken


@dataclass(frozen=True, slots=True)
class Hooks:
    """The world around a sender: `wait` ends early if it is `stopping`.

    A wait for the server, which may take minutes, is `interruptible`.
    """

    wait: Callable[[float], None]
    stopping: Callable[[], bool] = lambda: False
    step: Callable[[int], None] = lambda _: None
    pausing: Callable[[float], None] = lambda _: None
    interruptible: Callable[[], AbstractContextManager[None]] = nullcontext


@dataclass
class BatchSender:
    """One sender of one batch: of so many mails at `most`, `until` an instant of the database."""

    ledger: Ledger
    line: ServerSessions
    read: Callable[[Claimed], Envelope]
    account: Account
    hooks: Hooks
    most: int | None = None
    until: float | None = None
    ends: Counter[MailState] = field(default_factory=Counter)
    over: bool = False  # it stopped because of `most` or `until`
    _guard: Guard = field(default_factory=Guard)
    _pending: list[Outcome] = field(default_factory=list)
    _losses: Counter[str] = field(default_factory=Counter)
    _claimed_at: float = 0

    def run(self) -> None:
        """Send what may be sent now. Whatever ends it, the ledger says what has become of it."""
        try:
            while self._goes_on():
                grant = self.ledger.claim(self._most(), self.account.pace.windows, self.until)
                if grant.mails:
                    self._send_all(grant)
                elif not self._waited(grant):
                    break
        finally:
            self._end()

    def _goes_on(self) -> bool:
        self.over = self.over or self._most() <= 0
        return not self.hooks.stopping() and not self.over

    def _most(self) -> int:
        done = self.ends.total()
        return _AT_ONCE if self.most is None else min(_AT_ONCE, self.most - done)

    def _waited(self, grant: Grant) -> bool:
        """Wait until the pace allows more; return False if nothing is left."""
        self._flush()
        self.over = self._is_late(grant.now + (grant.wait or 0))
        if grant.wait is None or self.over:
            return False
        self.hooks.pausing(grant.wait)
        self.hooks.wait(grant.wait)
        return True

    def _is_late(self, instant: float) -> bool:
        return self.until is not None and instant >= self.until

    def _send_all(self, grant: Grant) -> None:
        """Send the mails of a claim, and give up the rest if something comes between."""
        start = self._claimed_at = monotonic()
        for mail in grant.mails:
            self.over = self._is_late(grant.now + monotonic() - start)
            if self.over or self.hooks.stopping() or not self._send(mail):
                self._flush()
                self.ledger.release()
                return
            self._guard.refuse(self.account)

    def _send(self, mail: Claimed) -> bool:
        """Send one mail; return False if the claim is to be given up."""
        envelope = self.read(mail)
        connection = self._offered(mail, envelope)
        if not isinstance(connection, Connection):
            return connection
        if monotonic() - self._claimed_at > _RENEW:
            self.ledger.renew()
            self._claimed_at = monotonic()
        done, self._pending = self._pending, []
        try:
            passed = self.ledger.fence(done, mail.id)
        except BaseException:
            self._pending = done
            self.line.drop()
            raise
        if not passed:  # another sender may have it: its dot must not be sent
            self.line.drop()
            return False
        return self._finish(connection, mail)

    def _offered(self, mail: Claimed, envelope: Envelope) -> Connection | bool:
        """Send all but the dot. Return the session, or whether to go on without this mail."""
        connection = None
        try:
            with self.hooks.interruptible():
                connection = self.line.ready()
                self._refuse_size(connection, envelope)
                connection.offer(envelope)
        except BusyError:
            self._flush()
            return False
        except LostError as error:
            return self._lost(mail, error, connected=connection is not None)
        except RefusedError as error:
            return self._refused(mail, error, connection)
        return connection

    def _lost(self, mail: Claimed, error: LostError, *, connected: bool) -> bool:
        """Give up the claim, and wait; a mail that breaks the connection twice is deferred."""
        self._losses[mail.id] += connected
        if self._losses[mail.id] >= _LOSSES:
            self._note(self._deferred(mail, "lost"))
        else:  # it may be at its dot, which was not sent
            self._pending.append(Outcome(mail.id, MailState.PREPARED))
        self._flush()
        self.line.lost(error)
        return False

    def _finish(self, connection: Connection, mail: Claimed) -> bool:
        """Send the dot, and note the answer; without one, it is unknown what has become of it."""
        try:
            with self.hooks.interruptible():
                reply = connection.finish()
        except UnsentError as error:
            return self._lost(mail, error, connected=True)
        except LostError:
            self._unknown(mail)
            return True
        if reply.act is Act.ACCEPTED:
            self.line.passed()
            self._note(Outcome(mail.id, MailState.SENT))
        elif reply.act in _OF_THE_MAIL:
            self.line.passed()
            self._note_refusal(mail, reply)
        else:
            self._note(self._deferred(mail, reply.reason))
            self._stop_or_wait(reply)
        return True

    def _unknown(self, mail: Claimed) -> None:
        self.line.drop()
        self._guard.lost()
        self._note(Outcome(mail.id, MailState.UNKNOWN, "no answer"), count=False)
        self._flush()

    def _refused(self, mail: Claimed, error: RefusedError, connection: Connection | None) -> bool:
        """Note a refusal before the dot; return whether to go on with this claim."""
        reply = error.reply
        if error.of_sender and reply.act in (Act.POLICY, Act.BAD_ADDRESS):
            raise refused(self.account, reply)
        if reply.act not in _OF_THE_MAIL:
            self._stop_or_wait(reply)
            return False
        self._note_refusal(mail, reply)
        self.line.passed()
        try:
            if connection is not None:
                with self.hooks.interruptible():
                    connection.reset()
        except LostError:
            self.line.drop()
        return True

    def _stop_or_wait(self, reply: Reply) -> None:
        """Stop the batch for a reply about the account, or wait for a busy server."""
        self._flush()
        if reply.act in (Act.BACK_OFF, Act.FEWER):
            self.line.busy(reply)
        elif reply.act in (Act.STOP, Act.PAUSE):
            raise refused(self.account, reply)

    def _note_refusal(self, mail: Claimed, reply: Reply) -> None:
        """Note what a refusal makes of a mail."""
        if reply.act is Act.DEFER or (reply.act is Act.POLICY and not self._is_its_own(mail)):
            self._guard.deferral(mail.id, reply)
            self._note(self._deferred(mail, reply.reason), count=False)
            return
        bad = reply.act is Act.BAD_ADDRESS
        self._guard.failure(reply.reason)
        failed = Outcome(mail.id, MailState.FAILED, reply.reason, bad_address=bad)
        self._note(failed, count=False)

    def _is_its_own(self, mail: Claimed) -> bool:
        """Return whether a policy is surely about the recipient, and not about the account.

        It is if it refuses the mail again after the server has taken others, or often.
        """
        return bool(mail.attempts and self.ends[MailState.SENT]) or mail.attempts >= _TRIES

    def _deferred(self, mail: Claimed, reason: str) -> Outcome:
        delay = _DELAYS[min(mail.attempts, len(_DELAYS) - 1)]
        return Outcome(mail.id, MailState.DEFERRED, reason, delay)

    def _note(self, outcome: Outcome, *, count: bool = True) -> None:
        """Keep an end for the next transaction: one for each mail is enough."""
        self._pending.append(outcome)
        self.ends[outcome.state] += 1
        self.hooks.step(1)
        if count:
            self._guard.other()

    def _refuse_size(self, connection: Connection, envelope: Envelope) -> None:
        if connection.size and len(envelope.data) > connection.size:
            message = f"a mail has {len(envelope.data):,} bytes, and the server takes "
            message += f"{connection.size:,} at most"
            raise SstcError(message, "leave out an attachment, and prepare the batch again")

    def _flush(self) -> None:
        """Record the ends now, and try hard: what is not recorded is unknown."""
        for turn in range(_FLUSHES if self._pending else 0):
            try:
                self.ledger.keep(self._pending)
            except SstcError:
                if turn == _FLUSHES - 1:
                    raise
                self.hooks.wait(turn)
            else:
                self._pending = []
                return

    def _end(self) -> None:
        try:
            self._flush()
            self.ledger.release()
        finally:
            self.line.close()
