"""E-mail addresses: in the plan, typed into forms, and inside a longer text."""

import re
import unicodedata
from typing import Annotated

from sstc_cli.model.readers import Value
from sstc_cli.model.values import pattern, read_text, refuse

# what every mail program accepts; the plan must use it
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_PLAN_ADDRESS = rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})+"
# what people type into forms, other scripts included; compiled on first use
_TYPED_ADDRESS = r"[^@\s,;<>.][^@\s,;<>]*@[^@\s,;<>]+\.[^@\s,;<>.]{2,}"
_WITH_NAME = r"[^<>@]*<\s*(?:mailto:)?\s*([^<>]+?)\s*>"
# some programs decode these words after the lines were checked, and then see line ends in them
ENCODED = "=?"
_AROUND_AT = r"\s*@\s*"
_AT_THE_END = " \t\n,;.'\""
ADDRESS_IN_TEXT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def read_email(value: object) -> str:
    """Return a plain e-mail address, or refuse the value without repeating it (E111)."""
    text = read_text(value, "an e-mail address")
    if not re.fullmatch(_PLAN_ADDRESS, text) or ENCODED in text:
        hint = "write an address such as `name@example.org`"
        refuse("E111", "this is not an e-mail address", hint)
    return text


def typed_email(text: str) -> str | None:
    """Return the address in a text that a person typed or pasted, or None if it is not one.

    A name before `<…>`, full-width letters, spaces around `@` and punctuation after it do not
    matter. A dot before it does: what is missing there is unknown.
    """
    if not (text.isascii() and text.isprintable()):
        visible = (char for char in text if unicodedata.category(char) not in ("Cc", "Cf"))
        text = unicodedata.normalize("NFKC", "".join(visible))
    plain = text.rstrip(_AT_THE_END).lstrip(_AT_THE_END.replace(".", ""))
    named = re.fullmatch(_WITH_NAME, plain)
    address = re.sub(_AROUND_AT, "@", named[1] if named else plain.removeprefix("mailto:"))
    return address if re.fullmatch(_TYPED_ADDRESS, address) else None


def normal_email(address: str) -> str:
    """Return the form in which two spellings of an address are the same."""
    return unicodedata.normalize("NFKC", address).casefold()


Email = Annotated[
    str, Value(read_email, pattern(_PLAN_ADDRESS), "e-mail address", "e-mail addresses")
]
