"""The place of a workspace's responses: next to its data, or the database in `SSTC_STORE`."""

import os

from sstc_cli.store import SqliteFile, Store, postgres
from sstc_cli.workspace import Workspace


def store_of(workspace: Workspace) -> Store:
    """Return the store of a workspace, for its series alone."""
    url = os.environ.get("SSTC_STORE")
    series = workspace.series.id if workspace.series else ""
    return Store(postgres(url) if url else SqliteFile(workspace.store), series)
