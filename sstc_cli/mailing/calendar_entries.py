"""The calendar entry of a webinar in mails: how it is made, who has it, and who has none."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from sstc_cli.documents.translations import labels_by_language
from sstc_cli.ics import (
    Guest,
    SentInvitation,
    Style,
    for_guest,
    write_cancel,
    write_request,
    write_webinar,
)
from sstc_cli.mail.addresses import Address, AddressError, plain_address
from sstc_cli.mail.message import Attachment, CalendarPart
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.memory import true_facts
from sstc_cli.mailing.outbox import Letters
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.mailing.rendering import ViewOf
from sstc_cli.model import State, Text
from sstc_cli.model.messages import Recipients as Group
from sstc_cli.model.view import View
from sstc_cli.store.mail.earlier import ArrivedMail, arrived
from sstc_cli.store.store import Store
from sstc_cli.views.file_names import stem_of
from sstc_cli.views.notice import NoticeView

# makes an entry newer than those that people may have from files of `sstc calendar export`
Renew = Callable[[bytes], bytes]
_KEPT = 64
_SOMEBODY = "somebody@example.org"


class Method(StrEnum):
    """What a person's calendar does with an entry."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Entries:
    """The entries of one webinar, from the sender of its mails."""

    def __init__(self, mailing: Mailing, renew: Renew = lambda data: data) -> None:
        assert mailing.webinar is not None  # noqa: S101
        self.mailing, self.webinar = mailing, mailing.webinar
        self._renew = renew
        self._made = lru_cache(_KEPT)(self._make)

    @cached_property
    def style(self) -> Style:
        languages = self.mailing.series.languages
        words = labels_by_language(self.mailing.workspace, languages)
        revision_of = self.mailing.calendars.revision_of
        sender = self.mailing.sender.office
        return Style(named=True, labels=words, sender=sender, revision_of=revision_of)

    @property
    def last(self) -> bytes:
        """The entry as a file for no particular person, which shows its revision."""
        return self._made(Method.PUBLISH, self.mailing.series.languages[0])

    def part(self, recipient: Recipient, method: Method) -> CalendarPart:
        """Return the entry of one person, to be accepted or cancelled."""
        language = recipient.languages(self.mailing.series.languages)[0]
        name = recipient.name.pick(language) if recipient.name else ""
        guest = Guest(recipient.address.wire, name, language)
        made = self._made(method, language)
        return CalendarPart(method, for_guest(made, guest, asked=method is Method.REQUEST))

    def file(self, recipient: Recipient) -> Attachment:
        """Return the entry as a file for anybody, to be saved or opened."""
        language = recipient.languages(self.mailing.series.languages)[0]
        kind = "text/calendar; charset=utf-8; method=PUBLISH"
        name = f"{stem_of(self.webinar)}.ics"
        return Attachment(name, kind, self._made(Method.PUBLISH, language))

    def _make(self, method: Method, language: str) -> bytes:
        """Return the entry in a language, for no particular person."""
        series = self.mailing.calendars.series
        if method is Method.PUBLISH:
            style = replace(self.style, named=False)
            made = write_webinar(series, self.webinar, language, style)
        else:
            write_for = write_request if method is Method.REQUEST else write_cancel
            guest = Guest(_SOMEBODY, "", language)
            made = write_for(series, self.webinar, guest, self.style)
        return self._renew(made)


def method_for(mailing: Mailing, recipient: Recipient) -> Method | None:
    """Return what a person's calendar gets with a message, or None if that is nothing.

    Only people whom a person knows by name are asked to accept: on an open list, the organisers
    would get thousands of answers.
    """
    if "calendar" not in mailing.message.with_ or mailing.webinar is None:
        return None
    if recipient.address.wire == mailing.sender.email:  # calendars refuse one's own invitation
        return None
    if mailing.webinar.cancelled:
        return None  # `holders` decide about its entry
    return Method.REQUEST if recipient.is_named else Method.PUBLISH


@dataclass
class Holders:
    """The people with an entry, by address, and those who would not get the message otherwise.

    Some have it as one of the `files` that anybody can open. Those who are `withdrawn` no longer
    belong to the webinar, and `unaware` contacts were told nothing that is no longer true. Nobody
    knows the address of some, because the files of their mails are gone: they are `lost`.
    """

    keys: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    others: dict[str, Recipient] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    unaware: set[str] = field(default_factory=set)
    lost: int = 0

    def method(self, mailing: Mailing, recipient: Recipient) -> Method | None:
        """Return what the entry of a person becomes; others get none."""
        if mailing.webinar is None or recipient.address.wire == mailing.sender.email:
            return None
        if recipient.key not in self.keys:
            return Method.PUBLISH if recipient.key in self.files else None
        gone = mailing.webinar.cancelled or recipient.key in self.withdrawn
        return Method.CANCEL if gone else Method.REQUEST


@dataclass(frozen=True)
class Sources:
    """Where people with an entry may be known.

    `people` get the message anyway, and `belonging` are all who have to do with the webinar now, by
    address. `invited` have an invitation from `sstc calendar export`, by their ids. `published` is
    what was published last and what mails told, with the speakers of then. Outboxes have the mails
    of earlier batches, of which those of some occasions do not count.
    """

    store: Store
    people: Mapping[str, Recipient]
    belonging: Collection[str]
    invited: Mapping[str, SentInvitation]
    published: Sequence[State]
    outboxes: Path
    occasions: Collection[str] = ()


