"""The requests to partners of a workspace, for the commands of partners and of surveys."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sstc_cli.brokering.register import Register
from sstc_cli.brokering.requests import as_of
from sstc_cli.cli.console.files import drop, from_here
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import read_keys, store_of
from sstc_cli.model import Series
from sstc_cli.store import Store
from sstc_cli.store.requests import Request, requests
from sstc_cli.workspace import Workspace


def register_of(
    session: Session, workspace: Workspace, series: Series, store: Store, day: date
) -> Register:
    """Return the requests of a store, which are closed with words for the user."""

    def drop_drafts(files: Sequence[Path]) -> None:
        for file in drop(files):
            session.say(f"{from_here(file)} could not be deleted: close it, and delete it")

    return Register(workspace, series, store, day, read_keys, session.say, drop_drafts)


def requests_of(session: Session) -> list[Request]:
    """Return all requests as they are on a day; a plan with errors is enough."""
    workspace = session.unchecked()
    store = store_of(workspace)
    if workspace.series is None:
        return [as_of(request, workspace.today) for request in requests(store)]
    office = register_of(session, workspace, workspace.series, store, workspace.today)
    office.warn_of_drafts()
    return office.current


def settle_after_import(session: Session, workspace: Workspace, store: Store, day: date) -> None:
    """Close the requests of those who said no in what was imported."""
    if workspace.series:
        register_of(session, workspace, workspace.series, store, min(day, date.today())).settle()
