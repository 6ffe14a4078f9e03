"""The private files of certificates, which have names: kept in `.sstc/certificates/`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sstc_cli.atomic import discard
from sstc_cli.cli.console.temporaries import refuse_outside
from sstc_cli.listing import entries
from sstc_cli.workspace import Workspace

_LIST = ".xlsx"  # the ending of lists of people


def certificate_folder(workspace: Workspace) -> Path:
    """Return the folder of certificates, which is not a link to elsewhere."""
    folder = workspace.store.parent / "certificates"
    refuse_outside(folder.parent, folder / "certificates", "the private folder")
    return folder


def drop_certificates(
    workspace: Workspace, serials: Collection[str], *, lists: bool = True
) -> list[Path]:
    """Delete the files of certificates, and the `lists` of people; return those that stay."""
    if not serials:
        return []
    files = entries(certificate_folder(workspace))
    found = [file for file in files if _is_one(file, serials) or (lists and file.suffix == _LIST)]
    for file in found:
        discard(file)
    return [file for file in found if file.exists()]


def _is_one(file: Path, serials: Collection[str]) -> bool:
    return any(serial in file.name for serial in serials)
