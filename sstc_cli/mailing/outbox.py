"""The outbox: the private files of prepared mails, and who their readers are."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import format_datetime, parseaddr
from functools import cache, cached_property
from pathlib import Path
from stat import S_ISREG
from typing import Any

from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import entries
from sstc_cli.mail.addresses import AddressError, plain_address
from sstc_cli.mail.connection import Envelope
from sstc_cli.mail.headers import head_of
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.model import Text
from sstc_cli.store.database import decoded
from sstc_cli.store.mail.earlier import ArrivedMail
from sstc_cli.store.mail.ledger import Claimed

_KNOWN = ("zone", "country", "audience")


def known_of(person: Recipient) -> str:
    """Return what decides the words and the clock of a contact; nothing of people of the plan."""
    values = {name: getattr(person, name) for name in _KNOWN if getattr(person, name)}
    if person.group != "contacts" or not values:
        return ""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def as_before(
    person: Recipient, last: tuple[str, str] | None, languages: Sequence[str]
) -> Recipient:
    """Return a contact with the language and the clock of the last mail to this person."""
    if person.group != "contacts" or last is None:
        return person
    language, reader = last
    values = {"language": language if language in languages else None, **_values_of(reader)}
    gaps = {name: value for name, value in values.items() if getattr(person, name) is None}
    return replace(person, **gaps)


def _values_of(reader: str) -> dict[str, Any]:
    return decoded(reader) if reader else {}


_SHOWN = 12  # characters of a Message-ID in the name of its file
_FILE = re.compile(rf"\d{{4,}}-(.{{{_SHOWN}}})\.eml")
_ADDRESSED = re.compile(rb"^(From|To):[ \t]*(.*(?:\r?\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
_NO_ADDRESS = re.compile(r"[\s<>]")
_AGAIN = "prepare the batch again"


def short_id(message_id: str) -> str:
    return message_id.lstrip("<")[:_SHOWN]


def files_of(folder: Path, message_ids: Iterable[str]) -> list[Path]:
    """Return the files of mails in the outboxes of all batches."""
    short = {short_id(message_id) for message_id in message_ids}
    batches = [Outbox(batch) for batch in entries(folder) if batch.is_dir()] if short else []
    return [batch.files[id_] for batch in batches for id_ in short if id_ in batch.files]


@dataclass(frozen=True)
class Outbox:
    """The folder of a batch."""

    folder: Path

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """The files of the mails, by the beginnings of their Message-IDs."""
        matches = ((_FILE.fullmatch(file.name), file) for file in entries(self.folder, "*.eml"))
        return {match[1]: file for match, file in matches if match}

    def file(self, message_id: str) -> Path | None:
        return self.files.get(short_id(message_id))

    def read(self, mail: Claimed) -> Envelope:
        """Return a mail as the server gets it; refuse one that was edited or is missing."""
        data = self.bytes_of(mail.id)
        if data is None:
            raise _missing(self.folder, 1)
        if hashlib.sha256(data).hexdigest() != mail.sha256:
            raise _edited(self.folder, [self.files[short_id(mail.id)].name])
        date = format_datetime(datetime.fromtimestamp(int(mail.first_at), UTC))
        sender, recipient = addresses_of(data)
        return Envelope(sender, recipient, f"Date: {date}\r\n".encode() + data)

    def check(self, mails: Iterable[tuple[str, str]]) -> None:
        """Refuse the outbox if a mail, by its Message-ID and digest, is missing or was edited."""
        missing, edited = 0, []
        for message_id, sha256 in mails:
            data = self.bytes_of(message_id)
            if data is None:
                missing += 1
            elif hashlib.sha256(data).hexdigest() != sha256:
                edited.append(self.files[short_id(message_id)].name)
        if edited:
            raise _edited(self.folder, edited)
        if missing:
            raise _missing(self.folder, missing)

    def bytes_of(self, message_id: str) -> bytes | None:
        """Return the file of a mail, or None if it is missing; refuse what is not a file."""
        file = self.file(message_id)
        if file is None:
            return None
        try:
            if not S_ISREG(file.lstat().st_mode):  # to read a pipe would take for ever
                raise _edited(self.folder, [file.name])
            return file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            hint = "check the permissions of the file, then run this again"
            raise SstcError(f"cannot read {_shown(file)}: {explained(error)}", hint) from error


def addresses_of(data: bytes) -> tuple[str, str]:
    """Return the addresses of the sender and of the only recipient of a mail."""
    found = [(name.lower(), value) for name, value in _ADDRESSED.findall(head_of(data))]
    values = dict(found)
    if len(values) != 2 or len(found) != 2:
        raise SstcError("a mail in the outbox has no `From` and `To`", _AGAIN)
    return _address(values[b"from"]), _address(values[b"to"])


def _address(value: bytes) -> str:
    address = parseaddr(value.decode(errors="replace"))[1]
    if "@" not in address or _NO_ADDRESS.search(address):
        raise SstcError("a mail in the outbox has an invalid address", _AGAIN)
    return address


def _shown(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[parts.index(".sstc") :] if ".sstc" in parts else parts[-2:])


def _missing(folder: Path, count: int) -> SstcError:
    mails = "1 mail is" if count == 1 else f"{count:,} mails are"
    message = f"{mails} not in {_shown(folder)}, so nothing was sent"
    return SstcError(message, "run `sstc mail prepare` on this computer: it restores them")


def _edited(folder: Path, names: list[str]) -> SstcError:
    first, others = _shown(folder / names[0]), len(names) - 1
    what = f"{first} and {others:,} more were edited since they were" if others else ""
    what = what or f"{first} was edited since it was"
    message = f"{what} prepared, so nothing was sent"
    which, it = ("those files", "them") if others else ("that file", "it")
    hint = f"delete {which} and run `sstc mail prepare` again, which restores {it}"
    return SstcError(message, f"{hint}; change texts in the template instead")


_HEAD = b"\r\n\r\n"


class Letters:
    """The mails in the outboxes of earlier batches, which are in one folder."""

    def __init__(self, outboxes: Path, languages: Sequence[str]) -> None:
        self._folder, self._languages = outboxes, languages
        self._outbox = cache(Outbox)

    def reader(self, mail: ArrivedMail) -> Recipient | None:
        """Return the reader of a mail, or None if its file is gone or cannot be read."""
        try:
            data = self._outbox(self._folder / mail.batch).bytes_of(mail.message_id) or b""
            address = plain_address(addresses_of(data)[1])
        except (OSError, SstcError, AddressError):
            return None
        head = message_from_bytes(data.partition(_HEAD)[0], policy=policy.default)
        names = [person.display_name for person in head["To"].addresses]
        language = str(head["Content-Language"] or "")
        return Recipient(
            address,
            "contacts",
            "an earlier mail",
            Text(names[0]) if names and names[0] else None,
            language=language if language in self._languages else None,
            groups=frozenset({"contacts"}),
            **_values_of(mail.reader),
        )
