"""`sstc mail send` beside `smtplib.sendmail` alone, to the same Exim, and `status` of many mails.

All of it is in memory, if the system has such a folder: on a disk, the disk would be measured.
"""

import os
import shutil
import smtplib
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from benchmarks.data import REPOSITORY
from benchmarks.measure import Measured, once, tool
from sstc_cli.cli.console.store import store_of
from sstc_cli.store.schema import MAILS as TABLE
from sstc_cli.workspace import open_workspace

MAILS, MANY = 2_000, 100_000
LINES = 1_000  # of a mail, which has 20 kB, as one with HTML has
BOUNDS = (0.45, 300)  # of what smtplib alone does, and mails a second
SLOWEST = 0.5  # seconds of `status`


def run(_: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    sys.path.insert(0, str(REPOSITORY / "tests" / "mail"))  # where the server is
    exim, prepared = import_module("exim"), import_module("prepared")
    fast = exim.FAST if os.access(exim.FAST, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="bench", dir=fast))
    os.environ["XDG_CONFIG_HOME"] = str(folder / "home")
    try:
        with exim.exim() as server:
            return [*sending(folder, rounds, server, prepared), status(folder, rounds, prepared)]
    finally:
        shutil.rmtree(folder)


def sending(folder: Path, rounds: int, server: Any, prepared: Any) -> list[tuple[str, ...]]:
    """Send the same mails in turn, each time from the beginning."""
    root = workspace(folder / "office")
    batch = prepared.prepare(root, MAILS, lines=LINES)
    prepared.account(root, server.port)
    store, kept = root / ".sstc" / "store.sqlite", folder / "kept.sqlite"
    shutil.copy(store, kept)
    outbox = root / ".sstc" / "outbox" / batch
    send = [tool("sstc"), "mail", "send", batch, "--send", "--yes", str(MAILS)]
    alone = [tool("python"), "-m", "benchmarks.sending", str(outbox), str(server.port)]
    best: dict[str, Measured] = {}
    for _ in range(rounds):
        for name, command, cwd in (("smtplib", alone, REPOSITORY), ("sstc", send, root)):
            server.forget()
            shutil.copy(kept, store)
            measured = Measured(*once(command, cwd))
            assert len(server.accepted()) == MAILS
            best[name] = min(best.get(name, measured), measured, key=lambda found: found.seconds)
    ratio = best["smtplib"].seconds / best["sstc"].seconds
    rates = {name: MAILS / found.seconds for name, found in best.items()}
    return [
        (f"smtplib alone, {MAILS:,} mails", f"{rates['smtplib']:.0f} a second", "", ""),
        (
            f"sstc mail send, {MAILS:,} mails",
            f"{rates['sstc']:.0f} a second",
            f"{best['sstc'].megabytes:.0f} MB",
            f"{ratio:.0%} of smtplib (>= {BOUNDS[0]:.0%}, >= {BOUNDS[1]} a second)",
        ),
    ]


def status(folder: Path, rounds: int, prepared: Any) -> tuple[str, ...]:
    """Ask for the states of many mails."""
    root = workspace(folder / "many")
    prepared.prepare(root, 1)
    with store_of(open_workspace(root, prepared.TODAY)).writing() as connection:
        row = connection.execute(select(TABLE)).one()._asdict()
        more = {"state": "sent", "at": 1.0}
        rows = [
            row | more | {"id": f"{number:08}@example.org", "person": f"{number:064}"}
            for number in range(MANY - 1)
        ]
        connection.execute(insert(TABLE), rows)
    command = [tool("sstc"), "mail", "status"]
    seconds = min(once(command, root)[0] for _ in range(rounds + 2))
    return f"sstc mail status, {MANY:,} mails", f"{seconds:.2f} s", "", f"<= {SLOWEST} s"


def workspace(root: Path) -> Path:
    shutil.copytree(REPOSITORY / "data", root / "data")
    return root


def alone(outbox: Path, port: int) -> None:
    """Send all files of an outbox as smtplib does it, without any ledger."""
    with smtplib.SMTP("127.0.0.1", port, "[127.0.0.1]") as client:
        for number, file in enumerate(sorted(outbox.iterdir())):
            client.sendmail("office@example.org", f"p{number}@example.org", file.read_bytes())


if __name__ == "__main__":
    alone(Path(sys.argv[1]), int(sys.argv[2]))
