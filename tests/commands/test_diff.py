"""Diffs of data files: whatever changes, `git apply` makes the new file of the old one."""

import subprocess
from pathlib import Path
from unittest.mock import patch

from conftest import Sstc
from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.cli.console.diff import _lines

LINES = st.lists(st.sampled_from(["a", "b", "", "once", "@@ -1 +1 @@", "x", "y", "z"]), max_size=30)


@settings(max_examples=80)
@given(old=LINES, new=LINES, common=st.integers(0, 30), block=st.sampled_from([4, 40, 65_536]))
def test_any_two_files(tmp_path_factory, old, new, common, block) -> None:
    same = [f"line {number}" for number in range(common)]
    before, after = ("\n".join([*same, *middle, *same, "end", ""]) for middle in (old, new))
    with patch("sstc_cli.cli.console.diff._BLOCK", block):
        diff = "".join(_lines("f", before, after))
    folder: Path = tmp_path_factory.mktemp("diff")
    (folder / "f").write_text(before)
    if diff:
        command = ["git", "apply", "-p0", "--unidiff-zero", "-"]
        subprocess.run(command, input=diff.encode(), cwd=folder, check=True)
    assert (folder / "f").read_text() == after


def test_far_changes_are_small_parts() -> None:
    lines = [f"  starts: {number}\n  title: same\n" for number in range(5_000)]
    before = "".join(lines)
    lines[3], lines[4_990] = lines[4_990], lines[3]
    diff = list(_lines("f", before, "".join(lines)))
    assert [line for line in diff if line.startswith("@@")] == [
        "@@ -4,7 +4,7 @@\n",
        "@@ -9978,7 +9978,7 @@\n",
    ]
    assert len(diff) == 2 + 2 * 9


def test_a_diff_has_the_private_values_and_can_be_applied(sstc: Sstc, workspace: Path) -> None:
    """It is shown to their owner only: dots in their place would make a diff of no use."""
    link = "https://zoom.example/j/NEWJOIN"
    words = ("schedule", "set", "webinars[7].join.url", link)
    shown = sstc(*words, "--dry-run", "--diff")
    assert f"+    join_url: {link}" in shown.out or f"+      url: {link}" in shown.out
    command = ["git", "apply", "-p0", "-"]
    subprocess.run(command, input=shown.out.encode(), cwd=workspace, check=True)
    assert link in (workspace / "data" / "webinars.yaml").read_text("utf-8")
