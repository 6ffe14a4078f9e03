"""Mails to a real Exim, whose senders are killed at random moments: none twice, none lost."""

import sys
from pathlib import Path

import pytest
from exim import Exim
from killed import kill_often, wrong
from offices import exim, exim_server, office, postfix, postfix_server, store_place
from postfix import Postfix
from prepared import account, prepare
from systems import KILLS

__all__ = ["exim", "exim_server", "office", "postfix", "postfix_server", "store_place"]
pytestmark = KILLS
RESTARTS = 2
MAILS = 80  # for each kill: more than a sender gets through before it


def torture(office: Path, server: Exim | Postfix, kills: int, senders: int) -> None:
    mails = kills * MAILS
    batch = prepare(office, mails)
    account(office, server.port)
    found = kill_often(office, batch, server, kills, senders=senders, restarts=RESTARTS)
    assert found["kills"] >= kills
    assert not wrong(found, mails)
    sys.stderr.write(f"{dict(found)}\n")


@pytest.mark.parametrize("senders", [1, 2])
def test_none_is_sent_twice_and_none_is_lost(office, exim, store_place, senders) -> None:
    torture(office, exim, 12, senders)


def test_postfix_gets_none_twice(office: Path, postfix: Postfix) -> None:
    torture(office, postfix, 12, 2)
