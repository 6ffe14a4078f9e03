"""Keyed digests of the people who asked for no more mail, for all series of this user."""

from collections.abc import Callable, Collection
from pathlib import Path

from sstc_cli.cli.console.files import settings_folders, write_whole
from sstc_cli.cli.console.store import read_keys, settings_locked
from sstc_cli.errors import SstcError, explained
from sstc_cli.store.response import PseudonymKey

_NAME = "mail.stopped"


def opt_out(people: Collection[str]) -> None:
    """Add people to the list, by their digests in the ledger of any workspace."""
    if people:
        _change(lambda listed: listed | {*people})


def opt_in(address: str) -> bool:
    """Take a person off the list, whichever key was used; return whether they were there."""
    digests = _digests(address)
    if was_there := not _listed().isdisjoint(digests):
        _change(lambda listed: listed - digests)
    return was_there


def opted_out() -> Callable[[str], bool]:
    """Return a function that says whether the person with an address is in the list."""
    listed = _listed()
    return lambda address: bool(listed) and not listed.isdisjoint(_digests(address))


def _digests(address: str) -> set[str]:
    return {PseudonymKey(key).recipient(address) for key in read_keys()}


def _listed() -> set[str]:
    try:
        return {*_file().read_text("ascii", "replace").split()}
    except FileNotFoundError:
        return set()
    except OSError as error:  # nobody may get a mail because of that
        message = f"cannot read {_file()}, the list of people who want no mail: {explained(error)}"
        raise SstcError(message, "check that you have permission to read it") from error


def _change(changed: Callable[[set[str]], set[str]]) -> None:
    with settings_locked(_file()):
        lines = sorted(changed(_listed()))
        write_whole(_file(), "".join(f"{line}\n" for line in lines).encode(), 0o600, root=None)


def _file() -> Path:
    return settings_folders()[0] / _NAME
