"""How much text the cells of a workbook (`.xlsx`) have, where many share one that is written once.

A file of a few kilobytes can put a text of a megabyte into each of a million cells.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sstc_cli.sheets.extent import refuse_malformed, refuse_nested

_UNREAD = rb"(?s:<!--.*?-->|<!\[CDATA\[.*?\]\]>)"
_TAG = rb"<(?:\w+:)?si\b"
_END = rb"</(?:\w+:)?si\s*>|<(?:\w+:)?si\b[^>]*/>"
_SHARES = rb"\st\s*=\s*[\"']s[\"']"
_INDEX = _SHARES + rb"[^>]*>[^<]*<(?:\w+:)?v\b[^>]*>([0-9]{1,9})</"


def shared_items(xml: bytes) -> bytes:
    """The items in the member of the shared texts, without what looks like tags and is none."""
    refuse_malformed(xml)
    if b"<!" in xml:
        xml = re.sub(_UNREAD, lambda found: b"-" * len(found[0]), xml)
    first = re.search(_TAG, xml)
    return xml[first.start() :] if first else b""


def longest_text(items: bytes) -> int:
    """How many bytes the longest shared text takes, at most."""
    return max(map(len, items.split(b"</si>")))


def shared_texts(items: bytes) -> list[int]:
    """How many bytes each shared text takes, at most; DamagedError where one is in another."""
    refuse_nested(_TAG, items)
    return [*map(len, re.split(_END, items))]


def expanded_size(pieces: Iterable[bytes], texts: Sequence[int]) -> int:
    """How many bytes all cells take together; what is no plain index may be any text's."""
    longest = max(texts)
    total = 0
    for xml in pieces:
        found = Counter(re.findall(_INDEX, xml))
        total += (len(re.findall(_SHARES, xml)) - found.total()) * longest
        for index, count in found.items():
            total += count * (texts[int(index)] if int(index) < len(texts) else longest)
    return total
