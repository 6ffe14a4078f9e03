"""New pseudonyms for everybody in a store, under a newer key of the user."""

from sstc_cli.cli.console.secret.settings_lock import settings_locked
from sstc_cli.cli.console.secret.survey_key import add_key, key_file, read_keys
from sstc_cli.store import Store
from sstc_cli.store.erasure import rekey


def rotate(store: Store) -> int:
    """Give everybody in a store a new pseudonym, and return how many they are."""
    with settings_locked(key_file()):
        keys = read_keys() or add_key()
        pseudonyms = store.pseudonym_key(keys)
        # otherwise, the newest key is of a rotation that was cut short, or of another workspace
        newest = add_key()[0] if pseudonyms.person_key == keys[0] else keys[0]
        return rekey(store, pseudonyms, newest) if store.exists else 0
