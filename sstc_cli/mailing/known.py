"""What is known of a contact besides the address: kept beside the mail, for a later notice."""

import json
from dataclasses import replace
from pathlib import Path

from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model.zones import known_zones

SUFFIX = ".json"
_NAMES = ("zone", "country", "audience")


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
    try:
        values = json.loads(beside(mail).read_bytes())
    except (OSError, ValueError):
        return person
    if not isinstance(values, dict):
        return person
    kept = {name: values[name] for name in _NAMES if isinstance(values.get(name), str)}
    if kept.get("zone") not in known_zones():
        kept.pop("zone", None)
    return replace(person, **kept)
