"""The files that come with `sstc`: templates, and the 2020 series as an example."""

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("sstc_cli")))


def shipped_root() -> Path:
    """The folder that holds `templates/` and `data/`: in the wheel, or in the repository."""
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parent
