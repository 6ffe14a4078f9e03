"""Texts of data files in which also the addresses, numbers and gender of people are hidden.

The `email` of an organiser is public; everything else that people are asked for is not.
"""

import re
from collections.abc import Iterator, Mapping

from sstc_cli.source.private_values import bare, hidden_in, without_private_values
from sstc_cli.source.tree import Span

_KEYED = re.compile(
    r"""(?P<key>\b(?:email|phone|gender))["']?[ \t]*[:：][ \t]*"""
    r"""(?P<value>"(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[^\n\r]*?(?=,\s*["']?\w+["']?\s*[:：]|\}|\r?$))""",
    re.MULTILINE,
)
_BLOCK = re.compile(r"(?:[&!]\S+[ \t]*)*(?:[|>][-+\d]*[ \t]*)?(?:#.*)?")
_ORGANISERS = re.compile(
    r"""^["']?organisers["']?\s*[:：].*\n(?:[ \t\-#].*\n|\r?\n)*""", re.MULTILINE
)


def without_private_details(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts of the same length without private links, passcodes and details of people."""
    hidden = without_private_values(texts)
    found = {file: [*_details(text)] for file, text in texts.items()}
    addresses = {
        bare(texts[file][slice(*span)])
        for file, details in found.items()
        for key, span in details
        if key == "email"
    }
    secrets = {address for address in addresses if "@" in address or "＠" in address}
    public = {address for text in texts.values() for address in _public(text)}
    return {
        file: hidden_in(text, [span for _, span in found[file]], secrets - public)
        for file, text in hidden.items()
    }


def _details(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the key of each private detail of a person, and where its value is."""
    public = [match.span() for match in _ORGANISERS.finditer(text)]
    for entry in _KEYED.finditer(text):
        start, end = entry.span("value")
        if entry["key"] == "email" and any(at <= start < stop for at, stop in public):
            continue
        if _BLOCK.fullmatch(entry["value"]):
            lead = entry.start() - (text.rfind("\n", 0, entry.start()) + 1)
            below = re.compile(rf"\n {{0,{lead}}}\S").search(text, end)
            end = below.start() if below else len(text)
        yield entry["key"], (start, end)


def _public(text: str) -> Iterator[str]:
    """Yield the addresses of organisers, which are public."""
    for part in _ORGANISERS.finditer(text):
        entries = _KEYED.finditer(part[0])
        yield from (bare(entry["value"]) for entry in entries if entry["key"] == "email")
