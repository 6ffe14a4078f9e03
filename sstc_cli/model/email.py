"""E-mail addresses: as the plan has them, as people type them, and inside a longer text."""

import re
import unicodedata

# what every mail program accepts: the plan is checked against it
PLAN_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
# what people type into forms, other scripts included
_TYPED_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
ADDRESS_IN_TEXT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def is_email(text: str) -> bool:
    """Return whether a text that somebody typed is an e-mail address."""
    return _TYPED_ADDRESS.fullmatch(text) is not None


def typed_email(text: str) -> str | None:
    """Return the address in a text that somebody typed or pasted, or None if it is not one."""
    shown = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf"))
    address = shown.strip().removeprefix("mailto:")
    return address if is_email(address) else None


def normal_email(address: str) -> str:
    """Return the form in which two spellings of an address are the same."""
    return unicodedata.normalize("NFKC", address).casefold()
