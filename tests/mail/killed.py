"""Senders that are killed at random moments, while a real server takes their mails."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from exim import Exim
from postfix import Postfix
from sqlalchemy import select

from sstc_cli.cli.console.store import store_of
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import MailState
from sstc_cli.store.schema import MAILS
from sstc_cli.workspace import open_workspace

# importing takes longer than sending, so one process imports for all, and each child is killed
SENDER = """
import os, sys
from sstc_cli.cli import main
main(["mail", "send", "--help"])
import sstc_cli.cli.mail.send, sstc_cli.cli.mail.planned, sqlalchemy.dialects.sqlite
try:
    import psycopg
except ImportError:
    pass
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        status = 99
        try:
            status = main(line.split())
        finally:
            os._exit(status)
    print("begun", child, file=sys.stderr, flush=True)
    _, status = os.waitpid(child, 0)
    print("ended", os.waitstatus_to_exitcode(status), file=sys.stderr, flush=True)
"""

_LEFT = {MailState.PREPARED, MailState.CLAIMED, MailState.DOT, MailState.DEFERRED}


class Nursery:
    """A process that has imported everything, and makes senders."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SENDER], cwd=root, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.said = ""

    def begin(self, *words: str) -> int:
        """Start a sender, and return its process id."""
        assert self._process.stdin
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()
        return int(self._line("begun"))

    def ended(self) -> int:
        """Wait for its end, and return its status."""
        return int(self._line("ended"))

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _line(self, word: str) -> str:
        assert self._process.stderr
        for line in self._process.stderr:
            if line.startswith(f"{word} "):
                return line.split()[1]
            self.said += line
        raise AssertionError(self.said)


def states(root: Path) -> dict[str, str]:
    """Return the state of each mail, by its Message-ID."""
    store = store_of(open_workspace(root, date(2020, 7, 2)))
    return dict(rows(store))


def rows(store: Store) -> list[tuple[str, str]]:
    with store.reading() as connection:
        assert connection
        found = connection.execute(select(MAILS.c.id, MAILS.c.state)).all()
    return [(row[0].strip("<>"), row[1]) for row in found]


def kill_often(
    root: Path,
    batch: str,
    server: Exim | Postfix,
    kills: int,
    *,
    senders: int = 1,
    restarts: int = 0,
    seed: int = 7,
) -> Counter[str]:
    """Kill senders at random moments until all is sent; return what has become of the mails."""
    rng = random.Random(seed)  # noqa: S311
    nurseries = [Nursery(root) for _ in range(senders)]
    words = ["mail", "send", batch, "--send", "--yes", str(len(states(root)))]
    done = restarted = 0
    try:
        while done < kills and _LEFT & {*states(root).values()}:
            children = [nursery.begin(*words) for nursery in nurseries]
            if rng.random() < 0.8:  # the others may be killed before they send anything
                wait_for_mail(server)
            time.sleep(rng.uniform(0, 0.05))
            if rng.random() < restarts / kills:
                server.stop()
                server.start()
                restarted += 1
            for child in children:
                os.kill(child, signal.SIGKILL)
            done += [nursery.ended() for nursery in nurseries].count(-signal.SIGKILL)
        nurseries[0].begin(*words)
        nurseries[0].ended()
    finally:
        for nursery in nurseries:
            nursery.close()
    server.settle()
    counts = Counter(kills=done, restarts=restarted, cuts=done + restarted * senders)
    return Counter(states(root).values()) + counts + compared(root, server)


def wrong(found: Counter[str], mails: int) -> list[str]:
    """Return what must not be: each cut connection leaves one mail unknown at most."""
    checks = {
        "sent twice": found["twice"],
        "lost": found["lost"],
        "accepted, but neither sent nor unknown": found["denied"],
        "not sent in the end": mails - found["sent"] - found["unknown"],
        "unknown, beyond one for each cut connection": max(0, found["unknown"] - found["cuts"]),
    }
    return [f"{count} {what}" for what, count in checks.items() if count]


def wait_for_mail(server: Exim | Postfix) -> None:
    """Wait until the server accepts another mail, or does not for a while."""
    size = server.size
    for _ in range(200):
        if server.size != size:
            return
        time.sleep(0.01)


def compared(root: Path, server: Exim | Postfix) -> Counter[str]:
    """Return how many mails were sent twice or lost, by what the server has.

    A mail is lost if the ledger has it as sent, and `denied` if the server has it and the ledger
    knows nothing of that.
    """
    accepted, found = server.accepted(), states(root)
    assert accepted.keys() <= found.keys()
    lost = sum(state == MailState.SENT and id_ not in accepted for id_, state in found.items())
    denied = sum(found[id_] not in (MailState.SENT, MailState.UNKNOWN) for id_ in accepted)
    twice = sum(count > 1 for count in accepted.values())
    return Counter(twice=twice, lost=lost, denied=denied)
