"""Run commands in turn, several times, and keep each one's best time and its peak memory."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
BARE = "python -c pass"


@dataclass(frozen=True)
class Measured:
    """Best wall time in seconds, and the largest peak memory in megabytes."""

    seconds: float
    megabytes: float


def interleaved(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    cwd: Path,
    without: Mapping[str, Path] | None = None,
) -> dict[str, Measured]:
    """Measure commands in one run, one after the other in each round.

    `without` has for a command the folder that it makes, which is deleted before each run.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, float] = dict.fromkeys(commands, 0.0)
    for _ in range(rounds):
        for name, command in commands.items():
            if without and name in without:
                shutil.rmtree(without[name], ignore_errors=True)
            seconds, megabytes = once(command, cwd)
            times[name].append(seconds)
            peaks[name] = max(peaks[name], megabytes)
    return {name: Measured(min(times[name]), peaks[name]) for name in commands}


def once(command: Sequence[str], cwd: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of a command, whose output is dropped."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{said.decode()}")
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return seconds, usage.ru_maxrss / scale


def environment() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": ""}


def tool(name: str) -> str:
    return str(BIN / name)
