"""The bytes that the cells of a workbook (`.xlsx`) take, once each has its text to itself.

A text that many cells share is written once, but the reader gives each cell a copy. So a file of a
few kilobytes can put a text of a megabyte into each of a million cells: a zip bomb that the sizes
in the zip file do not show.

Regular expressions are enough here, and much faster than a parser: the guard needs an upper bound,
and they find rather more than a parser does. Only the shared texts must be well-formed XML, because
a lenient reader may otherwise see longer ones.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sstc_cli.sheets.sectors import DamagedError
from sstc_cli.sheets.strict_xml import refuse_malformed
from sstc_cli.sheets.weight import weight

_UNREAD = rb"(?s:<!--.*?-->|<!\[CDATA\[.*?\]\]>)"
_PREFIX = rb"(?:[^\s<>/:]+:)?"
_TAG = rb"<" + _PREFIX + rb"si\b"
_END = rb"</" + _PREFIX + rb"si\s*>|<" + _PREFIX + rb"si\b[^>]*/>"
_SHARES = rb"\bt\s*=\s*[\"']s[\"']"
# only the usual way of writing a cell: all others count as the longest text
_INDEX = (
    _SHARES
    + rb"[^<>]{0,200}>\s*<"
    + _PREFIX
    + rb"v>([0-9]{1,9})</"
    + _PREFIX
    + rb"v>\s*</"
    + _PREFIX
    + rb"c>"
)


def shared_items(xml: bytes) -> bytes:
    """Return the XML of the shared texts, with dashes for comments and character data.

    Tags in those are not tags, but would be counted.
    """
    refuse_malformed(xml)
    if b"<!" in xml:
        xml = re.sub(_UNREAD, lambda match: b"-" * len(match[0]), xml)
    first = re.search(_TAG, xml)
    return xml[first.start() :] if first else b""


def longest_text(items: bytes) -> int:
    """Return an upper bound for what the longest shared text takes, in bytes."""
    return max(map(len, items.split(b"</si>"))) * weight(items)


def shared_texts(items: bytes) -> list[int]:
    """Return an upper bound for what each shared text takes. Refuse a text inside another one."""
    _refuse_nested(items)
    return [len(text) * weight(text) for text in re.split(_END, items)]


def _refuse_nested(items: bytes) -> None:
    """Refuse a shared text inside another one: readers differ in what they make of it."""
    depth = 0
    for closing, empty in re.findall(_TAG.replace(b"<", b"<(/?)", 1) + rb"[^>]*?(/?)>", items):
        depth += 0 if empty else -1 if closing else 1
        if depth > 1:
            raise DamagedError


def expanded_size(pieces: Iterable[bytes], texts: Sequence[int]) -> int:
    """Return the bytes of all cells together, with the longest text for those without an index."""
    longest = max(texts)
    total = 0
    for xml in pieces:
        indexes = Counter(re.findall(_INDEX, xml))
        total += (len(re.findall(_SHARES, xml)) - indexes.total()) * longest
        for index, count in indexes.items():
            total += count * (texts[int(index)] if int(index) < len(texts) else longest)
    return total
