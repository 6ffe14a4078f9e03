"""Compress XML by deflate (RFC 1951), always into the same bytes.

Two versions of zlib may compress differently. Here the text is cut at its tags, attributes and
words, and a piece that was there before is replaced by its distance and length.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import groupby, zip_longest

_PIECE = re.compile(rb'[^"<> ]*["<> ]|[^"<> ]+')
_WINDOW, _SHORTEST, _LONGEST = 32_768, 4, 258  # bytes
_END = 256  # the symbol after the last byte
_FIRST_LENGTH = 257
_DEEPEST = 15  # bits of a code
# The bits of the codes for lengths: 0 to 15 are lengths, 17 and 18 are a few and many zeros.
_BITS = [4] * 12 + [5] * 4 + [0] + [4] * 2
_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)


def _spans(extra_of_groups: Sequence[int], first: int) -> list[tuple[int, int, int]]:
    """Return the first value, the extra bits and the number of each symbol."""
    spans = []
    for symbol, extra in enumerate(extra_of_groups):
        spans.append((first, extra, symbol))
        first += 1 << extra
    return spans


def _table(spans: Sequence[tuple[int, int, int]]) -> dict[int, tuple[int, str]]:
    """Return the symbol and the extra bits, lowest first, of each value."""
    return {
        first + more: (symbol, f"{more:0{extra}b}"[::-1] if extra else "")
        for first, extra, symbol in spans
        for more in range(1 << extra)
    }


_LENGTHS = _table(_spans([0] * 8 + [extra for extra in range(1, 6) for _ in range(4)], 3))
_LENGTHS = {
    length: (_FIRST_LENGTH + symbol, extra) for length, (symbol, extra) in _LENGTHS.items()
} | {_LONGEST: (285, "")}
_DISTANCES = _table(_spans([0] * 4 + [extra for extra in range(1, 14) for _ in range(2)], 1))


@lru_cache(maxsize=64)  # most parts are the same in every document
def deflated(data: bytes) -> bytes:
    """Return the text as a stream of one block."""
    pieces = list(_replaced(data))
    literals, distances = Counter({_END: 1}), Counter[int]()
    for piece in pieces:
        if isinstance(piece, bytes):
            literals.update(piece)
        else:
            literals[_LENGTHS[piece[0]][0]] += 1
            distances[_DISTANCES[piece[1]][0]] += 1
    letters, ways = _lengths(literals, 286), _lengths(distances, 30)
    stream = ["1", "01", f"{286 - 257:05b}"[::-1], f"{30 - 1:05b}"[::-1], f"{19 - 4:04b}"[::-1]]
    stream += [*(f"{_BITS[symbol]:03b}"[::-1] for symbol in _ORDER), *_listed(letters + ways)]
    stream += _coded(pieces, _codes(letters), _codes(ways))
    bits = "".join(stream)
    return int(bits[::-1], 2).to_bytes(-(-len(bits) // 8), "little")


def _replaced(data: bytes) -> Iterator[bytes | tuple[int, int]]:
    """Yield the text, with repeated parts as their length and distance.

    A part is best repeated from where the piece after it is the same, too.
    """
    pieces = _PIECE.findall(data)
    last: dict[bytes, int] = {}
    at = start = distance = 0  # `start` is where what was not yielded begins
    for piece, after in zip_longest(pieces, pieces[1:], fillvalue=b""):
        size, both = len(piece), piece + after
        if not distance or data[at - distance : at - distance + size] != piece:
            former = last.get(both, last.get(piece, -1))
            is_known = size >= _SHORTEST and former >= 0 and at - former <= _WINDOW
            if distance and not is_known:
                same = _common(data, at - distance, at, size)
                yield from _repeated(start, at + same, distance)
                start, distance = at + same, 0
            elif is_known:
                yield from _repeated(start, at, distance) if distance else [data[start:at]]
                start, distance = at, at - former
        last[piece] = last[both] = at
        at += size
    yield from _repeated(start, at, distance) if distance else [data[start:at]]


def _common(data: bytes, one: int, two: int, most: int) -> int:
    """Return how many bytes are the same from two places on."""
    return next((n for n in range(most) if data[one + n] != data[two + n]), most)


def _repeated(start: int, end: int, distance: int) -> Iterator[tuple[int, int]]:
    """Yield the lengths of a part, each with its distance."""
    while (rest := end - start) > 0:
        length = rest if rest <= _LONGEST else min(_LONGEST, rest - _SHORTEST)
        yield length, distance
        start += length


def _lengths(counts: Mapping[int, int], size: int) -> list[int]:
    """Return the bits of each symbol's code (Huffman); at least two symbols have one."""
    present = {symbol: counts.get(symbol, 0) for symbol in {0, 1, *counts}}
    while True:
        heap: list[tuple[int, int, tuple[int, ...]]] = [
            (count, symbol, (symbol,)) for symbol, count in sorted(present.items())
        ]
        heapify(heap)
        bits = [0] * size
        while len(heap) > 1:
            (one, tie, left), (two, _, right) = heappop(heap), heappop(heap)
            for symbol in left + right:
                bits[symbol] += 1
            heappush(heap, (one + two, tie, left + right))
        if max(bits) <= _DEEPEST:
            return bits
        present = {symbol: count // 2 + 1 for symbol, count in present.items()}


def _codes(lengths: Sequence[int]) -> dict[int, str]:
    """Return the code of each symbol as bits: shorter ones first, then by symbol."""
    codes, code, last = {}, 0, 0
    for length, symbol in sorted((length, symbol) for symbol, length in enumerate(lengths)):
        if length:
            code <<= length - last
            codes[symbol], last = f"{code:0{length}b}", length
            code += 1
    return codes


def _listed(lengths: Sequence[int]) -> Iterator[str]:
    """Yield the lengths of codes as bits; most are zero, and stand next to each other."""
    codes = _codes(_BITS)
    for length, run in groupby(lengths):
        count = len(list(run))
        while length == 0 and count >= 3:
            zeros = min(count, 138)
            symbol, first, extra = (18, 11, 7) if zeros > 10 else (17, 3, 3)
            yield codes[symbol] + f"{zeros - first:0{extra}b}"[::-1]
            count -= zeros
        yield codes[length] * count


def _coded(
    pieces: Sequence[bytes | tuple[int, int]], letters: Mapping[int, str], ways: Mapping[int, str]
) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece.decode("latin-1").translate(letters)
        else:
            (length, more), (distance, further) = _LENGTHS[piece[0]], _DISTANCES[piece[1]]
            yield letters[length] + more + ways[distance] + further
    yield letters[_END]
