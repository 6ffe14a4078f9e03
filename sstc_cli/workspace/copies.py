"""Copies of files that were changed in two places, which sync programs keep beside them."""

from collections.abc import Iterator
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.listing import copies

CODES = {
    "W117": "a data file, catalogue or template has a copy beside it, such as "
    "`webinars-LAPTOP-7.yaml` of OneDrive: it was changed in two places, and the copy is not read. "
    "Compare the two, put what is right into the file, and delete the copy",
}
_FOLDERS = {
    "data": "webinars*.yaml",
    "data/surveys": "*.yaml",
    "data/surveys/mappings": "*.yaml",
    "data/releases": "*.yaml",
    "data/reports": "*.yaml",
    "templates": "*.j2",
    "templates/labels": "*.po",
}
_HINT = "compare the two, put what is right into `{}`, and delete the copy, which is not read"


def copied_files(root: Path) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each copy in the folders of a workspace; its place is the copy."""
    for folder, pattern in _FOLDERS.items():
        for copy, original in copies(root / folder, pattern).items():
            name = f"{folder}/{copy.name}"
            message = f"`{name}` is a copy of `{original.name}`, which was changed in two places"
            hint = _HINT.format(original.name)
            yield Diagnostic("W117", message, (), hint, place=Place(name, 1, 1, 1, 2))
