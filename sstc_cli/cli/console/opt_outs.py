"""Keyed digests of the people who asked for no more mail, for all series of this user."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from sstc_cli.cli.console.files import settings_folders, write_whole
from sstc_cli.cli.console.store import read_keys, settings_locked
from sstc_cli.errors import SstcError, explained
from sstc_cli.mailing.composing import refused_by
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.store import Store
from sstc_cli.store.mail import stopped
from sstc_cli.store.mail.batch import ASKED
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


def refused_people(
    people: Mapping[str, Recipient], mailing: Mailing, store: Store
) -> dict[str, str]:
    """Return why some people get no mail, by this list and the ledger."""
    wants_none = opted_out()
    quiet = [who for who in people.values() if wants_none(who.address.readable)]
    asked = dict.fromkeys(map(mailing.person, quiet), ASKED)
    return refused_by(people, mailing, {**asked, **stopped(store)})


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
