"""The key of a store: what the store keeps to recognise it, and the refusal of any other key."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert

from sstc_cli.errors import SstcError
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import ABOUT, VERSION

_ERASING = "`sstc surveys undo` and `purge` still erase"


class KeyChangedError(SstcError):
    """The store has got a new key since a command looked for its key."""


def key_digest(key: bytes) -> str:
    """Return the digest by which a store recognises one of its keys."""
    return PseudonymKey(key).digest("store")


def find_key(about: Mapping[str, str], keys: Sequence[bytes]) -> PseudonymKey:
    """Return the key of a store among the keys of the user, of which a new store gets the first."""
    if not about:
        return PseudonymKey(keys[0] if keys else b"none yet")
    if not keys:
        message = "the key of the store is missing: restore it from a backup"
        raise SstcError(message, f"without it, {_ERASING}")
    by_digest = {key_digest(key): key for key in keys}
    person_key = by_digest.get(about.get("key", ""))
    row_key = by_digest.get(about.get("rows", about.get("key", "")))
    if person_key is None or row_key is None:
        raise _wrong_key()
    return PseudonymKey(person_key, row_key)


def check_key(about: Mapping[str, str], pseudonyms: PseudonymKey) -> None:
    """Refuse a key that the store no longer has."""
    if about.get("key") != key_digest(pseudonyms.person_key):
        message = "another command gave the store a new key while this one was working"
        raise KeyChangedError(message, "run this again, to work with its present key")


def record_keys(connection: Connection, pseudonyms: PseudonymKey) -> None:
    """Record the version and the keys at the first import."""
    values = {
        "version": VERSION,
        "key": key_digest(pseudonyms.person_key),
        "rows": key_digest(pseudonyms.row_key or pseudonyms.person_key),
    }
    rows = [{"name": name, "value": value} for name, value in values.items()]
    connection.execute(insert(ABOUT), rows)


def _wrong_key() -> SstcError:
    """Return the error for a computer whose key is not the store's."""
    hint = f"copy its key here, from that computer or a backup; without it, {_ERASING}"
    return SstcError("the store was written with another key than this computer's", hint)
