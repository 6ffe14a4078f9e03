"""What partners are brought together with: the store, its people, and the letters to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from sstc_cli.brokering.approving import closed
from sstc_cli.brokering.letters import Desk, sender_of
from sstc_cli.brokering.people import people
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.secret.partner_files import drop_letters, letter_folder
from sstc_cli.cli.console.secret.survey_key import read_keys
from sstc_cli.cli.console.store import store_of
from sstc_cli.documents.stationery import letterhead_of, stationery
from sstc_cli.documents.templates import templates_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.partners.pool.gather import read_pool
from sstc_cli.store.partners.contacts import contacts
from sstc_cli.store.partners.requests import change, requests
from sstc_cli.store.private_files import make_private_folder
from sstc_cli.workspace import collector_paused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from sstc_cli.brokering.people import Person
    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import Series
    from sstc_cli.partners.pool.pool import Pool
    from sstc_cli.render import Templates
    from sstc_cli.store import Store
    from sstc_cli.store.partners.request import Request
    from sstc_cli.store.response import PseudonymKey
    from sstc_cli.workspace import Workspace


@dataclass(frozen=True)
class Office:
    """Where a broker works, on one day."""

    session: Session
    workspace: Workspace
    series: Series
    store: Store
    day: date

    @cached_property
    def key(self) -> PseudonymKey:
        """The key of the store."""
        return self.store.pseudonym_key(read_keys())

    @cached_property
    def pool(self) -> Pool:
        """Who may be introduced, and why the others may not."""
        with collector_paused():  # it would look through all registrations again and again
            return read_pool(self.store, self.series, self.workspace.surveys, self.key)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Those of the pool who can be written to, by their digests."""
        return people(self.pool.profiles, contacts(self.store), self.series, self.key)

    @cached_property
    def desk(self) -> Desk:
        """What writes the letters."""
        return Desk(self.series, cache(partial(_templates, self)), sender_of(self.series))

    @property
    def folder(self) -> Path:
        """The private folder of letters, which is not a link to elsewhere."""
        return letter_folder(self.workspace)

    def settle(self) -> list[Request]:
        """Close what has expired or is no longer agreed to, and return all requests."""
        known = requests(self.store)
        if closed(known, self.people.__contains__, self.day):
            change(
                self.store,
                self.key,
                lambda now: (closed(now, self.people.__contains__, self.day), None),
            )
            known = requests(self.store)
        self._drop_closed(known)
        return known

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write private letters, and print their paths."""
        make_private_folder(self.folder.parent)
        deliver(self.session, files, self.folder, None, mode=0o600)

    def _drop_closed(self, known: Collection[Request]) -> None:
        """Delete the letters of requests that nobody should be asked about any more."""
        over = [one.id for one in known if one.state in ("withdrawn", "declined", "expired")]
        drop_letters(self.workspace, over)


def open_office(session: Session, today: date | None) -> Office:
    """Open a workspace for work on requests."""
    workspace, series = session.opened(today)
    return Office(session, workspace, series, store_of(workspace), today or date.today())


def open_partners(session: Session, today: date | None = None) -> Office:
    """Open a workspace for matching; refuse a series without topics, or an empty store."""
    office = open_office(session, today)
    if not office.series.topics:
        hint = "list under `topics` in data/webinars.yaml what people can offer each other, or seek"
        raise SstcError("the series has no topics, so nobody can be matched", hint, ExitCode.DATA)
    if not office.store.begun:
        hint = "run `sstc surveys import FILE` with the registrations first"
        raise SstcError("the store has no registrations yet", hint, ExitCode.DATA)
    return office


def _templates(office: Office, language: str) -> Templates:
    workspace, series = office.workspace, office.series
    letterhead = letterhead_of(workspace, series)
    page = stationery(workspace, series, language, letterhead=letterhead)
    return templates_of(workspace, language, page)
