"""A disk that is full: nothing is half written, sent twice or lost."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from conftest import Sstc, alter
from prepared import prepare, sending
from scripted import Scripted
from systems import small_disk

DAY = ("--today", "2020-09-18")
PEOPLE = 60


@pytest.fixture
def disk(workspace: Path, tmp_path: Path) -> Iterator[Path]:
    """Mount a small disk, with a workspace that can send."""
    with small_disk(tmp_path, "8m") as disk, chdir(disk):
        shutil.copytree(workspace / "data", disk / "data")
        short = "    short: CATIS\n"
        with_address = f"{short}    email: office@example.org\n"
        alter(disk, short, with_address, count=1)
        yield disk


def fill(disk: Path, leave: int = 0) -> None:
    """Fill a disk, but for so many bytes."""
    spare = disk / "spare"
    spare.write_bytes(bytes(leave))
    command = ["dd", "if=/dev/zero", f"of={disk / 'filled'}", "bs=4096"]
    subprocess.run(command, capture_output=True, check=False)
    spare.unlink()


def empty(disk: Path) -> None:
    (disk / "filled").unlink()


def left_in(disk: Path) -> list[str]:
    """Return the names of what is in the outbox."""
    return sorted(path.name for path in (disk / ".sstc" / "outbox").rglob("*") if path.is_file())


@pytest.mark.parametrize("leave", [0, 40_000, 200_000, 400_000, 600_000])
def test_a_batch_is_prepared_whole_or_not_at_all(sstc: Sstc, disk: Path, leave: int) -> None:
    rows = "".join(f"p{number}@example.org,en\n" for number in range(PEOPLE))
    (disk / "contacts.csv").write_text(f"E-mail,Language\n{rows}", encoding="utf-8")
    words = ("mail", "prepare", "invitation", 7, "--to", "contacts.csv", *DAY)
    assert sstc("surveys", "key").status == 0
    fill(disk, leave)
    failed = sstc(*words).gives(3)
    assert len(failed.err.splitlines()) == 2
    assert "full" in failed.err or "no space left on device" in failed.err
    assert [name for name in left_in(disk) if name.endswith(".eml")] == []
    empty(disk)
    assert "no mail has been prepared yet" in sstc("mail", "status").err
    sstc(*words).gives(0)
    assert len([name for name in left_in(disk) if name.endswith(".eml")]) == PEOPLE
    assert not [name for name in left_in(disk) if name.endswith(".tmp")]


class Filling(Scripted):
    """A server that fills the disk of the sender when it has accepted some mails."""

    def __init__(self, disk: Path, after: int) -> None:
        super().__init__({})
        self.disk, self.after = disk, after

    def reply(self, stage: str) -> object:
        if stage == "dot" and len(self.accepted) == self.after:
            fill(self.disk)
        return super().reply(stage)


@pytest.mark.parametrize("after", [0, 1, 7])
def test_a_disk_that_fills_up_stops_the_sender(sstc: Sstc, disk: Path, after: int) -> None:
    batch = prepare(disk, PEOPLE)
    server = Filling(disk, after)
    words = ("mail", "send", batch, "--send", "--yes", PEOPLE, "--early", *DAY)
    with sending(disk, server):
        stopped = sstc(*words)
        full = len(server.accepted)
        assert stopped.status == 3, stopped.err
        assert "full" in stopped.err and "Traceback" not in stopped.err
        server.after = -1
        empty(disk)
        done = sstc(*words)
    assert after <= full <= after + 2  # the one whose end was not recorded, and the next
    accepted = Counter(server.accepted)
    assert max(accepted.values()) == 1  # none twice
    shown = sstc("mail", "status", batch, "--json").gives(0)
    states = json.loads(shown.out)["states"]
    assert states["sent"] + states["unknown"] == PEOPLE, (states, done.err)
    assert states["unknown"] <= 1
    assert len(accepted) >= states["sent"]  # none lost


def test_a_disk_that_is_full_sends_nothing(sstc: Sstc, disk: Path) -> None:
    batch = prepare(disk, PEOPLE)
    server = Scripted({})
    words = ("mail", "send", batch, "--send", "--yes", PEOPLE, "--early", *DAY)
    with sending(disk, server):
        fill(disk)
        stopped = sstc(*words)
        assert (stopped.status, server.accepted) == (3, [])
        assert "full" in stopped.err and len(stopped.err.splitlines()) <= 3, stopped.err
        assert f"{PEOPLE} prepared" in sstc("mail", "status", batch).out
        empty(disk)
        assert sstc(*words).status == 0
    assert len({*server.accepted}) == len(server.accepted) == PEOPLE
