"""`make torture`: senders that are killed a thousand times in front of real mail servers.

Prints a table in Markdown, and ends with 1 if a mail was sent twice or lost, or if more of them are
unknown than connections were cut. What the server has is true.
"""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path

import exim
import offices
import postfix
import postgres
from killed import kill_often, wrong
from prepared import account, prepare

KILLS, ROUND = int(os.environ.get("SSTC_KILLS", "1000")), 25
MAILS = 80  # for each kill: more than a sender gets through before it
RESTARTS = 2  # of the server in a round, about
COUNTED = ("kills", "restarts", "mails", "sent", "unknown", "twice", "lost")
HEAD = ("server", "ledger", "senders", *COUNTED)


@contextmanager
def workspace(url: str) -> Iterator[Path]:
    """Yield a workspace whose ledger is in a file, or in an empty database."""
    root = offices.copied()
    for name in offices.HOMES:
        os.environ[name] = str(root / "home")
    os.environ.pop("SSTC_STORE", None)
    os.environ.pop("SSTC_WORKSPACE", None)
    if url:
        offices.empty(url)
        os.environ["SSTC_STORE"] = url
    os.chdir(root)
    try:
        yield root
    finally:
        os.chdir(Path(__file__).parent)
        shutil.rmtree(root)


def row(server: exim.Exim | postfix.Postfix, url: str, senders: int, kills: int) -> Counter[str]:
    """Return what so many kills have come to."""
    found: Counter[str] = Counter()
    while found["kills"] < kills:
        with workspace(url) as root:
            server.forget()
            most = min(ROUND, kills - found["kills"])
            mails = most * MAILS
            batch = prepare(root, mails)
            account(root, server.port)
            seed = found["kills"] + senders
            more = {"senders": senders, "restarts": RESTARTS, "seed": seed}
            found += kill_often(root, batch, server, most, **more) + Counter(mails=mails)
    return found


def torture() -> int:
    """Print a row for each server, ledger and number of senders; return 1 if one of them failed."""
    if os.geteuid() or not (exim.program() and postfix.program() and postgres.program("initdb")):
        sys.stderr.write("error: this needs root, Exim, Postfix and PostgreSQL: sh .ci/tools\n")
        return 3
    write, failed, total = sys.stdout.write, [], Counter()
    write(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}\n")
    with ExitStack() as stack:
        servers = {"Exim": stack.enter_context(exim.exim())}
        servers["Postfix"] = stack.enter_context(postfix.postfix())
        ledgers = {"SQLite": "", "PostgreSQL": stack.enter_context(postgres.server())}
        lines = [*product(servers, ledgers, (1, 2))]
        for name, ledger, senders in lines:
            found = row(servers[name], ledgers[ledger], senders, -(-KILLS // len(lines)))
            failed += [
                f"{name}, {ledger}, {senders}: {what}" for what in wrong(found, found["mails"])
            ]
            total += found
            counts = [f"{found[key]:,}" for key in COUNTED]
            write(f"| {name} | {ledger} | {senders} | {' | '.join(counts)} |\n")
            sys.stdout.flush()
    counts = ", ".join(
        f"{total[key]:,} {key}" for key in ("kills", "mails", "unknown", "twice", "lost")
    )
    write(f"\n{counts}, {len(failed)} things are wrong\n")
    sys.stderr.writelines(f"{line}\n" for line in failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(torture())
