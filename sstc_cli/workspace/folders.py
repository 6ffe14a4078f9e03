"""The data files in a folder of the workspace."""

from pathlib import Path

from sstc_cli.listing import originals


def yaml_files(root: Path, folder: Path) -> list[Path]:
    """Return the YAML files of a folder, relative to the workspace, by name."""
    return [folder / file.name for file in originals(root / folder, "*.yaml")]