def holders_of(mailing: Mailing, sources: Sources) -> Holders:
    """Return who has the entry of the mailing's webinar, or was told something outdated."""
    assert mailing.webinar is not None  # noqa: S101
    series, webinar = mailing.series, mailing.webinar
    about = [found for found in series.messages if not found.is_afterwards]
    entries = [found.id for found in about if "calendar" in found.with_]
    mails = arrived(sources.store, [found.id for found in about], webinar.id)
    counted = [mail for mail in mails if mail.occasion not in sources.occasions]
    told = {mail.person: mail for mail in counted if mail.message in entries}
    facts, last = true_facts(series, webinar), {mail.person: mail for mail in counted}
    before = {digest: mail for digest, mail in last.items() if mail.facts not in facts}
    named = {mailing.person(person): person for person in sources.people.values()}
    holders = Holders()
    for digest, person in named.items():
        if digest in told:
            (holders.keys if person.is_named else holders.files).add(person.key)
        if person.group == "contacts" and digest not in before:
            holders.unaware.add(person.key)
    _add_replaced_and_guests(holders, mailing, sources, told)
    known = {*named, *map(mailing.person, holders.others.values())}
    told, before = (
        {digest: mail for digest, mail in kept.items() if digest not in known}
        for kept in (told, before)
    )
    _add_others(holders, told, before, mailing, sources)
    return holders


def _add_replaced_and_guests(
    holders: Holders, mailing: Mailing, sources: Sources, told: Mapping[str, ArrivedMail]
) -> None:
    """Add those who were speakers, and those with an invitation from `sstc calendar export`."""
    replaced = {person.id: person for person in _replaced(mailing, sources)}
    for person in replaced.values():
        has_entry = person.id in sources.invited or mailing.person(person) in told
        holders.keys |= {person.key} if has_entry else set()
        holders.others[person.key] = person
        holders.withdrawn.add(person.key)
    for id_, invitation in sources.invited.items():
        address = _address(invitation.email)
        if address and id_ not in replaced:
            name = Text(invitation.name) if invitation.name else None
            place = f"`{id_}` in the invitations"
            guest = _person(address, "registered", place, name, None, None)
            holders.keys.add(guest.key)
            if guest.key not in sources.people:
                holders.others.setdefault(guest.key, guest)


def _replaced(mailing: Mailing, sources: Sources) -> Iterator[Recipient]:
    """Yield the speakers of earlier versions who have nothing to do with the webinar now."""
    webinar = mailing.webinar
    states = [state.webinars_by_id() for state in sources.published]
    before = [known[webinar.id] for known in states if webinar and webinar.id in known]
    speakers = [talk.speaker for known in before for talk in known.talks if talk.speaker]
    for speaker in {speaker.id: speaker for speaker in speakers}.values():
        person = mailing.series.person(speaker.id)
        invitation = sources.invited.get(speaker.id)
        email = invitation.email if invitation else person.email if person else None
        address = _address(email)
        if address and address.person not in sources.belonging:
            zone = person.zone if person else None
            place = f"`{speaker.id}` in an earlier plan"
            yield _person(address, "speakers", place, speaker.name, zone, speaker.id)


def _add_others(
    holders: Holders,
    told: Mapping[str, ArrivedMail],
    before: Mapping[str, ArrivedMail],
    mailing: Mailing,
    sources: Sources,
) -> None:
    """Add those whom only an earlier mail names.

    People who were asked to accept an entry no longer belong to the webinar; the rest are contacts,
    who hear of what is no longer true.
    """
    letters = Letters(sources.outboxes, mailing.series.languages)
    for digest in {**told, **before}:
        found = [kept[digest] for kept in (told, before) if digest in kept]
        read = [(mail.entry, reader) for mail in found if (reader := letters.reader(mail))]
        if not read or mailing.person(read[-1][1]) != digest:
            holders.lost += 1
            continue
        (entry, first), (_, reader) = read[0], read[-1]
        if entry == Method.REQUEST:
            gone = replace(first, group="registered", groups=frozenset({"registered"}))
            if gone.key not in sources.belonging:
                holders.others[gone.key] = gone
                holders.keys.add(gone.key)
                holders.withdrawn.add(gone.key)
        elif digest in before and reader.key not in sources.belonging:
            holders.others[reader.key] = reader
            holders.files |= {reader.key} if entry == Method.PUBLISH else set()


def _person(  # noqa: PLR0913, PLR0917 all are facts of one person
    address: Address, group: Group, place: str, name: Text | None, zone: str | None, id_: str | None
) -> Recipient:
    groups = frozenset[Group]({group})
    return Recipient(address, group, place, name, zone=zone, id=id_, groups=groups)


def _address(email: str | None) -> Address | None:
    try:
        return plain_address(email) if email else None
    except AddressError:
        return None


_OWN = {
    "add": "",
    "replace": "correct",
    "delete": "remove",
}  # of an entry that people may have made


def truthful(view_of: ViewOf, has_entry: Callable[[Recipient], bool]) -> ViewOf:
    """Return a maker of views that promise an entry only to those whose mail has one."""
    altered: dict[int, tuple[NoticeView, NoticeView]] = {}  # of views that many people share

    def view(recipient: Recipient, language: str) -> tuple[str, View]:
        document, made = view_of(recipient, language)
        if not isinstance(made, NoticeView) or has_entry(recipient):
            return document, made
        if id(made) not in altered:
            news = (replace(one, entry=_OWN.get(one.entry, "")) for one in made.webinars)
            altered[id(made)] = made, replace(made, webinars=tuple(news))
        return document, altered[id(made)][1]

    return view
