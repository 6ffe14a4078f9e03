"""`sstc mail status`: what became of each batch, why, and who knows what."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated

import typer

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.mailed import lists_of
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.mail.outbox import ledger_of, outbox_of
from sstc_cli.cli.mail.planned import about
from sstc_cli.errors import nothing_prepared
from sstc_cli.mail.replies import words_of
from sstc_cli.mailing.outdated import facts_now, untold, way_out
from sstc_cli.model import Series
from sstc_cli.quantity import first_of, quantity
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import MailState
from sstc_cli.store.mail.status import (
    KnownFacts,
    PreparedBatch,
    find_mailings,
    known_facts,
    mailings,
    mails_of,
    reasons_of,
)
from sstc_cli.workspace import Workspace

_MOST = 10  # files in a list
_WORDS = {
    "interrupted": "the command ended at the last moment",
    "no answer": "the connection broke at the last moment",
    "lost": "the connection broke twice",
    "stopped": "the person gets no more mail",
    "over": "the request to partners was over",
    "revoked": "the certificate was revoked",
}

OneBatch = Annotated[
    str | None,
    typer.Argument(
        metavar="BATCH",
        help="Batch; you can shorten its name. [default: list all]",
        show_default=False,
    ),
]


def status(context: typer.Context, batch: OneBatch = None, json: Json = False) -> None:
    """Show the states of mails, why some failed, and which plan people have.

    Example: `sstc mail status`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store = ledger_of(workspace)
    known = mailings(store) if batch is None else find_mailings(store, batch)
    if batch is not None and (len(known) == 1 or not json):
        for mailing in known:
            _show(session, workspace, store, mailing, as_json=json)
        if not json:
            _say_untold(session, workspace, store, known)
        return
    if json:
        session.result(
            write_results(batches=[_entry(mailing, workspace.series) for mailing in known])
        )
        return
    if not known:
        session.say_nothing(nothing_prepared())
    for mailing in known:
        session.sentence(f"{mailing.id}, prepared on {mailing.prepared}")
        session.sentence(f"  {_counts(mailing)}")
        _print_way_out(session, workspace, mailing)
    _say_untold(session, workspace, store, known)


def _show(
    session: Session, workspace: Workspace, store: Store, mailing: PreparedBatch, *, as_json: bool
) -> None:
    """Show one batch."""
    now = facts_now(workspace.series, mailing)
    reasons, known = reasons_of(store, mailing.id), known_facts(store, mailing)
    if as_json:
        session.result(_json(_entry(mailing, workspace.series), reasons, known, now))
        return
    session.sentence(
        f"{mailing.id}: {about(mailing, workspace.series)}, prepared on {mailing.prepared}"
    )
    for state, count in mailing.states.items():
        if count:
            session.result(f"  {count:>7,} {state}")
    for state, reason, count in reasons:
        session.sentence(f"  {count:,} {state}, because {because(reason)}")
    _print_way_out(session, workspace, mailing)
    _print_known(session, known, now)
    for line in _files(workspace, store, mailing):
        session.sentence(line)


def _json(
    entry: dict[str, object],
    reasons: list[tuple[MailState, str, int]],
    known: list[KnownFacts],
    now: frozenset[str] | None,
) -> str:
    why = [{"state": state, "reason": reason, "count": count} for state, reason, count in reasons]
    who = [
        {
            "release": item.release,
            "current": None if now is None else item.facts in now,
            "people": item.people,
            "unsure": item.unsure,
        }
        for item in known
    ]
    return write_results(**entry, reasons=why, known=who)


def because(reason: str) -> str:
    """Return the reason of a state in words, with the code of the server if it gave one."""
    if words := words_of(reason):
        return f"{reason}: {words}"
    return _WORDS.get(reason, reason)


def _entry(mailing: PreparedBatch, series: Series | None) -> dict[str, object]:
    webinar = series.webinar_of(mailing.webinar) if series and mailing.webinar else None
    return {
        "batch": mailing.id, "count": mailing.count, "states": dict(mailing.states),
        "message": mailing.message, "kind": mailing.kind,
        "webinar": webinar.number if webinar else None, "webinar_id": mailing.webinar,
        "occasion": mailing.occasion, "release": mailing.release, "prepared": mailing.prepared,
        "expires_at": mailing.expires_at,
    }  # fmt: skip


def _counts(mailing: PreparedBatch) -> str:
    parts = [f"{count:,} {state}" for state, count in mailing.states.items() if count]
    states = f": {', '.join(parts)}" if parts else ""
    return f"{quantity(mailing.count, 'mail')}{states}"


def _print_known(session: Session, known: list[KnownFacts], now: frozenset[str] | None) -> None:
    for item in known:
        release = f", prepared after the release `{item.release}`" if item.release else ""
        sure = quantity(item.people - item.unsure, "person has", "people have")
        people = f"{sure}, and {item.unsure:,} may have," if item.unsure else sure
        what = "the plan of that day"
        if now is not None:
            what = "the present plan" if item.facts in now else "an earlier plan"
        session.sentence(f"  {people} {what}{release}")


def _print_way_out(session: Session, workspace: Workspace, mailing: PreparedBatch) -> None:
    """Print what to do with waiting mails that are no longer true."""
    if workspace.series and (hint := way_out(workspace.series, mailing)):
        waiting = quantity(mailing.waiting, "mail")
        session.sentence(f"  {waiting} cannot be sent, because the plan has changed since: {hint}")


def _say_untold(
    session: Session, workspace: Workspace, store: Store, known: list[PreparedBatch]
) -> None:
    """Say how many people know an earlier plan, and how to tell them."""
    if (series := workspace.series) is None:
        return
    on_list = partial(lists_of(session, workspace, series).on_list, store)
    for one in untold(store, series, known, on_list):
        how = "; tell the people with the earlier plan: "
        session.say(one.text + (f"{how}`{one.command}`" if one.command else ""))


def _files(workspace: Workspace, store: Store, mailing: PreparedBatch) -> Iterator[str]:
    """Yield the files of mails that did not simply leave; the files have their recipients."""
    outbox = outbox_of(workspace, mailing.id)
    for state in (MailState.FAILED, MailState.UNKNOWN, MailState.DEFERRED):
        mails = mails_of(store, mailing.id, [state]) if mailing.states[state] else ()
        files = [outbox.file(mail.id) for mail in mails]
        names = [from_here(file) for file in files if file is not None]
        if names:
            yield f"  whose mails are {state}:"
            yield from (f"    {name}" for name in first_of(names, _MOST))
