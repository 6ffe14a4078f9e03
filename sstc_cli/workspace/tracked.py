"""The files of a workspace that git tracks."""

from collections.abc import Mapping
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.workspace.git import git


def tracked_files(root: Path, environment: Mapping[str, str]) -> frozenset[str]:
    """Return paths relative to the workspace; none without git or a repository."""
    try:
        names = git(root, environment, "ls-files", "-z") or b""
    except SstcError:
        return frozenset()
    return frozenset(name for name in names.decode(errors="replace").split("\0") if name)
