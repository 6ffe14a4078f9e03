"""Public files that several commands change at once: nothing is lost, no number is there twice."""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml
from conftest import REPOSITORY, Sstc

TODAY = ("--today", "2020-12-20")
PUBLIC = Path("data") / "certificates.yaml"


def at_once(root: Path, commands: Iterable[Sequence[str]]) -> list[int]:
    """Start commands together, and return their exit statuses."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "sstc_cli", *words], cwd=root, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for words in commands
    ]  # fmt: skip
    return [process.wait(timeout=120) for process in running]


def revoked(root: Path) -> list[str]:
    return yaml.safe_load((root / PUBLIC).read_text("utf-8")).get("revoked", [])


def test_no_revoked_certificate_is_lost(sstc: Sstc, evaluated: Path) -> None:
    assert sstc("certificates", "issue", 7, "--yes", *TODAY).status == 0
    people = [f"participant-{number:02}@example.org" for number in range(1, 8)]
    words = [("certificates", "revoke", person, "--yes", *TODAY) for person in people]
    assert at_once(evaluated, words) == [0] * len(words)
    assert len(revoked(evaluated)) == len(people)
    text = (evaluated / PUBLIC).read_text("utf-8")
    lines = [line for line in text.splitlines() if revoked(evaluated)[0] not in line]
    (evaluated / PUBLIC).write_text("\n".join(lines) + "\n", "utf-8")
    for person in people:  # what an earlier version lost comes back
        assert sstc("certificates", "revoke", person, "--yes", *TODAY).status == 0
    assert (evaluated / PUBLIC).read_text("utf-8") == text


def test_no_two_reports_have_the_same_number(evaluated: Path) -> None:
    statuses = at_once(evaluated, [("report", "publish", name, *TODAY) for name in "abc"])
    files = sorted(file.name for file in (evaluated / "data" / "reports").glob("*.yaml"))
    assert statuses.count(0) == len(files) == len({name[:3] for name in files})
