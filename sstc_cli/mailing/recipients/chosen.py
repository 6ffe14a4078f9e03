"""The recipients of a message: all its groups, without those who are left out, each once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mailing.recipients.planned import planned_people
from sstc_cli.mailing.recipients.recipient import Recipient, joined
from sstc_cli.mailing.recipients.responses import StoredPeople
from sstc_cli.model import Message, Webinar
from sstc_cli.model.mail import Recipients as Group

GROUPS: tuple[Group, ...] = get_args(Group)
_STORED: tuple[Group, ...] = ("registered", "attended", "absent")
_PLANNED: tuple[Group, ...] = ("speakers", "moderators", "organisers")


@dataclass(frozen=True, slots=True)
class Asked:
    """The message, the groups that get it, who of them gets none, and the people of a sheet."""

    message: Message
    groups: Sequence[Group]
    left_out: Sequence[str] = ()
    contacts: Sequence[Recipient] = ()


@dataclass
class Chosen:
    """The people who get a message, by address, and how many are left out for which reason."""

    people: dict[str, Recipient]
    left_out: dict[str, int] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)


def choose(asked: Asked, stored: StoredPeople, webinars: Sequence[Webinar]) -> Chosen:
    """Return who gets a message about some webinars.

    Invitations go to people in the store only if their survey asked for consent and they gave it.
    Messages about a webinar for which they registered need no other consent.
    """
    groups, left_out, contacts = asked.groups, asked.left_out, asked.contacts
    of_plan, notes = planned_people(
        stored.series, webinars, [group for group in groups if group in _PLANNED]
    )
    of_store = [person for group in groups if group in _STORED for person in stored.group(group)]
    given = contacts if "contacts" in groups else ()
    people = joined(iter([*of_plan, *of_store, *given]))
    counts: dict[str, int] = {}
    for reason, keys in _excluded(stored, left_out).items():
        count = len(people.keys() & keys)
        people = {key: person for key, person in people.items() if key not in keys}
        counts |= {reason: count} if count else {}
    if asked.message.kind == "invitation":
        unasked = {key for key, person in people.items() if not person.agreed}
        people = {key: person for key, person in people.items() if key not in unasked}
        counts |= {"without consent on record": len(unasked)} if unasked else {}
    return Chosen(people, counts, [*notes, *stored.notes()])


def _excluded(stored: StoredPeople, left_out: Sequence[str]) -> dict[str, set[str]]:
    """Return the addresses of those who are left out, by the reason."""
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


def read_groups(words: Sequence[str], message: Message) -> tuple[list[Group], list[str]]:
    """Return the groups, and the files, that words after `--to` name; refuse a typo in a group.

    What is the name of a file has a point or a slash.
    """
    groups: list[Group] = [group for group in GROUPS if group in words]
    others = [word for word in words if word not in GROUPS]
    for word in others:
        if not any(sign in word for sign in "./\\"):
            hint = f"{did_you_mean(word, GROUPS)} ({', '.join(GROUPS)}), or the name of a file"
            raise SstcError(
                f"`{word}` is neither a group of people nor a file", hint, ExitCode.USAGE
            )
    if others:
        groups.append("contacts")
    foreign = [group for group in groups if group not in message.readers]
    if foreign:
        who = f"is not written for `{foreign[0]}`"
        hint = f"send it to {' or '.join(f'`{reader}`' for reader in message.readers)}"
        raise SstcError(f"the message `{message.id}` {who}", hint, ExitCode.USAGE)
    if "contacts" in groups and message.kind != "invitation":
        what = f"the message `{message.id}` cannot go to contacts, who could not unsubscribe"
        hint = "write `kind: invitation` in its part of `messages`"
        raise SstcError(what, hint, ExitCode.USAGE)
    return list(dict.fromkeys(groups)), others
