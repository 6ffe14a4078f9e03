"""Messages that a series sends by e-mail: what the data says about them."""

from sstc_cli.model.mail.message import (
    ABOUT_THE_SERIES,
    AFTERWARDS,
    MAILED,
    Message,
    Recipients,
    read_left_out,
)

__all__ = [
    "ABOUT_THE_SERIES",
    "AFTERWARDS",
    "MAILED",
    "Message",
    "Recipients",
    "read_left_out",
]
