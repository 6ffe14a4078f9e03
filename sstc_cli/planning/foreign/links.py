"""Web addresses in cells."""

import re

from sstc_cli.model.readers import InvalidError
from sstc_cli.model.values import read_url
from sstc_cli.planning.foreign.cells import Cell
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.notes import Notes

_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；）]+|(?<![\w@.])www\.[^\s<>\"'，。；）]+")
_PASSCODE = re.compile(
    r"(?i)(?:passcode|password|pwd|code|密码|mot de passe|contraseña|senha|пароль)\s*[:：=]?\s*"
    r"(\S{3,20})"
)


def link_of(cell: Cell, notes: Notes) -> str | None:
    """Return the first web address in a cell, or None and a note that does not repeat the text."""
    match = _ADDRESS.search(cell.text)
    address = match[0].rstrip(".,;)") if match else ""
    if address.startswith("www."):
        address = f"https://{address}"
    try:
        link = read_url(address)
    except InvalidError:
        hint = "write the full address, which begins with https://"
        notes.add("W772", "this is not a web address", cell.spot, hint)
        return None
    left = _PASSCODE.sub("", cell.text.replace(match[0] if match else "", "")).strip(" \n.,;:()")
    if left and cell.column.fact is not Fact.MATERIAL:
        message = "only the first web address of the cell was used"
        notes.add("W772", message, cell.spot, "add the rest to data/webinars.yaml")
    return link


def passcode_in(text: str) -> str:
    """Return the passcode that stands beside a link, or an empty text."""
    match = _PASSCODE.search(_ADDRESS.sub(" ", text))
    return match[1] if match else ""
