"""Where the responses of a workspace are kept: beside it, or where `SSTC_STORE` says."""

import os

from sstc_cli.store import SqliteFile, Store, postgres
from sstc_cli.workspace import Workspace


def store_of(workspace: Workspace) -> Store:
    """The store of a workspace."""
    url = os.environ.get("SSTC_STORE")
    return Store(postgres(url) if url else SqliteFile(workspace.store))
