"""Ids that are made from names, which people see in addresses of pages and in calendars."""

import re
from unicodedata import combining, normalize

from sstc_cli.model.phones import phones_in

_LINK = r"\S*(?:://|@)\S*"


def id_from(name: str) -> str:
    """Return an id for a name, `commerce-equitable-2027` for `Commerce équitable 2027`.

    Links, addresses and telephone numbers are left out, because an id is public for ever.
    """
    name = re.sub(_LINK, " ", name)
    for start, end in sorted(phones_in(name), reverse=True):
        name = f"{name[:start]} {name[end:]}"
    plain = "".join(char for char in normalize("NFKD", name) if not combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:64].strip("-")
