"""New pseudonyms for everybody in a store, under a newer key of the user."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sstc_cli.cli.console.files import writing
from sstc_cli.cli.surveys.key import add_key, key_file, make_keys
from sstc_cli.lock import locked
from sstc_cli.store import Store, rekey


def rotate(store: Store) -> int:
    """Give everybody in a store a new pseudonym, and return how many they are.

    Nobody else adds a key meanwhile, so that none is lost.
    """
    make_keys()  # and their folder
    with _locked():
        keys = make_keys()
        pseudonyms = store.pseudonym_key(keys)
        # otherwise, the newest key is of a rotation that was cut short, or of another workspace
        newest = add_key()[0] if pseudonyms.person_key == keys[0] else keys[0]
        return rekey(store, pseudonyms, newest) if store.begun else 0


@contextmanager
def _locked() -> Iterator[None]:
    """Hold the lock of the key file, or explain why that is not possible."""
    file = key_file()
    with ExitStack() as lock:
        with writing(file):
            lock.enter_context(locked(file))
        yield
