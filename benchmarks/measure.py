"""Run commands in turn, several times, and keep each one's best time and its own peak memory."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
ALONE = Path(__file__).with_name("alone.py")
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
    """Return the seconds and the peak megabytes of a command, whose output is dropped.

    The peak is that of the command, or of the largest process that it started and waited for.
    """
    alone = [sys.executable, "-I", "-S", str(ALONE), *command]
    done = subprocess.run(
        alone,
        cwd=cwd,
        capture_output=True,
        env=environment(),
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) / 1024


def environment() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "80", "PYTHONDONTWRITEBYTECODE": ""}


def tool(name: str) -> str:
    return str(BIN / name)
