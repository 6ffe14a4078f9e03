"""Hostile data files, given to the real command under a memory limit: one clear end each."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc
from systems import LIMITS

LIMIT = 1_000_000_000  # of address space, which is more than memory
HEAD = (REPOSITORY / "data" / "webinars.yaml").read_bytes().partition(b"\nwebinars:")[0] + b"\n"
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)


@LIMITS
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
        (HEAD + b"webinars:\n" + b"- {}\n" * 300_000, 1, "1,000th error, so checking stops"),
        (HEAD + b"webinars:\n- talks: [" + b"{}," * 300_000, 1, "more than 1,000 items"),
        (HEAD + b"".join(b"key%d: 1\n" % n for n in range(20_000)), 1, "so checking stops"),
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
    done = limited(workspace, "validate")
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == status, shown[-2000:]
    assert says in shown
    assert "Traceback" not in shown
    assert len(shown) < 1_000_000


@LIMITS
@pytest.mark.parametrize(
    "words", [["--fix"], ["--diff"], ["--format", "json"], ["--format", "sarif"]]
)
@pytest.mark.parametrize("item", ["- {}\n", "- {titel: x, id: a}\n"])
def test_errors_without_end_are_bounded(workspace: Path, item: str, words: list[str]) -> None:
    data = HEAD + b"webinars:\n" + item.encode() * 60_000
    (workspace / "data" / "webinars.yaml").write_bytes(data)
    done = limited(workspace, "validate", *words)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert len(done.stdout) < 2_000_000


def limited(workspace: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    import resource

    return subprocess.run(
        [sys.executable, "-m", "sstc_cli", *words],
        cwd=workspace,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT)),
        timeout=120,
    )


def test_a_folder_or_a_pipe_instead_of_a_file(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "surveys" / "exit.yaml"
    file.unlink()
    file.mkdir()
    sstc("validate").gives(3, "cannot read data/surveys/exit.yaml")
