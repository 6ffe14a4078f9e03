"""Which of the mails that were written become a batch: those who have one already get no other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sstc_cli.mailing.identity import batch_id
from sstc_cli.model import Message, Webinar
from sstc_cli.store.mail.states import GONE, IN_FLIGHT, State

_GOT = (*GONE, *IN_FLIGHT)


@dataclass(frozen=True, slots=True)
class Decided:
    """A batch: its id, its mails by their Message-IDs, and how many people have one already.

    It `is_known` if the ledger has exactly this batch. `superseded` are the earlier batches whose
    waiting mails it takes over.
    """

    id: str
    mails: Collection[str]
    got: int
    is_known: bool
    superseded: tuple[str, ...]


def decide_batch(
    message: Message,
    webinar: Webinar | None,
    digests: Mapping[str, str],
    earlier: Mapping[str, Mapping[str, State]],
) -> Decided:
    """Return the batch of mails with these digests, by what the ledger has of earlier ones."""
    states = {id_: state for batch in earlier.values() for id_, state in batch.items()}
    got = {id_ for id_ in digests if states.get(id_) in _GOT}
    for known, mails in earlier.items():
        kept = {id_: digests[id_] for id_ in mails if id_ in digests}
        is_whole = len(kept) == len(mails) and digests.keys() - kept.keys() <= got
        if is_whole and batch_id(message, webinar, kept) == known:
            return Decided(known, kept.keys(), len(got), is_known=True, superseded=())
    kept = {id_: digest for id_, digest in digests.items() if id_ not in got}
    decided = batch_id(message, webinar, kept)
    superseded = tuple(sorted(
        batch for batch, mails in earlier.items()
        if batch != decided  # its people were fewer for a time, and are the same again
        and any(id_ in kept and state not in _GOT for id_, state in mails.items())
    ))  # fmt: skip
    return Decided(decided, kept.keys(), len(got), is_known=False, superseded=superseded)
