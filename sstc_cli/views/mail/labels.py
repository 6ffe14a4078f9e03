"""The words that mails have below their documents."""

from enum import StrEnum


class MailLabel(StrEnum):
    """Labels, in English; documents translate them."""

    STOP = "If you do not want such invitations, write to {address} with the subject `{subject}`."
