"""What may be for few people only: addresses, telephone numbers and links in texts of a file."""

import re

from sstc_cli.model.email import ADDRESS_IN_TEXT

_PHONE = re.compile(r"(?<![\d/:.-])(?!\d{4}-\d\d-\d\d)\+?\d[\d ()-]{8,}\d(?![\d/:.-])")
_LINK = re.compile(r"(?:https?://|www\.)\S*")
_PATTERNS = (_LINK, ADDRESS_IN_TEXT, _PHONE)


def has_private(text: str) -> bool:
    """Return whether a text has an address, a telephone number or a link."""
    return any(pattern.search(text) for pattern in _PATTERNS)


def masked(text: str) -> str:
    """Return a text as messages can quote it."""
    for pattern in _PATTERNS:
        text = pattern.sub("[private]", text)
    return text
