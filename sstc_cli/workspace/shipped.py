"""The files that come with `sstc`: templates, and the 2020 series with files to try it on."""

from pathlib import Path

import sstc_cli

PACKAGE = Path(sstc_cli.__file__).parent


def shipped_root() -> Path:
    """Return the folder of `templates/`, `data/`, `examples/`: in the wheel or the repository."""
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent
