"""Who gets a message: people of the plan, of the store and of a sheet, each of them once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, get_args

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.addresses import Address, AddressError, plain_address, read_address
from sstc_cli.mail.headers import UnsafeTextError, refuse_unsafe
from sstc_cli.mailing.recipient import Recipient, joined
from sstc_cli.model import Message, Organiser, Person, Role, Series, Survey, Text, Webinar
from sstc_cli.model.messages import Recipients as Group
from sstc_cli.model.series import audience_of, language_of
from sstc_cli.model.wording import fold
from sstc_cli.quantity import quantity
from sstc_cli.store.database import decoded
from sstc_cli.store.names import names_of
from sstc_cli.store.people import identified_rows
from sstc_cli.store.store import Store
from sstc_cli.views.speaker_brief import OWED, missing_of
from sstc_cli.views.speaker_letters import open_tasks


def planned_people(
    series: Series, webinars: Sequence[Webinar], groups: Iterable[Group], *, openers: bool = True
) -> tuple[list[Recipient], list[Diagnostic]]:
    """Return the people of some groups in webinars, and a line for each who has no address.

    Those who open or close a webinar are speakers, but for letters about talks.
    """
    found: list[Recipient] = []
    notes: list[Diagnostic] = []
    for group in groups:
        where = "organisers" if group == "organisers" else "people"
        hint = f"add `email` to `{where}` in data/webinars.yaml"
        for person in _planned_in(series, webinars, group, openers=openers):
            if recipient := _recipient(person, group):
                found.append(recipient)
            else:
                what = f"`{person.id}` of the {group} has no e-mail address, and is left out"
                notes.append(Diagnostic("W744", what, hint=hint))
    return found, list(dict.fromkeys(notes))


def _planned_in(
    series: Series, webinars: Sequence[Webinar], group: Group, *, openers: bool
) -> Iterator[Person | Organiser]:
    found: list[Person] = []
    if group == "speakers":
        for webinar in webinars:
            found += [
                *series.speakers_of(webinar),
                *(series.openers_of(webinar) if openers else ()),
            ]
        yield from {person.id: person for person in found}.values()
    elif group == "moderators":
        people = (series.person(webinar.moderator) for webinar in webinars)
        yield from {person.id: person for person in people if person}.values()
    elif group == "organisers":
        offices = [office for webinar in webinars for office in series.organisers_of(webinar)]
        yield from {office.id: office for office in offices}.values()


def _recipient(person: Person | Organiser, group: Group) -> Recipient | None:
    try:
        address = plain_address(person.email) if person.email else None
    except AddressError:
        address = None
    if address is None:
        return None
    zone = person.zone if isinstance(person, Person) else None
    place = f"`{person.id}` in the plan"
    return Recipient(
        address, group, place, person.name, zone=zone, country=person.country, id=person.id
    )


@dataclass
class StoredPeople:
    """The people in the store who have to do with a webinar, or with any if `webinars` is empty."""

    store: Store
    series: Series
    surveys: Mapping[str, Survey]
    webinars: tuple[str, ...]
    unreachable: list[str] = field(default_factory=list)

    @cached_property
    def registered(self) -> dict[str, Recipient]:
        found: dict[str, Recipient] = {}
        for use in self.series.surveys:
            if use.when == "before" and use.id in self.surveys:
                found |= {person.key: person for person in self._answering(self.surveys[use.id])}
        return found

    @cached_property
    def present(self) -> dict[str, Recipient]:
        return {
            person.key: person for row in self._visits if (person := self._person(row, "attended"))
        }

    @cached_property
    def attended(self) -> dict[str, Recipient]:
        """Everybody who was there, with what a registration says about the person.

        A report may have only a name: it counts for the only person who registered with that name.
        """
        names = Counter(_name_key(person) for person in self.registered.values())
        unnamed = {fold(row["name"]) for row in self._visits if row["name"] and not row["email"]}
        by_name = {
            key: person
            for key, person in self.registered.items()
            if (name := _name_key(person)) in unnamed and names[name] == 1
        }
        there = self.present | by_name
        return {key: replace(self.registered.get(key, person), group="attended", attended=True)
                for key, person in there.items()}  # fmt: skip

    @property
    def knows_attendance(self) -> bool:
        return bool(self._visits)

    def group(self, group: Group) -> list[Recipient]:
        """Return the people of a group. Refuse if attendance is unknown."""
        if group == "registered":
            if not self.knows_attendance:
                return [*self.registered.values()]
            return [replace(person, attended=key in self.attended)
                    for key, person in self.registered.items()]  # fmt: skip
        if not self.knows_attendance:
            message = f"`{group}` is unknown: no report of attendance is in the store"
            raise SstcError(message, "run `sstc surveys import` with the report", ExitCode.DATA)
        if group == "attended":
            return [*self.attended.values()]
        absent = (person for key, person in self.registered.items() if key not in self.attended)
        return [replace(person, group="absent", attended=False) for person in absent]

    def answered(self, survey: str) -> set[str]:
        rows = identified_rows(self.store, self.webinars, survey)
        addresses = (_address_of(row["email"]) for row in rows)
        return {address.person for address in addresses if address}

    def notes(self) -> Iterator[Diagnostic]:
        """Yield a line if some people of the store cannot get mail."""
        if self.unreachable:
            count = len(self.unreachable)
            rows = f" ({', '.join(self.unreachable[:5])}{', …' if count > 5 else ''})"
            message = f"{quantity(count, 'person', 'people')} in the store cannot get mail{rows}"
            hint = "correct the address or the name in the survey's export, and import it again"
            yield Diagnostic("W744", message, hint=hint)

    @cached_property
    def _visits(self) -> list[Mapping[str, Any]]:
        return [*identified_rows(self.store, self.webinars)]

    def _answering(self, survey: Survey) -> Iterator[Recipient]:
        roles = {
            role: survey.question(role) for role in (Role.LANGUAGE, Role.COUNTRY, Role.AUDIENCE)
        }
        ids = {role: question.id for role, question in roles.items() if question}
        for row in identified_rows(self.store, self.webinars, survey.id):
            person = self._person(row, "registered")
            if person is None:
                continue
            answers: Mapping[str, object] = decoded(row["answers"])
            said = {role: str(answers.get(id_) or "") for role, id_ in ids.items()}
            yield replace(
                person,
                language=language_of(said.get(Role.LANGUAGE, ""), self.series),
                country=said.get(Role.COUNTRY) or None,
                audience=audience_of(said.get(Role.AUDIENCE, ""), self.series),
                agreed=row["consent"] is not None,
            )

    def _person(self, row: Mapping[str, Any], group: Group) -> Recipient | None:
        if not row["email"]:
            return None
        address, place = _address_of(row["email"]), f"row {row['row']} of an import"
        name = next(names_of(row["name"], row["contacts"]), "")
        try:
            name = refuse_unsafe("name", " ".join(name.split()))
        except UnsafeTextError:
            address = None
        if address is None:
            self.unreachable.append(place)
            return None
        office = row["organisation"] or None
        text = Text(name) if name else None
        return Recipient(address, group, place, text, organisation=office, agreed=False)


def _name_key(person: Recipient) -> str:
    return fold(person.name.by_language[""]) if person.name else ""


def _address_of(email: str | None) -> Address | None:
    """Return an address of the store, or None if it cannot receive mail."""
    if not email:
        return None
    for read in (plain_address, read_address):
        try:
            return read(email)
        except AddressError:
            continue
    return None


GROUPS: tuple[Group, ...] = get_args(Group)
_OWING = "speakers-missing:"
_SHEETS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
_STORED: tuple[Group, ...] = ("registered", "attended", "absent")
_PLANNED: tuple[Group, ...] = ("speakers", "moderators", "organisers")


class Named(NamedTuple):
    """The words after `--to`: groups, files, addresses of people, and what speakers still owe."""

    groups: list[Group]
    files: list[str]
    addresses: list[str]
    owed: list[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The message, the groups that get it, who of them gets none, and the people of a sheet.

    With `addresses`, only these people get it; with `owed`, only speakers who lack one of these.
    """

    message: Message
    groups: Sequence[Group]
    left_out: Sequence[str] = ()
    contacts: Sequence[Recipient] = ()
    addresses: Sequence[str] = ()
    owed: Sequence[str] = ()


@dataclass
class Chosen:
    """The people who get a message, by address, and how many are left out for which reason."""

    people: dict[str, Recipient]
    left_out: dict[str, int] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)


def choose(asked: Wanted, stored: StoredPeople, webinars: Sequence[Webinar]) -> Chosen:
    """Return who gets a message about some webinars.

    Invitations go to people in the store only if their survey asked for consent and they gave it.
    Messages about a webinar for which they registered need no other consent.
    """
    groups, series = asked.groups, stored.series
    if asked.addresses:
        known = ("registered", "attended") if stored.knows_attendance else ("registered",)
        groups = [group for group in (*_PLANNED, *known) if group in asked.message.readers]
    planned = [group for group in groups if group in _PLANNED]
    openers = asked.message.readers != ("speakers",)
    of_plan, notes = planned_people(series, webinars, planned, openers=openers)
    of_plan = [who for who in of_plan if _owes(series, webinars, who, asked.owed)]
    of_store = [person for group in groups if group in _STORED for person in stored.group(group)]
    contacts = asked.contacts if "contacts" in groups else ()
    found = joined([*of_plan, *of_store, *contacts])
    if asked.addresses:
        named = [read_typed(address) for address in asked.addresses]
        found = {one.person: found.get(one.person) or _as_contact(asked.message, one, stored)
                 for one in named}  # fmt: skip
        notes = []
    people = {key: who.in_language_of_audience(series) for key, who in found.items()}
    counts: dict[str, int] = {}
    for reason, keys in excluded(stored, asked.left_out).items():
        counts |= _dropped(people, keys, reason)
    if asked.message.kind == "invitation":
        unasked = {key for key, person in people.items() if not person.agreed}
        counts |= _dropped(people, unasked, "without consent on record")
    return Chosen(people, counts, [*notes, *stored.notes()])


def asked_for(survey: str, stored: StoredPeople) -> Wanted:
    """Return who is asked to answer a survey, but for those who did: by its message, if it has one.

    All who registered count as long as nobody knows who attended.
    """
    answered = f"answered:{survey}"
    none = Message(id=survey, document="follow-up", to=("attended",))
    message = next((one for one in stored.series.messages if answered in one.except_), none)
    groups = message.to
    if not stored.knows_attendance:
        known: Iterator[Group] = ("registered" if group in ("attended", "absent") else group
                                  for group in groups)  # fmt: skip
        groups = tuple(dict.fromkeys(known))
    return Wanted(message, groups, message.except_ or (answered,))


def _owes(series: Series, webinars: Sequence[Webinar], who: Recipient, owed: Sequence[str]) -> bool:
    """Return whether a person is not a speaker, or still owes one of some things."""
    person = series.person(who.id)
    if not owed or who.group != "speakers" or person is None:
        return True
    tasks = [deadline.id for deadline in series.deadlines if deadline.for_ == "speakers"]
    for name in owed:
        if name not in (*OWED, *tasks):
            what = f"speakers cannot owe `{name}`"
            raise SstcError(what, did_you_mean(name, [*OWED, *tasks]), ExitCode.USAGE)
    owes = {name for one in webinars for name in missing_of(one, person)}
    open_ = (duty for one in webinars for duty in open_tasks(series, one, person))
    owes |= {duty.deadline.id for duty in open_}
    return not owes.isdisjoint(owed)


