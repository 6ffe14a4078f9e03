"""The place of a workspace's responses: next to its data, or the database in `SSTC_STORE`."""

import os

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.temporaries import refuse_outside
from sstc_cli.store import SqliteFile, Store, postgres
from sstc_cli.workspace import Workspace


def store_of(workspace: Workspace) -> Store:
    """Return the store of a workspace, for its series alone."""
    url = os.environ.get("SSTC_STORE")
    if not url:
        refuse_outside(workspace.root, workspace.store)
    series = workspace.series.id if workspace.series else ""
    return Store(postgres(url) if url else SqliteFile(workspace.store), series)


def place_of(store: Store) -> str:
    """Return the file of a store, or its database and host, without any password."""
    place = store.database
    return from_here(place.file) if isinstance(place, SqliteFile) else place.label
