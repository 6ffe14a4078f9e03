"""The ledger of mails: what was prepared, sent and stopped, without any name or address."""

from sstc_cli.store.mail.batch import Batch, Entry, Recorded
from sstc_cli.store.mail.before import sent_before, stopped
from sstc_cli.store.mail.record import record_batch
from sstc_cli.store.mail.states import STATES, State

__all__ = [
    "STATES",
    "Batch",
    "Entry",
    "Recorded",
    "State",
    "record_batch",
    "sent_before",
    "stopped",
]
