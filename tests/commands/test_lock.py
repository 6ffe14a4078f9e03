"""The lock of a file: one process at a time, freed by a kill, and nothing left of it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from systems import KILLS

COUNTING = """
import sys
from pathlib import Path
from sstc_cli.lock import locked
file = Path(sys.argv[1])
for _ in range(100):
    with locked(file):
        file.write_text(str(int(file.read_text()) + 1))
"""
HOLDING = """
import sys, time
from pathlib import Path
from sstc_cli.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def started(script: str, file: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, str(file)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


# as on a WebDAV drive of Windows (CPython #74665) and some FUSE drives
NUMBERED_ANEW = "import os\nos.path.samestat = lambda one, other: False\n"


@pytest.mark.parametrize("drive", ["", NUMBERED_ANEW], ids=["usual", "numbered anew"])
def test_no_step_of_four_processes_is_lost(drive: str, tmp_path: Path) -> None:
    file = tmp_path / "count"
    file.write_text("0")
    running = [
        started(drive + COUNTING.replace("100", "20" if drive else "100"), file) for _ in range(4)
    ]
    assert [process.communicate(timeout=120) for process in running] == [("", None)] * 4
    assert file.read_text() == ("80" if drive else "400")
    assert [*tmp_path.iterdir()] == [file]


@KILLS
def test_a_killed_process_keeps_no_lock(tmp_path: Path) -> None:
    file = tmp_path / "count"
    file.write_text("0")
    with started(HOLDING, file) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        holder.send_signal(signal.SIGKILL)
    assert started(COUNTING, file).communicate(timeout=120) == ("", None)
    assert file.read_text() == "100"
    assert [*tmp_path.iterdir()] == [file]
