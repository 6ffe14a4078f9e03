"""What a mail and a batch are called: the same on every computer, and nothing about the person."""

import base64
import hashlib
from collections.abc import Mapping

from sstc_cli.model import Message, Series, Webinar
from sstc_cli.store.response import PseudonymKey

_BYTES = 20  # of a digest in a Message-ID, as many letters as Git shows of a commit
_CODE = 10  # bytes of a code to unsubscribe, which people may have to type
_DIGEST = 8


def message_id(key: PseudonymKey, series: Series, *about: str) -> str:
    """Return the Message-ID of a mail of a series.

    It is `about` a message, a webinar, an occasion, and the digest of a person in the ledger.
    """
    return f"{_letters(key.digest('mail', series.id, *about), _BYTES)}@{series.domain}"


def stop_code(key: PseudonymKey, person: str) -> str:
    """Return the code by which a person, whose digest is `person`, wants no more invitations."""
    return _letters(key.digest("stop", person), _CODE)


def batch_id(message: Message, webinar: Webinar | None, digests: Mapping[str, str]) -> str:
    """Return the id of a batch with the digests of its mails by their Message-IDs."""
    lines = "".join(f"{id_} {digests[id_]}\n" for id_ in sorted(digests))
    digest = hashlib.sha256(lines.encode()).hexdigest()[:_DIGEST]
    number = f"-{webinar.number:02}" if webinar else ""
    return f"{message.id}{number}-{digest}"


def _letters(digest: str, count: int) -> str:
    """Return the first bytes of a digest as letters and digits that are hard to confuse."""
    return base64.b32encode(bytes.fromhex(digest)[:count]).decode().rstrip("=").lower()
