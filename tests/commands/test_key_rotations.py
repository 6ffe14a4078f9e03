"""Several rotations of the key at once: none is refused, and no key is ever lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Sstc

ROWS = (
    "E-mail,Your full name,Country,Content,Consent\n"
    "one@example.org,Person One,Kenya,5,Yes\n"
    "two@example.org,Person Two,China,4,Yes\n"
)
ROTATE = [sys.executable, "-m", "sstc_cli", "surveys", "key", "--rotate"]


@pytest.mark.parametrize("rounds", [8, pytest.param(100, marks=pytest.mark.torture)])
def test_three_rotations_at_once_lose_no_key(sstc: Sstc, tmp_path: Path, rounds: int) -> None:
    small = tmp_path / "small"
    assert sstc("init", small).status == 0
    os.chdir(small)
    (small / "exit-webinar-1.csv").write_text(ROWS, "utf-8")
    assert sstc("surveys", "import", "exit-webinar-1.csv").status == 0
    file = Path(sstc("surveys", "key").out.strip())
    for number in range(rounds):
        before = file.read_text().split()
        running = [subprocess.Popen(ROTATE, stdout=-3, stderr=-1) for _ in range(3)]
        said = [process.communicate(timeout=120)[1] for process in running]
        assert said == [b"gave 2 people a new pseudonym\n"] * 3, number
        after = file.read_text().split()
        assert (after[3:], len({*after})) == (before, len(before) + 3)
        assert "the store is intact" in sstc("surveys", "check").out
    assert [*file.parent.iterdir()] == [file]
    assert sstc("surveys", "forget", "one@example.org", "--yes").out == "erased: 1 response\n"
