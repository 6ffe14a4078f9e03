"""The ledger of mails: what was prepared, sent and stopped, without any name or address."""

from sstc_cli.store.mail.batch import STATES, Batch, MailRecord, MailState, Recorded, record_batch
from sstc_cli.store.mail.earlier import sent_before, stopped
