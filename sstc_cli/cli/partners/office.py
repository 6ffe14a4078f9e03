"""What partners are brought together with: the store, its people, and the drafts to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path

import typer

from sstc_cli.brokering.draft_files import partner_folder
from sstc_cli.brokering.drafts import Desk
from sstc_cli.brokering.people import Partner, matched
from sstc_cli.brokering.register import Register
from sstc_cli.brokering.requests import NotNowError, named, typed
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.options import read_language
from sstc_cli.cli.console.requests import register_of
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.documents.translations import labels_of
from sstc_cli.documents.workspace_templates import letterhead_of, stationery, templates_of
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.lock import make_private_folder
from sstc_cli.mail.addresses import sender_of
from sstc_cli.model.countries import country_name
from sstc_cli.partners.crowd import EarlierRequest
from sstc_cli.partners.pool import Profile
from sstc_cli.partners.workbook import NamedPerson, Sentences
from sstc_cli.quantity import quantity
from sstc_cli.render import Templates
from sstc_cli.store.requests import Request, change, requests

_MOST = 20  # paths that a person reads


@dataclass(frozen=True)
class Office(Register):
    """Where a broker works, on one day."""

    session: Session

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
            deliver(
                self.session if few else self.session.silent, files, self.folder, None, mode=0o600
            )
        if json:
            paths = [from_here(self.folder / name) for name in files]
            self.session.result(write_results(files=paths))
        elif not few:
            where = from_here(self.folder)
            self.session.result(f"{quantity(len(files), 'file')} in {where}")

    def trial(self) -> "Office":
        """Return the office for a dry run, which keeps no change and says nothing about it."""
        return replace(self, store=self.store.trial(), say=lambda _: None)


def merged(parts: Iterable[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the files of several requests together."""
    return {name: data for files in parts for name, data in files.items()}


def open_requests(session: Session) -> Office:
    """Open a workspace for work on requests; refuse a day that has not come."""
    if session.day > date.today():  # it would close requests that people can still answer
        message = f"{session.day} is in the future: today is {date.today()}"
        raise typer.BadParameter(message, param_hint="--today")
    return _open(session)


def open_office(session: Session) -> Office:
    """Open a workspace for work with both sides; refuse a plan that no longer asks people."""
    office = open_requests(session)
    if any(one.is_open for one in requests(office.store)) and not office.registration_asks:
        message = "requests are open, but no registration asks whether people may be introduced"
        hint = "give its question `role: introduce` again, or import the registrations"
        raise SstcError(message, hint, ExitCode.DATA)
    return office


def _open(session: Session) -> Office:
    workspace, series = session.opened()
    register = register_of(session, workspace, series, store_of(workspace), session.day)
    return Office(**vars(register), session=session)


def open_partners(session: Session) -> Office:
    """Open a workspace for matching; refuse a series without topics, or an empty store."""
    office = _open(session)
    if not office.series.topics:
        hint = "list under `topics` in data/webinars.yaml what people can offer each other, or seek"
        raise SstcError(
            "the series has no topics, so people cannot be matched", hint, ExitCode.DATA
        )
    if not office.store.begun:
        raise nothing_imported()
    return office


def _templates(office: Office, language: str) -> Templates:
    workspace, series = office.workspace, office.series
    letterhead = letterhead_of(workspace, series)
    page = stationery(workspace, series, language, letterhead=letterhead)
    return templates_of(workspace, language, page)


def profiles_of(office: Office) -> list[Profile]:
    """Return those who may be matched; refuse a store without any."""
    found = [person.profile for person in office.matched]
    if not found:
        hint = "run `sstc partners status` to see why"
        raise SstcError("no one can be introduced yet", hint, ExitCode.DATA)
    return found


def made_requests(office: Office) -> list[EarlierRequest]:
    """Return the requests that were made, as they are today."""
    return [*matched(requests(office.store), office.people, office.day)]


def sentences_of(office: Office, language: str | None) -> Sentences:
    """Return what writes sentences in a language of the series."""
    code = read_language(language, office.series.languages)
    countries = partial(country_name, language=code)
    return Sentences(office.series, code, labels_of(office.workspace, code), countries)


def names_of(office: Office, sentences: Sentences) -> dict[str, NamedPerson]:
    """Return all people who may be matched, by the digests of their profiles."""
    return {
        person.profile.person: NamedPerson(
            person.name,
            person.organisation or "",
            sentences.country(person.profile.country) if person.profile.country else "",
        )
        for person in office.people.values()
    }
