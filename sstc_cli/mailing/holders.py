"""Who has the entry of a webinar in a calendar, and who of them no longer belongs to it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sstc_cli.ics import SentInvitation
from sstc_cli.mail.addresses import Address, AddressError, plain_address
from sstc_cli.mailing.entries import Method
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.outbox import Outbox, addresses_of
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import State, Text
from sstc_cli.model.mail import Recipients as Group
from sstc_cli.store.mail.earlier import Told, told_about
from sstc_cli.store.store import Store

_ASKED = b"method=REQUEST"


@dataclass
class Holders:
    """The people with an entry, by address, and those who would not get the message otherwise.

    Those who are `withdrawn` no longer belong to the webinar. Nobody knows the address of some,
    because the files of their mails are gone: they are `lost`.
    """

    keys: set[str] = field(default_factory=set)
    others: dict[str, Recipient] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    lost: int = 0

    def method(self, mailing: Mailing, recipient: Recipient) -> Method | None:
        """Return what the entry of a person becomes; others get none."""
        if recipient.key not in self.keys or mailing.webinar is None:
            return None
        gone = mailing.webinar.cancelled or recipient.key in self.withdrawn
        return Method.CANCEL if gone else Method.REQUEST


@dataclass(frozen=True)
class Sources:
    """Where people with an entry may be known.

    `people` get the message anyway, and `belonging` are all who have to do with the webinar now, by
    address. `invited` have an invitation from `sstc calendar export`, by their ids. `published` is
    what was published last, with the speakers of then. Outboxes have the mails of earlier batches.
    """

    store: Store
    people: Mapping[str, Recipient]
    belonging: Collection[str]
    invited: Mapping[str, SentInvitation]
    published: State | None
    outboxes: Path


def holders_of(mailing: Mailing, sources: Sources) -> Holders:
    """Return who has the entry of the mailing's webinar."""
    assert mailing.webinar is not None  # noqa: S101
    messages = [found.id for found in mailing.series.messages if "calendar" in found.with_]
    told = told_about(sources.store, messages, mailing.webinar.number)
    named = {mailing.person(person): person for person in sources.people.values()}
    holders = Holders()
    holders.keys |= {
        person.key for digest, person in named.items() if person.is_named and digest in told
    }
    _add_replaced_and_guests(holders, mailing, sources, told)
    known = {*named, *map(mailing.person, holders.others.values())}
    _add_gone(
        holders, {digest: mail for digest, mail in told.items() if digest not in known}, sources
    )
    return holders


def _add_replaced_and_guests(
    holders: Holders, mailing: Mailing, sources: Sources, told: Mapping[str, Told]
) -> None:
    """Add those who were speakers, and those with an invitation from `sstc calendar export`."""
    for person in _replaced(mailing, sources):
        has_entry = person.id in sources.invited or mailing.person(person) in told
        holders.keys |= {person.key} if has_entry else set()
        holders.others[person.key] = person
        holders.withdrawn.add(person.key)
    for guest in _guests(mailing, sources):
        holders.keys.add(guest.key)
        if guest.key not in sources.people:
            holders.others.setdefault(guest.key, guest)


def _replaced(mailing: Mailing, sources: Sources) -> Iterator[Recipient]:
    """Yield the speakers of the published version who have nothing to do with the webinar now."""
    webinar = mailing.webinar
    before = sources.published.webinars_by_id() if sources.published else {}
    if webinar is None or webinar.id not in before:
        return
    speakers = [talk.speaker for talk in before[webinar.id].talks if talk.speaker]
    for speaker in {speaker.id: speaker for speaker in speakers}.values():
        person = mailing.series.person(speaker.id)
        invitation = sources.invited.get(speaker.id)
        email = invitation.email if invitation else person.email if person else None
        address = _address(email)
        if address and address.person not in sources.belonging:
            zone = person.zone if person else None
            place = f"`{speaker.id}` in the last release"
            yield _person(address, "speakers", place, speaker.name, zone, speaker.id)


def _guests(mailing: Mailing, sources: Sources) -> Iterator[Recipient]:
    """Yield those with an invitation from `sstc calendar export` who were not replaced."""
    replaced = {person.id for person in _replaced(mailing, sources)}
    for id_, invitation in sources.invited.items():
        address = _address(invitation.email)
        if address and id_ not in replaced:
            name = Text(invitation.name) if invitation.name else None
            yield _person(address, "registered", f"`{id_}` in the invitations", name, None, None)


def _add_gone(holders: Holders, told: Mapping[str, Told], sources: Sources) -> None:
    """Add those who were asked by an earlier mail and have nothing to do with the webinar now."""
    for mail in told.values():
        file = Outbox(sources.outboxes / mail.batch).file(mail.message_id)
        if file is None:
            holders.lost += 1
            continue
        data = file.read_bytes()
        address = _address(addresses_of(data)[1]) if _ASKED in data else None
        if address and address.person not in sources.belonging:
            gone = _person(address, "registered", "an earlier mail", None, None, None)
            holders.others[gone.key] = gone
            holders.keys.add(gone.key)
            holders.withdrawn.add(gone.key)


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
