"""Find what repeats in XML, for the compression of it.

The text is cut at its tags, attributes and words. A piece that was there before is replaced by its
distance and length; in what is left, so are the beginnings and ends of words.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

_PIECE, _EDGE = re.compile(rb'[<"> ]*[^<"> ]+|[<"> ]+'), re.compile(rb"\b")
_WINDOW, SHORTEST, LONGEST = 32_768, 4, 258  # bytes
_NEAR = 1_024  # from further away, short repetitions save too little

Part = bytes | tuple[int, int]  # as it is, or the length and the distance of a repetition


def replaced(data: bytes) -> Iterator[Part]:
    """Yield the parts of a text."""
    at = 0
    for part in _by_pieces(data):
        if isinstance(part, bytes):
            yield from _by_words(data, at, at + len(part))
            at += len(part)
        else:
            yield part
            at += part[0]


def _by_pieces(data: bytes) -> Iterator[Part]:
    """Yield the text, in which pieces are repeated with all that is the same around them.

    A piece is best repeated from where the one after it is the same, too.
    """
    pieces = _PIECE.findall(data)
    last: dict[bytes, int] = {}
    at = start = 0  # `start` is where what was not yielded begins
    for piece, after in zip_longest(pieces, pieces[1:], fillvalue=b""):
        both, end = piece + after, at + len(piece)
        distance = at - last.get(both, last.get(piece, -_WINDOW - 1))
        if start < end and distance <= _WINDOW:
            first, beyond = _around(data, start, max(at, start), distance)
            if beyond - first >= SHORTEST:
                yield from _repeated(data, start, first, beyond, distance)
                start = beyond
        last[piece] = last[both] = at
        at = end
    if start < at:
        yield data[start:]


def _by_words(data: bytes, start: int, end: int) -> Iterator[Part]:
    """Yield a part of the text, in which the beginnings and ends of words are repeated."""
    for edge in _EDGE.finditer(data, start, end - SHORTEST):
        at = edge.start()
        if start <= at:
            letters = data[at : at + SHORTEST]
            former = data.rfind(letters, max(0, at - _NEAR), at + SHORTEST - 1)
            if former >= 0:
                beyond = min(end, at + _same(data, former, at))
                yield from _repeated(data, start, at, beyond, at - former)
                start = beyond
    if start < end:
        yield data[start:end]


def _around(data: bytes, start: int, at: int, distance: int) -> tuple[int, int]:
    """Return the ends of what is the same at a distance before; nothing before `start` counts."""
    first = beyond = at
    while max(start, distance) < first and data[first - 1] == data[first - 1 - distance]:
        first -= 1
    same = LONGEST
    while same == LONGEST:
        same = _same(data, beyond - distance, beyond)
        beyond += same
    return first, beyond


def _same(data: bytes, one: int, two: int) -> int:
    """Return how many bytes are the same from two places on."""
    first, second = data[one : one + LONGEST], data[two : two + LONGEST]
    if first == second:
        return len(second)
    differing = int.from_bytes(first, "little") ^ int.from_bytes(second, "little")
    return ((differing & -differing).bit_length() - 1) // 8


def _repeated(data: bytes, start: int, first: int, end: int, distance: int) -> Iterator[Part]:
    """Yield what is before a repetition, and its lengths, each with its distance."""
    if start < first:
        yield data[start:first]
    while (rest := end - first) > 0:
        length = rest if rest <= LONGEST else min(LONGEST, rest - SHORTEST)
        yield length, distance
        first += length
