"""The commands that a page shows: run them in their order, and refresh the output that is shown.

In a block `sh` every line that begins with `sstc` or `cd` is run, and has to succeed. In a block
`console` such lines begin with `$`, and what follows is their output: `make docs` writes it anew.
If the last line of an output is `…`, only as many lines are shown as before.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sstc_cli.versions import tables_text

REPOSITORY = Path(__file__).parent.parent
# what runs a command line's words, and returns its exit status, stdout and stderr
Run = Callable[[list[str]], tuple[int, str, str]]

_BLOCK = re.compile(r"```(sh|console)\n(.*?)```", re.DOTALL)
_ESCAPES = re.compile(r"\x1b(\[[0-9;]*m|\]8;[^\x1b\x07]*(\x1b\\|\x07))")
# diagnostics are drawn on terminals only
_DRAWN = (["validate"], ["schedule"], ["calendar", "check"])


def prepare(root: Path) -> None:
    """Make a workspace of the shipped series, with the files that the docs' commands name."""
    shutil.copytree(REPOSITORY / "data", root / "data", dirs_exist_ok=True)
    for folder in (root, root / "examples"):
        folder.mkdir(exist_ok=True)
        for file in ("exit.xlsx", "invitation.ics", "contacts.csv"):
            shutil.copyfile(REPOSITORY / "examples" / file, folder / file)
        shutil.copytree(REPOSITORY / "examples" / "exports", folder / "exports")


def refreshed(page: str, run: Run) -> str:
    """Return a page with the outputs of its commands as they are; refuse one that fails."""

    def block(found: re.Match[str]) -> str:
        if found[1] == "console":
            return "\n".join(["```console", *_answered(found[2], run), "```"])
        for line in map(str.strip, found[2].splitlines()):
            if line.startswith(("sstc ", "cd ")):
                status, out, err = _ran(line, run)
                if status:
                    raise ValueError(f"{line}\n{out}{err}")
        return found[0]

    return _BLOCK.sub(block, page)


def _answered(text: str, run: Run) -> Iterator[str]:
    """Yield each command of a block with its output."""
    for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE):
        line, _, old = part.partition("\n")
        if not line.startswith("$ "):
            continue
        yield line
        _, out, err = _ran(line.removeprefix("$ "), run)
        new = steady(_ESCAPES.sub("", out + err)).rstrip().splitlines()
        lines = [line.rstrip() for line in new]
        shown = old.rstrip().splitlines()
        yield from [*lines[: len(shown) - 1], "…"] if shown and shown[-1] == "…" else lines


def steady(out: str) -> str:
    """Return an output with the same versions of tables, whichever are installed."""
    return out.replace(tables_text(), "tzdata 2026.6, holidays 0.109")


def _ran(line: str, run: Run) -> tuple[int, str, str]:
    words = shlex.split(line, comments=True)
    if words[0] == "sstc" and any(words[1:][: len(command)] == command for command in _DRAWN):
        words[1:1] = ["--color", "always"]
    return run(words)


def runner(root: Path, width: int = 80) -> Run:
    """Return a function that runs commands in a workspace, each in a process of its own."""
    folder = [root]
    names = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA")
    home = {name: str(root / "home") for name in names}
    unset = ("SSTC_WORKSPACE", "SSTC_STORE", "NO_COLOR", "GITHUB_ACTIONS")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    python_path = {"PYTHONPATH": str(REPOSITORY)}
    environment = {**kept, **home, **python_path, "COLUMNS": str(width), "TZ": "UTC"}

    def run(words: list[str]) -> tuple[int, str, str]:
        if words[0] == "cd":
            folder.append((folder[-1] / words[1]).resolve(strict=True))
            return 0, "", ""
        done = subprocess.run(
            [sys.executable, "-m", "sstc_cli", *words[1:]],
            cwd=folder[-1],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    return run


def shown(page: str) -> str:
    """Return a page whose outputs are current, from a workspace of its own."""
    if "```console" not in page:
        return page
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "series"
        prepare(root)
        return refreshed(page, runner(root))
