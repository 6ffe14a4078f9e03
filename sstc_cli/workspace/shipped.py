"""The files that come with `sstc`: templates, and the 2020 series as an example."""

from pathlib import Path

import sstc_cli

PACKAGE = Path(sstc_cli.__file__).parent


def shipped_root() -> Path:
    """Return the folder with `templates/` and `data/`, in the wheel or in the repository."""
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent
