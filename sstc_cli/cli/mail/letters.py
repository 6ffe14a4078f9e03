"""`sstc mail letters`: the letters to partners through the ledger, each sent exactly once."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from email import message_from_bytes
from pathlib import Path

import typer

from sstc_cli.brokering.draft_files import partner_folder
from sstc_cli.brokering.drafts import INTRODUCTION, REQUEST, introduction_names, letter_names
from sstc_cli.brokering.register import Register
from sstc_cli.brokering.requests import takes_a_place
from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.requests import register_of
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.mail.outbox import ledger_of, outboxes
from sstc_cli.cli.mail.prepare import drafts, drop_moved, keeping_drafts, write_draft
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.message import as_draft
from sstc_cli.mailing.batch import decide_batch
from sstc_cli.mailing.composing import WrittenMail
from sstc_cli.mailing.letters import FACTS, LETTERS
from sstc_cli.model import Series
from sstc_cli.quantity import quantity
from sstc_cli.store import Store
from sstc_cli.store.mail import Batch, MailRecord, record_batch
from sstc_cli.store.mail.batch import WAITING, MailState
from sstc_cli.store.mail.earlier import earlier_batches
from sstc_cli.store.mail.status import PreparedBatch, mails_of, settle
from sstc_cli.store.requests import RequestState
from sstc_cli.workspace import Workspace

_MARK = as_draft(b"")


@dataclass(frozen=True, slots=True)
class _Letter:
    """A draft that nobody should be without: its person, and the last day to answer."""

    file: Path
    person: str
    language: str
    last: date | None


def letters(context: typer.Context) -> None:
    """Prepare the letters of `sstc partners` for `sstc mail send`.

    It sends each letter once. The letters are the drafts in `.sstc/partners/`, which `sstc partners
    ask` and `introduce` have written. A letter whose request is over is not sent. Send each letter
    one way only: by this command, or by hand.

    Example: `sstc mail letters`
    """
    session = session_of(context)
    workspace, series = session.opened()
    store = ledger_of(workspace)
    register = _register(session, workspace, series, store)
    register.settle()
    ready: dict[tuple[str, date | None], dict[str, WrittenMail]] = defaultdict(dict)
    for kind, letter in _letters(register):
        if letter.file.exists():
            mail = _mail(letter)
            ready[kind, letter.last][mail.entry.message_id] = mail
    batches = [_prepare(register, *of, mails) for of, mails in sorted(ready.items(), key=str)]
    made = {batch: count for batch, count in batches if count}
    if not made:
        hint = "write some: `sstc partners ask`, or `sstc partners introduce`"
        raise SstcError("no letter waits to be sent", hint, ExitCode.DATA)
    for batch, count in made.items():
        session.result(batch)
        session.say(f"prepared {quantity(count, 'letter')}: `sstc mail send {batch}`")
    session.say("do not send their drafts by hand; if you have sent all of a batch already, run")
    session.say("`sstc mail resolve BATCH --sent-by-hand --exported` instead")


def _register(session: Session, workspace: Workspace, series: Series, store: Store) -> Register:
    day = min(session.day, date.today())  # a day to come would close open requests
    return register_of(session, workspace, series, store, day)


def _letters(register: Register) -> Iterator[tuple[str, _Letter]]:
    """Yield the letters that still hold, each with its kind."""
    folder = partner_folder(register.workspace)
    for request in register.current:
        if request.state is RequestState.ASKED:
            kind, names, last = REQUEST, letter_names(request), request.last_day
        elif request.state is RequestState.INTRODUCED and takes_a_place(request, register.day):
            kind, names, last = INTRODUCTION, introduction_names(request), None
        else:
            continue
        if register.people.keys() >= {*request.sides}:
            for side, name in names.items():
                person = request.sides[side]
                language = register.people[person].language
                yield kind, _Letter(folder / name, person, language, last)


def _mail(letter: _Letter) -> WrittenMail:
    """Return the mail of a draft."""
    data = letter.file.read_bytes().removeprefix(_MARK)
    id_ = str(message_from_bytes(data)["Message-ID"]).strip("<>")
    if id_.startswith("partner-"):
        message = "a letter is of an earlier version of sstc, which only a mail program sends"
        raise SstcError(message, f"delete {from_here(letter.file)}, and run `sstc partners ask`")
    digest = hashlib.sha256(data).hexdigest()
    return WrittenMail(MailRecord(id_, letter.person, digest, len(data), letter.language), data)


def _prepare(
    register: Register, kind: str, last: date | None, mails: Mapping[str, WrittenMail]
) -> tuple[str, int]:
    """Keep the mails of a kind in the outbox and in the ledger, but for those that have left."""
    series, folder = register.series, outboxes(register.workspace)
    digests = {id_: mail.entry.sha256 for id_, mail in mails.items()}
    earlier = earlier_batches(register.store, kind, None, "")
    decided = decide_batch(LETTERS[kind], None, digests, earlier)
    if not decided.mails:
        return decided.id, 0
    expires = series.instant(datetime.combine(last, time.max)).isoformat() if last else None
    batch = Batch(decided.id, kind, LETTERS[kind].kind, None, "", FACTS, "", expires)
    with drafts(register.workspace.root, folder) as drafted:
        for id_ in decided.mails:
            write_draft(drafted, mails[id_])
        entries = [mails[id_].entry for id_ in decided.mails]
        with keeping_drafts(drafted, folder, decided.id, decided.mails):
            recorded = record_batch(register.store, register.key, batch, entries, register.day)
        drop_moved(folder, decided.superseded, decided.mails)
    return decided.id, sum(recorded.states[state] for state in WAITING)


def withdraw_over(
    session: Session, workspace: Workspace, series: Series, store: Store, mailing: PreparedBatch
) -> None:
    """Withdraw the waiting letters of a batch whose requests are over."""
    register = _register(session, workspace, series, store)
    held = [letter for kind, letter in _letters(register) if kind == mailing.message]
    needed = {_mail(letter).entry.message_id for letter in held if letter.file.exists()}
    over: Sequence[str] = [
        mail.id for mail in mails_of(store, mailing.id, WAITING) if mail.id not in needed
    ]
    if over:
        settle(store, over, MailState.WITHDRAWN, WAITING, "over")
        session.say(f"withdrew {quantity(len(over), 'letter')}, whose requests are over")
