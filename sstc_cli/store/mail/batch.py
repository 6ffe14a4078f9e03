"""A batch of mails as the ledger has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sstc_cli.store.mail.states import State

CHANGE = "change-"  # what the occasion of telling a change begins with


@dataclass(frozen=True, slots=True)
class Batch:
    """The mails of one message that were prepared together.

    `webinar` is None if they are about the whole series, and `occasion` empty but for a message
    that is sent on purpose once more. `facts` is a digest of what the mails say about the webinar,
    and `expires_at` the instant, with an offset, after which none is sent.
    """

    id: str
    message: str
    kind: str
    webinar: int | None
    occasion: str
    facts: str
    release: str
    expires_at: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One mail of a batch: its Message-ID, the digest of its recipient, and that of its bytes."""

    message_id: str
    person: str
    sha256: str
    size: int
    language: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a batch has done.

    `new` mails were not in the ledger, `moved` ones were waiting in an earlier batch, `revived`
    ones had been withdrawn or were expired, `stopped` ones are not sent because their recipients
    want none. `states` has the number of mails in each state.
    """

    batch: str
    new: int
    moved: int
    revived: int
    stopped: int
    states: Mapping[State, int]
