"""The data files in a folder of the workspace."""

from pathlib import Path


def yaml_files(root: Path, folder: Path) -> list[Path]:
    """Return the YAML files of a folder, relative to the workspace, by name.

    Raise OSError if it cannot be read: to `glob`, it would be empty.
    """
    try:
        names = [file.name for file in (root / folder).iterdir()]
    except FileNotFoundError:
        return []
    return [folder / name for name in sorted(names) if name.endswith(".yaml")]
