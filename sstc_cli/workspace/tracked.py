"""The files of a workspace that git tracks."""

import subprocess
from pathlib import Path


def tracked_files(root: Path) -> frozenset[str]:
    """Return paths relative to the workspace; none without git or a repository."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return frozenset()
    command = ["git", "ls-files", "-z"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=10)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    names = done.stdout.decode(errors="replace").split("\0") if done.returncode == 0 else []
    return frozenset(name for name in names if name)
