"""The lock of a file: one process at a time, freed by a kill, and nothing left of it."""

import signal
import subprocess
import sys
from pathlib import Path

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


def test_no_step_of_four_processes_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "count"
    file.write_text("0")
    running = [started(COUNTING, file) for _ in range(4)]
    assert [process.communicate(timeout=120) for process in running] == [("", None)] * 4
    assert file.read_text() == "400"
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
