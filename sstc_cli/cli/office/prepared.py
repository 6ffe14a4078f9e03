"""The mails of a batch: who gets each, what became of it, and how it looks."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from html import escape
from itertools import groupby

from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.mail.outbox import outbox_of
from sstc_cli.cli.mail.status import because
from sstc_cli.cli.office.words import Facts, Reader
from sstc_cli.errors import SstcError
from sstc_cli.mail.headers import head_of
from sstc_cli.mailing.outbox import Outbox, short_id
from sstc_cli.model.languages import language_name
from sstc_cli.store.mail.batch import STATES
from sstc_cli.store.mail.status import StoredMail, mails_of
from sstc_cli.workspace import Workspace

_MOST = 200  # mails of a batch that are listed
_FLYING = {"claimed": "being sent", "dot": "being sent"}
_TEXT = '<!doctype html><meta charset="utf-8"><pre style="white-space: pre-wrap">{}</pre>'


def state_name(state: str) -> str:
    """Return the name of a state of mails, as the page has it."""
    return _FLYING.get(state, state)


def mails_in_words(workspace: Workspace, batch: str, zone: tzinfo, reader: Reader) -> Facts:
    """Return the mails of a batch by what became of them: first those that need a look."""
    mails = sorted(_mails(workspace, batch).values(), key=lambda one: -STATES.index(one.state))
    counts, outbox = Counter(state_name(one.state) for one in mails), outbox_of(workspace, batch)

    def in_words(mail: StoredMail) -> Facts:
        when = datetime.fromtimestamp(mail.at, zone).date() if mail.at else None
        return {
            **_headers(outbox, mail),
            "id": short_id(mail.id),
            "language": mail.language and language_name(mail.language, mail.language),
            "when": reader.phrases.day(when) if when else "–",
            "reason": because(mail.reason),
        }

    by_state = groupby(mails[:_MOST], lambda one: state_name(one.state))
    groups = [(f"{reader.phrases.say(name)} ({counts[name]})", [*map(in_words, found)])
              for name, found in by_state]  # fmt: skip
    return {"groups": groups, "more": len(mails[_MOST:])}


def mail_in_words(workspace: Workspace, batch: str, id_: str) -> Facts | None:
    """Return the id and the headers of a mail of a batch, if there is such a mail."""
    mail = _mails(workspace, batch).get(id_)
    return {"id": id_, **_headers(outbox_of(workspace, batch), mail)} if mail else None


def mail_as_page(workspace: Workspace, query: Mapping[str, str]) -> bytes:
    """Return a mail of a batch as its reader sees it; nothing if it cannot be shown."""
    batch = query.get("batch", "")
    mail = _mails(workspace, batch).get(query.get("mail", ""))
    data = _file(outbox_of(workspace, batch), mail) if mail else b""
    body = message_from_bytes(data, policy=default).get_body(("html", "plain")) if data else None
    if body is None:
        return b""
    text = body.get_content()
    is_html = body.get_content_subtype() == "html"
    return (text if is_html else _TEXT.format(escape(text))).encode("utf-8", "replace")


def _mails(workspace: Workspace, batch: str) -> dict[str, StoredMail]:
    return {short_id(mail.id): mail for mail in mails_of(store_of(workspace), batch, STATES)}


def _file(outbox: Outbox, mail: StoredMail) -> bytes:
    """Return the file of a mail exactly as it is or was sent; nothing if it is gone or edited."""
    with suppress(SstcError):
        data = outbox.bytes_of(mail.id) or b""
        if sha256(data).hexdigest() == mail.sha256:
            return data
    return b""


def _headers(outbox: Outbox, mail: StoredMail) -> Facts:
    """Return the subject of a mail, and the name and address of its reader, if its file is here."""
    head = message_from_bytes(head_of(_file(outbox, mail)), policy=default)
    to = next(iter(head["To"].addresses), None) if head["To"] else None
    name, address = (to.display_name, to.addr_spec) if to else ("", "")
    return {"subject": str(head["Subject"] or ""), "name": name, "address": address}
