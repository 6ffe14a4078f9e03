"""What partners are brought together with: the store, its people, and the drafts to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import typer

from sstc_cli.brokering.drafts import Desk
from sstc_cli.brokering.lifecycle import NotNowError
from sstc_cli.brokering.requests import named, typed
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.secret.partner_drafts import partner_folder
from sstc_cli.cli.console.secret.requests import Register
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import store_of
from sstc_cli.documents.workspace_templates import letterhead_of, stationery, templates_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.addresses import sender_of
from sstc_cli.quantity import quantity
from sstc_cli.store.private_files import make_private_folder
from sstc_cli.store.requests import change, requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sstc_cli.brokering.people import Partner
    from sstc_cli.render import Templates
    from sstc_cli.store.requests import Request


_MOST = 20  # paths that a person reads


class _Silent(Session):
    """A session that prints no paths: there are as many as people, and their names say nothing."""

    def result(self, text: str) -> None:
        """Print nothing."""


@dataclass(frozen=True)
class Office(Register):
    """Where a broker works, on one day."""

    @cached_property
    def matched(self) -> list[Partner]:
        """Those of them who can be matched now."""
        pool = {profile.person for profile in self.pool.profiles}
        return [one for one in self.people.values() if one.profile.person in pool]

    @cached_property
    def desk(self) -> Desk:
        """What writes the drafts."""
        return Desk(self.series, cache(partial(_templates, self)), sender_of(self.series))

    def change(self, code: str, then: Callable[[Request], Request]) -> Request:
        """Keep what becomes of the request that a code means; refuse what cannot happen now."""

        def decide(known: Sequence[Request]) -> tuple[list[Request], Request]:
            request = named(known, typed(code) or "")
            if request is None:
                hint = "run `sstc partners list` to see the codes"
                raise SstcError(f"no request has the code `{code[:20]}`", hint, ExitCode.USAGE)
            try:
                after = then(request)
            except NotNowError as error:
                hint = "run `sstc partners list` to see the states"
                raise SstcError(error.reason, hint, ExitCode.DATA) from None
            return [after], after

        return change(self.store, self.key, decide)

    @property
    def folder(self) -> Path:
        """The private folder of drafts, which is not a link to elsewhere."""
        return partner_folder(self.workspace)

    def lost(
        self, names: Iterable[str], write: Callable[[], Mapping[str, bytes]]
    ) -> Mapping[str, bytes]:
        """Return the drafts that are not in the folder, if some of these names are not."""
        if all((self.folder / name).exists() for name in names):
            return {}
        return {name: data for name, data in write().items() if not (self.folder / name).exists()}

    def say_lost(self, count: int, noun: str) -> None:
        """Say that drafts were written again."""
        if count:
            what = f"{quantity(count, noun)} from before {'was' if count == 1 else 'were'} missing"
            self.session.say(f"{what}, and written again: do not send what you have sent already")

    def write(self, files: Mapping[str, bytes], *, json: bool) -> None:
        """Write private drafts, and print their paths, or of many only how many, and where."""
        few = len(files) <= _MOST and not json
        if files:
            make_private_folder(self.folder.parent)
            deliver(self.session if few else self._silent, files, self.folder, None, mode=0o600)
        if json:
            paths = [from_here(self.folder / name) for name in files]
            self.session.result(write_results(files=paths))
        elif not few:
            where = from_here(self.folder)
            self.session.result(f"{quantity(len(files), 'file')} in {where}")

    @property
    def _silent(self) -> Session:
        session = self.session
        return _Silent(session.color, session.folder, quiet=session.quiet)


def merged(parts: Iterable[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the files of several requests together."""
    return {name: data for files in parts for name, data in files.items()}


def open_requests(session: Session, today: date | None) -> Office:
    """Open a workspace for work on requests; refuse a day that has not come."""
    if today and today > date.today():  # it would close requests that people can still answer
        message = f"{today} is in the future: today is {date.today()}"
        raise typer.BadParameter(message, param_hint="--today")
    return _open(session, today)


def open_office(session: Session, today: date | None) -> Office:
    """Open a workspace for work with both sides; refuse a plan that no longer asks people."""
    office = open_requests(session, today)
    if any(one.is_open for one in requests(office.store)) and not office.registration_asks:
        message = "requests are open, but no registration asks whether people may be introduced"
        hint = "give its question `role: introduce` again, or import the registrations"
        raise SstcError(message, hint, ExitCode.DATA)
    return office


def _open(session: Session, today: date | None) -> Office:
    workspace, series = session.opened(today)
    return Office(session, workspace, series, store_of(workspace), today or date.today())


def open_partners(session: Session, today: date | None = None) -> Office:
    """Open a workspace for matching; refuse a series without topics, or an empty store."""
    office = _open(session, today)
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
