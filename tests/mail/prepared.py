"""A workspace with a batch of mails that is ready to be sent, as `prepare` leaves it."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from scripted import Script, Scripted, serving

from sstc_cli.cli.console.store import make_keys, store_of
from sstc_cli.mailing.memory import content_of
from sstc_cli.store.mail import Batch, MailRecord, record_batch
from sstc_cli.workspace import open_workspace

TODAY = date(2020, 7, 2)
MESSAGES = """
messages:
  - {id: agenda, document: agenda, to: [contacts]}
  - {id: invitation, document: invitation, to: [contacts], kind: invitation}
"""
ACCOUNT = (
    'host = "127.0.0.1"\ntls = "none"\nport = {port}\nper_minute = 100000\nper_day = 1000000\n'
)


def address(number: int) -> str:
    return f"seeded-{number:04}@example.org"


def eml(message_id: str, recipient: str, lines: int = 5) -> bytes:
    """Return the bytes of a mail; some of its lines begin with dots."""
    body = "".join(f"{'.' * (line % 3)}Line {line} to you\r\n" for line in range(lines))
    return (
        f"Message-ID: <{message_id}>\r\nFrom: Office <office@example.org>\r\nTo: {recipient}\r\n"
        f"Subject: Webinar 7\r\nMIME-Version: 1.0\r\n\r\n{body}"
    ).encode()


def prepare(
    root: Path,
    count: int,
    message: str = "agenda",
    *,
    webinar: int = 7,
    more: Mapping = {},
    lines: int = 5,
) -> str:
    """Prepare a batch of mails, and return its id."""
    plan = root / "data" / "webinars.yaml"
    text = plan.read_text("utf-8")
    if "\nmessages:" not in text:
        plan.write_text(text + MESSAGES, "utf-8")
    workspace = open_workspace(root, TODAY)
    series = workspace.series
    assert series, workspace.diagnostics
    store = store_of(workspace)
    key = store.pseudonym_key(make_keys())
    files, entries = {}, []
    for number in range(count):
        person = key.recipient(address(number))
        id_ = f"{key.digest('mail', message, str(webinar), person)[:26]}@example.org"
        data = eml(id_, address(number), lines)
        files[id_] = data
        sha256 = hashlib.sha256(data).hexdigest()
        entries.append(MailRecord(id_, person, sha256, len(data), "en"))
    known = series.message(message)
    about = series.webinar(webinar)
    assert known and about
    digest = hashlib.sha256("".join(sorted(files)).encode()).hexdigest()[:8]
    batch = f"{message}-{about.id}-{digest}"
    folder = root / ".sstc" / "outbox" / batch
    folder.mkdir(0o700, parents=True)
    for position, id_ in enumerate(sorted(files), 1):
        file = folder / f"{position:04}-{id_[:12]}.eml"
        file.write_bytes(files[id_])
        file.chmod(0o600)
    facts = content_of(series, about, known)
    values = {"occasion": "", "facts": facts, "release": "", "expires_at": None, **more}
    made = Batch(id=batch, message=message, kind=known.kind, webinar=about.id, **values)
    record_batch(store, key, made, entries, TODAY)
    return batch


def account(root: Path, port: int, more: str = "") -> None:
    """Write the account of a server on loopback."""
    file = root / ".sstc" / "mail.toml"
    file.parent.mkdir(0o700, exist_ok=True)
    file.touch(0o600)
    file.write_text(ACCOUNT.format(port=port) + more)


@contextmanager
def sending(root: Path, server: Scripted | Script | None = None) -> Iterator[Scripted]:
    """Yield a server on loopback that does what its script says, with an account there."""
    server = server if isinstance(server, Scripted) else Scripted(server or {})
    with serving(server) as port:
        account(root, port)
        yield server