def read_typed(text: str) -> Address:
    """Return an address of the command line; refuse one that cannot receive mail."""
    try:
        return read_address(text)
    except AddressError as error:
        what = f"the address after `--to`: {error.reason}"
        raise SstcError(what, "correct it", ExitCode.USAGE) from None


def _as_contact(message: Message, address: Address, stored: StoredPeople) -> Recipient:
    """Return a person who is not on the list, and who must be able to unsubscribe.

    Who has registered for another webinar keeps the language, country and audience.
    """
    if "contacts" not in message.readers or message.kind != "invitation":
        what = f"no recipient of `{message.id}` has this address"
        hint = "add the person to the plan, or import the registration"
        raise SstcError(what, hint, ExitCode.DATA)
    known = replace(stored, webinars=(), unreachable=[]).registered.get(address.person)
    new = Recipient(address, "contacts", "`--to`", groups=frozenset({"contacts"}))
    if known is None:
        return new
    return replace(new, language=known.language, country=known.country, audience=known.audience)


def _dropped(people: dict[str, Recipient], keys: set[str], reason: str) -> dict[str, int]:
    """Drop people by their addresses; return the reason with their number, if there are any."""
    dropped = people.keys() & keys
    for key in dropped:
        del people[key]
    return {reason: len(dropped)} if dropped else {}


def excluded(stored: StoredPeople, left_out: Sequence[str]) -> dict[str, set[str]]:
    """Return the people whom a message is not for, by their addresses, with each reason."""
    found: dict[str, set[str]] = {}
    for name in dict.fromkeys(left_out):
        if name == "registered":
            found["registered already"] = {*stored.registered}
        elif name == "attended":
            found["attended"] = {person.key for person in stored.group("attended")}
        else:
            survey = name.partition(":")[2]
            found[f"answered `{survey}` already"] = stored.answered(survey)
    return found


def read_named(words: Sequence[str], message: Message) -> Named:
    """Return what is named after `--to`: a file has a point or slash. Refuse an unknown group."""
    groups: list[Group] = [group for group in GROUPS if group in words]
    owed = [word.removeprefix(_OWING) for word in words if word.startswith(_OWING)]
    if owed and "speakers" not in groups:
        groups.append("speakers")
    addresses = [word for word in words if is_address(word)]
    others = [word for word in words
              if word not in (*GROUPS, *addresses) and not word.startswith(_OWING)]  # fmt: skip
    for word in others:
        if not any(sign in word for sign in "./\\"):
            hint = f"{did_you_mean(word, GROUPS)} ({', '.join(GROUPS)}), or the name of a file"
            what = f"`{word}` is neither a group of people nor a file"
            raise SstcError(what, hint, ExitCode.USAGE)
    if others:
        groups.append("contacts")
    _refuse_foreign(groups, message)
    return Named(list(dict.fromkeys(groups)), others, addresses, owed)


def is_address(word: str) -> bool:
    """Return whether a word after `--to` is the address of a person, and not a file."""
    return "@" in word and not word.lower().endswith(_SHEETS) and not {"/", "\\"} & {*word}


def _refuse_foreign(groups: Sequence[Group], message: Message) -> None:
    """Refuse groups for which a message is not written, or that could not unsubscribe."""
    foreign = [group for group in groups if group not in message.readers]
    if foreign:
        who = f"is not written for `{foreign[0]}`"
        hint = f"send it to {' or '.join(f'`{reader}`' for reader in message.readers)}"
        raise SstcError(f"the message `{message.id}` {who}", hint, ExitCode.USAGE)
    is_told = message.document == "notice"  # which contacts get with a way to unsubscribe
    if "contacts" in groups and message.kind != "invitation" and not is_told:
        what = f"the message `{message.id}` cannot go to contacts, who could not unsubscribe"
        hint = "write `kind: invitation` in its part of `messages`"
        raise SstcError(what, hint, ExitCode.USAGE)
