"""What is known of a contact besides the address: kept beside the mail, for a later notice."""

import json
from dataclasses import replace
from pathlib import Path
from stat import S_ISREG
from typing import Any

from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model.countries import countries
from sstc_cli.model.zones import known_zones

SUFFIX = ".json"
_NAMES = ("zone", "country", "audience")
_MOST_BYTES = 10_000


def known_of(person: Recipient) -> bytes:
    """Return what decides the words and the clock of a contact; nothing of people of the plan."""
    values = {name: getattr(person, name) for name in _NAMES if getattr(person, name)}
    if person.group != "contacts" or not values:
        return b""
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def beside(mail: Path) -> Path:
    """Return the file with what is known of the reader of a mail, which may not exist."""
    return mail.with_suffix(SUFFIX)


def with_known(person: Recipient, mail: Path) -> Recipient:
    """Return a person with what is kept beside a mail, as far as that can be read."""
    values = _read(beside(mail))
    kept = {name: values[name] for name in _NAMES if isinstance(values.get(name), str)}
    for name, known in (("zone", known_zones()), ("country", countries())):
        if kept.get(name) not in known:
            kept.pop(name, None)
    if not kept.get("audience", "").isprintable():
        del kept["audience"]
    return replace(person, **kept)


def _read(file: Path) -> dict[str, Any]:
    """Return what a file has; nothing if it is not one that we wrote."""
    try:
        status = file.lstat()
        if not S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return {}
        values = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
