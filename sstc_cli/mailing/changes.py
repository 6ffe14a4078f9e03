"""Notices of changes as mails: what has changed of one webinar, for each person."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from sstc_cli.documents.notices import notices
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.model.view import View
from sstc_cli.views.messages import zone_of
from sstc_cli.views.notice import NoticeView
from sstc_cli.workspace.states import NamedState


class PersonalChanges:
    """What has changed for each person since their last mail, or since a published version.

    `told` has what is known of the last mails, by the digests of people. The release counts for
    everybody else; before the first one, they know nothing that could have changed.
    """

    def __init__(
        self,
        mailing: Mailing,
        release: NamedState | None,
        told: Mapping[str, NamedState] = MappingProxyType({}),
    ) -> None:
        self.mailing, self.release, self._told = mailing, release, told
        self._states = {state.name: state for state in told.values()}
        self._made = cache(self._make)

    def concern(self, recipient: Recipient) -> bool:
        """Return whether there is news for a person in a language that the person reads."""
        return any(self._in_languages(recipient))

    def nothing(self) -> SstcError:
        webinar = self.mailing.webinar
        about = f"webinar {webinar.number}" if webinar else "the series"
        release = f"`{self.release.name}`" if self.release else ""
        mail = "their last mail" if self._told else ""
        since = ", or since ".join(filter(None, (release, mail)))
        message = f"nothing has changed for these people about {about} since {since}"
        hint = "name the release that people have: `--since NAME`"
        return SstcError(message, hint, ExitCode.DATA)

    def view(self, recipient: Recipient, language: str) -> tuple[str, View]:
        """Return the notice for a person, whom the changes must concern."""
        view = self._of(recipient, language) or next(self._in_languages(recipient), None)
        assert view is not None  # noqa: S101
        return "notice", view

    def _in_languages(self, recipient: Recipient) -> Iterator[NoticeView]:
        languages = recipient.languages(self.mailing.series.languages)
        found = (self._of(recipient, language) for language in languages)
        return (view for view in found if view is not None)

    def _of(self, recipient: Recipient, language: str) -> NoticeView | None:
        known = self._told.get(self.mailing.person(recipient)) if self._told else None
        made = self._made(language, self._zone(recipient), known.name if known else None)
        if recipient.group == "speakers":
            return made.get(f"speaker-{recipient.id}")
        if recipient.group in ("moderators", "organisers"):
            first = next((stem for stem in made if stem.startswith("organiser-")), "")
            named = (f"{kind}-{recipient.id}" for kind in ("moderator", "organiser"))
            return next(filter(None, map(made.get, (*named, first))), None)
        anybody = "contact" if recipient.group == "contacts" else "anybody"
        return made.get(f"audience-{recipient.audience}") or made.get(anybody)

    def _zone(self, recipient: Recipient) -> str | None:
        series, webinar = self.mailing.series, self.mailing.webinar
        if webinar is None:
            return recipient.zone
        return zone_of(series, webinar, recipient.reader(series.languages[0]))

    def _make(self, language: str, zone: str | None, known: str | None) -> Mapping[str, NoticeView]:
        """Return the notices in a language and on a clock that are about the mailing's webinar."""
        before = self._states[known] if known else self.release
        if before is None:
            return {}
        workspace, series = self.mailing.workspace, self.mailing.series
        webinar, found = self.mailing.webinar, {}
        for stem, make in notices(workspace, series, before, language, zone):
            view = replace(make(), date=None)  # a mail has its own
            if webinar:  # the others have mailings of their own
                own = tuple(news for news in view.webinars if news.id == webinar.id)
                view = replace(view, webinars=own, shared=())
            if view.webinars or (view.facts and webinar is None):
                found[stem] = view
        return found | _for_any_audience(found)


def _for_any_audience(made: Mapping[str, NoticeView]) -> dict[str, NoticeView]:
    """Return the notices for those whose audience is unknown: for contacts, and for others.

    They name no audience, and what is news for one audience alone, which joins a webinar or leaves
    it, is not for all people.
    """

    def is_for_one(view: NoticeView) -> bool:
        events = {news.event for news in view.webinars}
        return bool(events) and events <= {"joined", "left"}

    views = (view for stem, view in made.items() if stem.startswith("audience-"))
    view = next((view for view in views if not is_for_one(view)), None)
    if view is None:
        return {}
    names = {"contact": None, "anybody": ""}  # contacts are not participants
    return {
        stem: replace(view, recipient=replace(view.recipient, name=name))
        for stem, name in names.items()
    }
