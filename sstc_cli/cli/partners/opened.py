"""The workspace, its store and the pool, which all commands for partners need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from datetime import date

    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import Series
    from sstc_cli.partners.pool.pool import Pool
    from sstc_cli.store import Store
    from sstc_cli.workspace import Workspace


@dataclass(frozen=True)
class Opened:
    """What introductions are made from."""

    workspace: Workspace
    series: Series
    store: Store

    @cached_property
    def pool(self) -> Pool:
        """Who may be introduced."""
        from sstc_cli.partners.pool.gather import read_pool
        from sstc_cli.workspace import collector_paused

        with collector_paused():  # it would look through all registrations again and again
            return read_pool(self.store, self.series, self.workspace.surveys)


def open_partners(session: Session, today: date | None = None) -> Opened:
    """Open the workspace and its store; refuse a series without topics, or an empty store."""
    from sstc_cli.cli.console.store import store_of

    workspace, series = session.opened(today)
    if not series.topics:
        hint = "list under `topics` in data/webinars.yaml what people can offer each other, or seek"
        raise SstcError("the series has no topics, so nobody can be matched", hint, ExitCode.DATA)
    store = store_of(workspace)
    if not store.begun:
        hint = "run `sstc surveys import FILE` with the registrations first"
        raise SstcError("the store has no registrations yet", hint, ExitCode.DATA)
    return Opened(workspace, series, store)
