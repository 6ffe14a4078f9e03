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
    people, notes = _gathered(asked, stored, webinars)
    counts: dict[str, int] = {}
    for reason, keys in _excluded(stored, asked.left_out).items():
        counts |= _dropped(people, keys, reason)
    if asked.message.kind == "invitation":
        unasked = {key for key, person in people.items() if not person.agreed}
        counts |= _dropped(people, unasked, "without consent on record")
    return Chosen(people, counts, [*notes, *stored.notes()])


def _gathered(
    asked: Asked, stored: StoredPeople, webinars: Sequence[Webinar]
) -> tuple[dict[str, Recipient], list[Diagnostic]]:
    """Return the people of all groups, each once, and a line for each who has no address."""
    groups = asked.groups
    planned = [group for group in groups if group in _PLANNED]
    of_plan, notes = planned_people(stored.series, webinars, planned)
    of_store = [person for group in groups if group in _STORED for person in stored.group(group)]
    contacts = asked.contacts if "contacts" in groups else ()
    people = joined([*of_plan, *of_store, *contacts])
    series = stored.series
    return {key: who.in_language_of_audience(series) for key, who in people.items()}, notes


def _dropped(people: dict[str, Recipient], keys: set[str], reason: str) -> dict[str, int]:
    """Drop people by their addresses; return the reason with their number, if there are any."""
    dropped = people.keys() & keys
    for key in dropped:
        del people[key]
    return {reason: len(dropped)} if dropped else {}


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
        _refuse_typo(word)
    if others:
        groups.append("contacts")
    _refuse_foreign(groups, message)
    return list(dict.fromkeys(groups)), others


def _refuse_typo(word: str) -> None:
    """Refuse what is neither a group nor looks like a file."""
    if not any(sign in word for sign in "./\\"):
        hint = f"{did_you_mean(word, GROUPS)} ({', '.join(GROUPS)}), or the name of a file"
        message = f"`{word}` is neither a group of people nor a file"
        raise SstcError(message, hint, ExitCode.USAGE)


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
