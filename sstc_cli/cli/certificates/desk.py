"""What certificates are made from: the workspace, its store, and what has been issued."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sstc_cli.certificates.awards import Awards, AwardSources, Scope, awards
from sstc_cli.certificates.code import Kind
from sstc_cli.certificates.eligibility import Demand, Reason, decisions, passing_of
from sstc_cli.certificates.sign import require_cryptography
from sstc_cli.cli.console.session import Session, chosen_webinars
from sstc_cli.cli.console.store import read_keys, store_of
from sstc_cli.documents.workspace_templates import letterhead_of, own_look
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.model import Series, Webinar
from sstc_cli.model.certificates import CertificateFile
from sstc_cli.quantity import numbered
from sstc_cli.render.fonts import NoFontError
from sstc_cli.render.typesetting import unshown
from sstc_cli.store import Store
from sstc_cli.store.certificates import issued
from sstc_cli.store.profiles import attendees, known_attendance
from sstc_cli.store.response import PseudonymKey
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.published import certificate_file


@dataclass(frozen=True)
class Desk:
    """Where certificates are issued: everything that is needed for it, on one day."""

    workspace: Workspace
    series: Series
    store: Store
    day: date

    @cached_property
    def public(self) -> CertificateFile:
        """The public facts about the certificates of the series."""
        return certificate_file(self.workspace.root)

    @cached_property
    def pseudonyms(self) -> PseudonymKey:
        """The key of the store."""
        return self.store.pseudonym_key(read_keys())

    @cached_property
    def attended(self) -> dict[str, int]:
        """The number of people at each webinar with known attendance, by its id."""
        return known_attendance(self.store)

    def awards(self, scope: Scope, least: int, *, drawn: bool) -> Awards:
        """Return who gets a certificate of a scope; to be `drawn`, a name needs a font."""
        surveys = self.workspace.surveys
        webinars = scope.webinars
        minutes = {one.id: self.series.minutes_of(one) for one in scope.webinars}
        passing = passing_of(surveys, webinars) if scope.kind is Kind.COMPLETION else None
        needed = -(-least * len(webinars) // 100) if scope.is_series else 1
        registrations = {survey.id for survey in surveys.values() if survey.when == "before"}
        with self.store.reading():
            people, known = attendees(self.store, [*minutes]), issued(self.store)
        decided = decisions(people, Demand(minutes, least, needed, passing), registrations)
        if drawn:
            lost = self.unshown(one.name for one in decided if one.reason is None)
            decided = [
                replace(one, reason=Reason.NO_FONT) if not one.reason and one.name in lost else one
                for one in decided
            ]
        sources = AwardSources(self.series, surveys, self.pseudonyms, known, self.public)
        return awards(sources, scope, decided)

    def unshown(self, names: Iterable[str]) -> dict[str, NoFontError]:
        """Return the names that no font of the series can show, each with the reason."""
        letterhead = letterhead_of(self.workspace, self.series)
        look = letterhead.look if letterhead else own_look(self.series)
        return unshown(names, self.workspace.templates, look)


def open_desk(session: Session) -> Desk:
    """Open the workspace and its store; refuse if nothing was imported."""
    require_cryptography()
    workspace, series = session.opened()
    desk = Desk(workspace, series, store_of(workspace), workspace.today)
    if not desk.attended:
        raise nothing_imported("no attendance")
    return desk


def scopes_of(desk: Desk, numbers: list[int], *, completion: bool) -> list[Scope]:
    """Return what to certify: each of the webinars, or without numbers the series."""
    kind = Kind.COMPLETION if completion else Kind.ATTENDANCE
    if numbers:
        webinars = chosen_webinars(desk.series, numbers)
        _refuse_unknown(desk, webinars)
        return [Scope(kind, (webinar,)) for webinar in webinars]
    held = [webinar for webinar in desk.series.in_time_order if webinar.id in desk.attended]
    return [Scope(kind, tuple(sorted(held, key=lambda one: one.number)), is_series=True)]


def without_attendance(desk: Desk) -> list[int]:
    """Return the past webinars whose attendance is unknown."""
    return [
        webinar.number
        for webinar in desk.series.webinars
        if not webinar.cancelled
        and webinar.starts.date() < desk.day
        and webinar.id not in desk.attended
    ]


def _refuse_unknown(desk: Desk, webinars: Sequence[Webinar]) -> None:
    """Refuse webinars whose attendance is unknown, or that were cancelled."""
    if cancelled := [one.number for one in webinars if one.cancelled]:
        message = f"{numbered('webinar', cancelled)} was cancelled, so it has no attendance"
        raise SstcError(message, "leave it out", ExitCode.USAGE)
    if unknown := [one.number for one in webinars if one.id not in desk.attended]:
        message = f"no attendance of {numbered('webinar', unknown)} in the store"
        hint = "import the report of your meeting tool: `sstc surveys import FILE`"
        raise SstcError(message, hint, ExitCode.DATA)
