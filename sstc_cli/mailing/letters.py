"""Who got an earlier mail, and what it had for the calendar, by its file in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.mail.addresses import AddressError, plain_address
from sstc_cli.mailing.known import with_known
from sstc_cli.mailing.outbox import Outbox, addresses_of
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import Text
from sstc_cli.store.mail.earlier import Told

_ASKED, _FILE = b"method=REQUEST", b"method=PUBLISH"
_HEAD = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Letter:
    """An earlier mail: its reader, and whether its entry was to be accepted, or only a file."""

    reader: Recipient
    asked: bool
    has_file: bool


class Letters:
    """The mails in the outboxes of earlier batches, which are in one folder."""

    def __init__(self, outboxes: Path, languages: Sequence[str]) -> None:
        self._folder, self._languages = outboxes, languages
        self._outbox = cache(Outbox)

    def read(self, mail: Told) -> Letter | None:
        """Return a mail, or None if its file is gone or says nothing that can be read."""
        file = self._outbox(self._folder / mail.batch).file(mail.message_id)
        try:
            data = file.read_bytes() if file else b""
            address = plain_address(addresses_of(data)[1])
        except (OSError, SstcError, AddressError):
            return None
        head = message_from_bytes(data.partition(_HEAD)[0], policy=policy.default)
        names = [person.display_name for person in head["To"].addresses]
        language = str(head["Content-Language"] or "")
        reader = Recipient(
            address,
            "contacts",
            "an earlier mail",
            Text(names[0]) if names and names[0] else None,
            language=language if language in self._languages else None,
            groups=frozenset({"contacts"}),
        )
        reader = with_known(reader, file) if file else reader
        return Letter(reader, _ASKED in data, _FILE in data)
