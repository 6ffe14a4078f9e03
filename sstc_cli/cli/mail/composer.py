"""Compose mails, with what a mail about a change needs besides the plan."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from sstc_cli.cli.console.exported import Sent, exported_to
from sstc_cli.cli.console.files import write_whole
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.mail.options import AskedMessage
from sstc_cli.documents.workspace_templates import letterhead_of, stationery, templates_of
from sstc_cli.errors import ExitCode, SstcError, nothing_published
from sstc_cli.ics import SentInvitation, renew
from sstc_cli.mailing.attached_certificates import Attached
from sstc_cli.mailing.calendar_entries import (
    Entries,
    Holders,
    Sources,
    holders_of,
    method_for,
    truthful,
)
from sstc_cli.mailing.changes import PersonalChanges
from sstc_cli.mailing.composing import Composer, MethodFor
from sstc_cli.mailing.mailing import Mailing, start_occasion, with_parts
from sstc_cli.mailing.memory import Memory, facts_of, memory_of
from sstc_cli.mailing.outdated import invites_to_cancelled, of_document, prepare_command
from sstc_cli.mailing.recipients import Chosen, StoredPeople, planned_people
from sstc_cli.mailing.rendering import Renderer, ViewOf
from sstc_cli.model import Message, Series, State, Webinar
from sstc_cli.render import Templates
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import CHANGE
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.states import NamedState, find_state, last_state

_TELLING = ("notice", "join-link-change")  # each change is an occasion of its own


@dataclass(frozen=True)
class Earlier:
    """What is known of earlier mails: the people, the folder of all outboxes, and what they told.

    `memory` is None if the message is not a notice about a webinar.
    """

    people: StoredPeople
    outboxes: Path
    memory: Memory | None

    def occasions(self, mailing: Mailing) -> set[str]:
        """Return the occasions on which a person is told what holds now."""
        return {mailing.occasion, self.memory.occasion} if self.memory else set()


def memory_for(mailing: Mailing, store: Store) -> Memory | None:
    """Return what earlier mails told about a webinar, for a notice."""
    if mailing.message.document != "notice" or mailing.webinar is None:
        return None
    return memory_of(store, mailing.series, mailing.webinar)


def occasion_of(mailing: Mailing, memory: Memory | None, again: str) -> str:
    """Return the occasion of a mailing.

    For messages about a change, it is what holds now, and for a reminder the start, so that
    everybody gets one for a new start.
    """
    if again:
        return again
    if memory:
        return memory.occasion
    if mailing.message.document == "reminder" and mailing.webinar is not None:
        return start_occasion(mailing.series, mailing.webinar)
    if mailing.message.document not in _TELLING:
        return ""
    named = with_parts(mailing.message, "join-link")
    return f"{CHANGE}{facts_of(mailing.series, mailing.webinar, named)[:8]}"


def refuse_cancelled(series: Series, message: Message, webinar: Webinar | None) -> None:
    """Refuse mails that announce a cancelled webinar; a notice may state that it is cancelled."""
    if webinar is None or not invites_to_cancelled(message, webinar):
        return
    hint = "add a message with `document: notice`"
    if notice := of_document(series, "notice"):
        how = prepare_command(notice, webinar)
        hint = f"inform people who have the invitation: `{how}`"
    what = f"webinar {webinar.number} is cancelled, but `{message.id}` announces it"
    raise SstcError(what, hint, ExitCode.USAGE)


def compared(workspace: Workspace, since: str | None, *, told: bool = False) -> NamedState | None:
    """Return the release with which a notice compares the plan.

    None before the first one, which is refused unless mails have `told` people a plan.
    """
    root = workspace.root
    release = find_state(root, since, os.environ) if since else last_state(root)
    if release is None and not told:
        raise nothing_published()
    return release


def views_of_changes(
    mailing: Mailing, chosen: Chosen, earlier: Earlier, asked: AskedMessage
) -> ViewOf | None:
    """Return what makes the views of notices, after leaving out whom nothing concerns.

    None for other messages.
    """
    if mailing.message.document != "notice":
        return None
    memory = earlier.memory if asked.since is None else None
    told = memory.told(mailing.message.id, earlier.occasions(mailing)) if memory else {}
    release = compared(mailing.workspace, asked.since, told=bool(told))
    changes = PersonalChanges(mailing, release, told)
    concerned = {key: who for key, who in chosen.people.items() if changes.concern(who)}
    if not concerned:
        raise changes.nothing()
    if left := len(chosen.people) - len(concerned):
        chosen.left_out["nothing has changed for them"] = left
    chosen.people = concerned
    return changes.view


def methods_of(
    session: Session, mailing: Mailing, chosen: Chosen, earlier: Earlier, asked: AskedMessage
) -> MethodFor | None:
    """Return what entries become of a changed or cancelled webinar.

    Before, add to a notice who has an entry, or was told by an earlier mail what is no longer true.
    None if the message is an ordinary one, which may bring the entry to everybody.
    """
    webinar, message = mailing.webinar, mailing.message
    is_told = message.document == "notice" or (webinar is not None and webinar.cancelled)
    if webinar is None or not is_told:
        return None
    holders = _holders(mailing, chosen, earlier, asked)
    if message.document == "notice":
        _tell(session, chosen, holders)
    return holders.method if "calendar" in message.with_ else None


def _tell(session: Session, chosen: Chosen, holders: Holders) -> None:
    """Add those who would not get a notice otherwise, and leave out contacts it is not for."""
    for key in holders.unaware:
        del chosen.people[key]
    if holders.unaware:
        chosen.left_out["have no outdated mail"] = len(holders.unaware)
    chosen.people |= {k: who for k, who in holders.others.items() if k not in chosen.people}
    if holders.lost:
        session.say(
            f"warning: {holders.lost} more may have the entry or the old time, but the outbox does "
            "not have their mails any more: to reach contacts among them, name their file with "
            "`--to`"
        )


def _holders(mailing: Mailing, chosen: Chosen, earlier: Earlier, asked: AskedMessage) -> Holders:
    """Return the people who have an entry; those who are not named with `--to` get nothing."""
    people = earlier.people
    webinars = [mailing.webinar] if mailing.webinar else []
    of_plan, _ = planned_people(mailing.series, webinars, ["speakers", "moderators"])
    belonging = {*people.registered, *(person.key for person in of_plan)}
    everybody = asked.to is None
    invited = _invited(mailing) if everybody else {}
    sources = Sources(
        people.store,
        chosen.people,
        belonging,
        invited,
        _plans(mailing, earlier) if everybody else (),
        earlier.outboxes,
        earlier.occasions(mailing),
    )
    holders = holders_of(mailing, sources)
    if not everybody:
        holders.others, holders.lost = {}, 0
    return holders


def _plans(mailing: Mailing, earlier: Earlier) -> list[State]:
    """Return the last release, and what mails told before."""
    release, memory = mailing.workspace.release, earlier.memory
    return [
        *([release.series] if release else ()),
        *(plan.state for plan in (memory.plans.values() if memory else ())),
    ]


def _invited(mailing: Mailing) -> dict[str, SentInvitation]:
    """Return the invitations to the webinar from `sstc calendar export`, by guest."""
    assert mailing.webinar is not None  # noqa: S101
    folder = mailing.workspace.out / "calendar" / "private"
    return Sent([folder]).valid(mailing.series, mailing.webinar)


def on_occasion(mailing: Mailing, memory: Memory | None, asked: AskedMessage) -> Mailing:
    """Return the mailing on its occasion."""
    return replace(mailing, occasion=occasion_of(mailing, memory, asked.again))


def _renewing(workspace: Workspace) -> Callable[[bytes], bytes]:
    """Return what makes an entry newer than those in exported calendar files."""
    exported = exported_to(workspace.out / "calendar")
    return lambda data: renew(data, exported=exported).data


def remember_entry(composer: Composer) -> None:
    """Keep the entry that the mails of a mailing have, if they have one."""
    mailing, entries = composer.mailing, composer.entries
    if entries is None or "calendar" not in mailing.message.with_:
        return
    workspace = mailing.workspace
    name = f"{mailing.series.id}-{entries.webinar.id}.mail.request.ics"
    file = workspace.out / "calendar" / "private" / name
    write_whole(file, entries.last, 0o600, root=workspace.root)


def composer_of(
    mailing: Mailing,
    view_of: ViewOf | None = None,
    method_of: MethodFor | None = None,
    attached: Attached = MappingProxyType({}),
) -> Composer:
    """Return what writes the mails of a mailing."""
    methods = method_of or method_for
    if view_of is not None:
        view_of = truthful(view_of, lambda person: methods(mailing, person) is not None)
    entries = Entries(mailing, _renewing(mailing.workspace)) if mailing.webinar else None
    renderer = Renderer(mailing, templates_in(mailing), view_of)
    return Composer(mailing, renderer, entries, methods, attached)


def templates_in(mailing: Mailing) -> Mapping[str, Templates]:
    """Return the templates in each language, on the letterhead of the workspace."""
    workspace, series = mailing.workspace, mailing.series
    letterhead = letterhead_of(workspace, series)
    pages = {
        code: stationery(workspace, series, code, letterhead=letterhead)
        for code in series.languages
    }
    return {code: templates_of(workspace, code, page) for code, page in pages.items()}
