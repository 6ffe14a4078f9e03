"""Hostile data files, given to the real command under a memory limit: one clear end each."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Sstc

LIMIT = 1_000_000_000  # of address space, which is more than memory
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (BOMB.encode(), 1, "E112"),
        (b"[" * 100_000, 1, "nesting is too deep"),
        (b"{a: " * 100_000, 1, "nesting is too deep"),
        (b"a: " + b"x" * 50_000_000, 3, "larger than 16 MB"),
        (b"a: " + b"x" * 15_000_000, 1, "E103"),
        (b"- a\n" * 3_000_000, 1, "more than 500,000 values"),
        (b"a: 1\n" * 200_000, 1, "1,000th error"),
        (b"a: &a\n  <<: *a\n", 1, "E112"),
        (b"!!python/object/apply:os.system [ls]\n", 1, "E112"),
        (b"\x00\x01\x02", 1, "U+0000"),
        (b"\xff\xfea\x00:\x00", 1, "UTF-16"),
        (b"", 1, "the file is empty"),
        (b"just a text\n", 1, "a map of keys is expected"),
        (b"- a list\n", 1, "a map of keys is expected"),
    ],
    ids=lambda value: str(value)[:24] if isinstance(value, bytes) else None,
)
def test_ends_clearly(workspace: Path, data: bytes, status: int, says: str) -> None:
    (workspace / "data" / "webinars.yaml").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "sstc_cli", "validate"],
        cwd=workspace,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT)),
    )
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == status, shown[-2000:]
    assert says in shown
    assert "Traceback" not in shown


def test_a_folder_or_a_pipe_instead_of_a_file(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "surveys" / "exit.yaml"
    file.unlink()
    file.mkdir()
    result = sstc("validate")
    assert result.status == 3
    assert "cannot read data/surveys/exit.yaml" in result.err
