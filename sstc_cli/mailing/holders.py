"""Who has the entry of a webinar or was told of it, and who no longer belongs to it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sstc_cli.ics import SentInvitation
from sstc_cli.mail.addresses import Address, AddressError, plain_address
from sstc_cli.mailing.entries import Method
from sstc_cli.mailing.facts import true_facts
from sstc_cli.mailing.letters import Letter, Letters
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import State, Text
from sstc_cli.model.mail import Recipients as Group
from sstc_cli.store.mail.earlier import Told, told_about, told_before
from sstc_cli.store.store import Store


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
    told = told_about(sources.store, entries, webinar.number, sources.occasions)
    names, facts = [found.id for found in about], true_facts(series, webinar)
    before = told_before(sources.store, names, webinar.number, facts, sources.occasions)
    named = {mailing.person(person): person for person in sources.people.values()}
    holders = Holders()
    for digest, person in named.items():
        if digest in told:
            (holders.keys if person.is_named else holders.files).add(person.key)
        if person.group == "contacts" and digest not in before:
            holders.unaware.add(person.key)
    _add_replaced_and_guests(holders, mailing, sources, told)
    known = {*named, *map(mailing.person, holders.others.values())}
    _add_others(holders, _Mails(told, before).without(known), mailing, sources)
    return holders


@dataclass(frozen=True, slots=True)
class _Mails:
    """The last mail of each person with an entry, and the last one with old facts, by digest."""

    told: Mapping[str, Told]
    before: Mapping[str, Told]

    def without(self, known: Collection[str]) -> "_Mails":
        """Return the mails without those to some people."""
        told, before = (
            {digest: mail for digest, mail in mails.items() if digest not in known}
            for mails in (self.told, self.before)
        )
        return _Mails(told, before)


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


def _guests(mailing: Mailing, sources: Sources) -> Iterator[Recipient]:
    """Yield those with an invitation from `sstc calendar export` who were not replaced."""
    replaced = {person.id for person in _replaced(mailing, sources)}
    for id_, invitation in sources.invited.items():
        address = _address(invitation.email)
        if address and id_ not in replaced:
            name = Text(invitation.name) if invitation.name else None
            yield _person(address, "registered", f"`{id_}` in the invitations", name, None, None)


def _add_others(holders: Holders, mails: _Mails, mailing: Mailing, sources: Sources) -> None:
    """Add those whom only an earlier mail names.

    Whoever was asked to accept an entry no longer belongs to the webinar; the rest are contacts,
    who hear of what is no longer true.
    """
    letters = Letters(sources.outboxes, mailing.series.languages)
    for digest in {**mails.told, **mails.before}:
        found = [
            letters.read(kept[digest]) for kept in (mails.told, mails.before) if digest in kept
        ]
        read = [letter for letter in found if letter]
        if not read or mailing.person(read[-1].reader) != digest:
            holders.lost += 1
        elif read[0].asked:
            _add_gone(holders, read[0], sources)
        elif digest in mails.before and read[-1].reader.key not in sources.belonging:
            reader = read[-1].reader
            holders.others[reader.key] = reader
            holders.files |= {reader.key} if read[0].has_file else set()


def _add_gone(holders: Holders, letter: Letter, sources: Sources) -> None:
    """Add somebody with an entry who may have nothing to do with the webinar now."""
    gone = replace(letter.reader, group="registered", groups=frozenset({"registered"}))
    if gone.key not in sources.belonging:
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
