"""The private files of certificates, which have names: kept in `.sstc/certificates/`."""

from collections.abc import Collection
from pathlib import Path

from sstc_cli.listing import entries
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import refuse_outside

_LIST = ".xlsx"  # the ending of lists of people


def certificate_folder(workspace: Workspace) -> Path:
    """Return the folder of certificates, which is not a link to elsewhere."""
    folder = workspace.store.parent / "certificates"
    refuse_outside(folder.parent, folder / "certificates", "the private folder")
    return folder


def certificate_files(
    workspace: Workspace, serials: Collection[str], *, lists: bool = True
) -> list[Path]:
    if not serials:
        return []
    return [
        file
        for file in entries(certificate_folder(workspace))
        if any(serial in file.name for serial in serials) or (lists and file.suffix == _LIST)
    ]
