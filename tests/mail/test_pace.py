"""The pace of the account: in no 60 seconds more mails than its limit, whoever sends them."""

import bisect
import random
from pathlib import Path

import pytest
from offices import office, store_place
from prepared import account, prepare, sending
from scripted import Scripted, serving
from senders import counts, run, store_in
from sqlalchemy import update

from sstc_cli.errors import SstcError
from sstc_cli.mail.account import DAY, MINUTE, Pace, read_account
from sstc_cli.store.mail.batch import MailState
from sstc_cli.store.mail.ledger import LEASE, Ledger, Outcome, open_ledger
from sstc_cli.store.schema import MAILS

__all__ = ["office", "store_place"]
START = 1_800_000_000.0


class Clock:
    """The clock of the database, which goes on while a sender works and waits."""

    def __init__(self, seed: int = 1) -> None:
        self.now, self._rng = START, random.Random(seed)  # noqa: S311

    def __call__(self, _: object) -> float:
        self.now += self._rng.uniform(0, 0.4)
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


class Timed(Scripted):
    """A server that notes when it accepts a mail."""

    def __init__(self, clock: Clock) -> None:
        super().__init__({})
        self.clock = clock
        self.times: list[float] = []

    def reply(self, stage: str) -> object:
        if stage == "dot":
            self.times.append(self.clock.now)
        return super().reply(stage)


def most_in(times: list[float], seconds: int) -> int:
    """Return the most mails that were accepted in any window of so many seconds."""
    ordered = sorted(times)
    return max(bisect.bisect_left(ordered, at + seconds) - n for n, at in enumerate(ordered))


def paced(office: Path, port: int, per_minute: int, per_day: int = 10_000) -> None:
    account(office, port)
    file = office / ".sstc" / "mail.toml"
    text = file.read_text().replace("= 100000\n", f"= {per_minute}\n")
    file.write_text(text.replace("= 1000000\n", f"= {per_day}\n"))


@pytest.mark.parametrize(("per_minute", "seed"), [(10, 1), (30, 2), (7, 3)])
def test_in_no_minute_more_are_sent_than_allowed(office: Path, per_minute: int, seed: int) -> None:
    batch = prepare(office, 75)
    clock = Clock(seed)
    server = Timed(clock)
    with serving(server) as port:
        paced(office, port, per_minute)
        for most in (13, 1, 29, None):  # runs that end, and go on
            run(office, batch, clock=clock, most=most)
    assert len(server.accepted) == len({*server.accepted}) == 75
    assert most_in(server.times, MINUTE) == per_minute
    assert clock.now - START < 1.3 * 75 / per_minute * MINUTE + MINUTE  # it does not dawdle


def test_in_no_day_more_are_sent_than_allowed(office: Path) -> None:
    batch = prepare(office, 45)
    clock = Clock()
    server = Timed(clock)
    with serving(server) as port:
        paced(office, port, 1_000, 20)
        assert run(office, batch, clock=clock).states == {"sent": 45}
    assert most_in(server.times, DAY) == 20
    assert clock.now - START > 2 * DAY


def granted(ledger: Ledger, most: int, pace: Pace) -> list[str]:
    return [mail.id for mail in ledger.claim(most, pace.windows).mails]


def test_two_senders_share_one_pace(office: Path, store_place: str) -> None:
    batch = prepare(office, 60)
    clock, pace = Clock(), Pace(10, 1_000)
    with (
        open_ledger(store_in(office), batch, "one") as one,
        open_ledger(store_in(office), batch, "two") as two,
    ):
        for ledger in (one, two):
            ledger.use_clock(clock)
            ledger.begin()
        mine = granted(one, 6, pace)
        assert (len(mine), len(granted(two, 50, pace))) == (6, 4)
        assert granted(one, 50, pace) == [] and granted(two, 50, pace) == []
        one.release()
        assert len(granted(two, 50, pace)) == 6  # what was not sent is free again
        ends = [Outcome(id_, MailState.SENT) for id_ in mine]
        assert two.fence([], mine[0])
        two.keep(ends)
        clock.wait(MINUTE + 1)
        one.keep(ends)  # not its own
        assert len(granted(one, 50, pace)) == 6  # the other four are still claimed


def test_a_sender_that_slept_never_sends_the_dot(office: Path, store_place: str) -> None:
    batch = prepare(office, 3)
    clock, pace = Clock(), Pace(100, 1_000)
    with (
        open_ledger(store_in(office), batch, "laptop") as laptop,
        open_ledger(store_in(office), batch, "server") as server,
    ):
        for ledger in (laptop, server):
            ledger.use_clock(clock)
            ledger.begin()
        first, second, third = granted(laptop, 3, pace)
        assert laptop.fence([], first)
        assert granted(server, 3, pace) == []
        clock.wait(LEASE + 1)
        assert {*granted(server, 3, pace)} == {second, third}
        assert not laptop.fence([], second)
        assert server.fence([], second)
        laptop.keep([Outcome(first, MailState.SENT)])  # its answer came late, but it came
        laptop.keep([Outcome(second, MailState.FAILED)])  # and this is not its mail any more
        server.keep([Outcome(second, MailState.SENT), Outcome(third, MailState.SENT)])
    assert counts(office, batch) == {"sent": 3}


def test_a_clock_that_went_back_is_refused(office: Path) -> None:
    batch = prepare(office, 2)
    with store_in(office).writing() as connection:
        connection.execute(update(MAILS).values(at=4e9))
    with sending(office), pytest.raises(SstcError, match=r"in the future, .* nothing was sent"):
        run(office, batch)


def test_deferred_mails_wait_longer_each_time(office: Path) -> None:
    batch = prepare(office, 1, more={"expires_at": "2027-01-15T12:00:00+00:00"})
    clock = Clock()
    clock.now = 1_800_000_000  # 2027-01-15 08:00 UTC
    waits = []
    with serving(Scripted({"rcpt": [b"451 4.3.0 later\r\n"]})) as port:
        account(office, port)
        assert read_account(office / ".sstc" / "mail.toml").port == port
        for _ in range(20):
            ended = run(office, batch, clock=clock)
            if ended.states != {"deferred": 1}:
                break
            with store_in(office).reading() as connection:
                next_at = connection.exec_driver_sql("SELECT next_at FROM mails").scalar()
            waits.append(round((next_at - clock.now) / 60))
            assert run(office, batch, clock=clock).states == {"deferred": 1}
            clock.now = next_at + 1
    assert waits == [1, 5, 15, 60, 60, 60]
    assert ended.states == {"expired": 1}
