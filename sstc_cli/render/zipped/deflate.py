"""Compress XML by deflate (RFC 1951), always into the same bytes.

Two versions of zlib may compress differently.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import groupby

from sstc_cli.render.zipped.repeats import LONGEST, Part, replaced

_END = 256  # the symbol after the last byte
_FIRST_LENGTH = 257
_DEEPEST, _DEEPEST_OF_LENGTHS = 15, 7  # bits of a code
_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
# The symbols that repeat a length, or zero: the least times, and the bits for more.
_AGAIN, _ZEROS = ((16, 3, 2),), ((18, 11, 7), (17, 3, 3))


def _bits(number: int, count: int) -> str:
    """Return so many bits of a number, lowest first."""
    return f"{number:0{count}b}"[::-1] if count else ""


def _spans(extra_of_groups: Sequence[int], first: int) -> list[tuple[int, int, int]]:
    """Return the first value, the extra bits and the number of each symbol."""
    spans = []
    for symbol, extra in enumerate(extra_of_groups):
        spans.append((first, extra, symbol))
        first += 1 << extra
    return spans


def _table(spans: Sequence[tuple[int, int, int]]) -> dict[int, tuple[int, str]]:
    """Return the symbol and the extra bits of each value."""
    return {
        first + more: (symbol, _bits(more, extra))
        for first, extra, symbol in spans
        for more in range(1 << extra)
    }


_LENGTHS = _table(_spans([0] * 8 + [extra for extra in range(1, 6) for _ in range(4)], 3))
_LENGTHS = {
    length: (_FIRST_LENGTH + symbol, extra) for length, (symbol, extra) in _LENGTHS.items()
} | {LONGEST: (285, "")}
_DISTANCES = _table(_spans([0] * 4 + [extra for extra in range(1, 14) for _ in range(2)], 1))


@lru_cache(maxsize=64)  # most parts are the same in every document
def deflated(data: bytes) -> bytes:
    """Return the text as a stream of one block."""
    parts = list(replaced(data))
    repeated = [part for part in parts if isinstance(part, tuple)]
    literals = Counter(b"".join(part for part in parts if isinstance(part, bytes)))
    literals.update([_END, *(_LENGTHS[length][0] for length, _ in repeated)])
    letters = _code_lengths(literals, _DEEPEST)
    ways = _code_lengths(Counter(_DISTANCES[far][0] for _, far in repeated), _DEEPEST)
    bits = _head(letters, ways) + "".join(_coded(parts, _codes(letters), _codes(ways)))
    return int(bits[::-1], 2).to_bytes(-(-len(bits) // 8), "little")


def _head(letters: Sequence[int], ways: Sequence[int]) -> str:
    """Return the beginning of the block: its kind, and the lengths of its codes."""
    listed = list(_listed([*letters, *ways]))
    lengths = _code_lengths(Counter(symbol for symbol, _ in listed), _DEEPEST_OF_LENGTHS)
    codes = _codes(lengths)
    ordered = [lengths[symbol] if symbol < len(lengths) else 0 for symbol in _ORDER]
    while len(ordered) > 4 and not ordered[-1]:
        ordered.pop()
    sizes = ((len(letters) - 257, 5), (len(ways) - 1, 5), (len(ordered) - 4, 4))
    head = ["1", "01", *(_bits(size, count) for size, count in sizes)]
    head += [_bits(length, 3) for length in ordered]
    return "".join([*head, *(codes[symbol] + more for symbol, more in listed)])


def _code_lengths(counts: Mapping[int, int], deepest: int) -> list[int]:
    """Return the bits of each symbol's code (Huffman); at least two symbols have one."""
    present = {**counts} if len(counts) > 1 else {0: 0, 1: 0, **counts}
    while True:
        heap: list[tuple[int, int, tuple[int, ...]]] = [
            (count, symbol, (symbol,)) for symbol, count in sorted(present.items())
        ]
        heapify(heap)
        bits = [0] * (max(present) + 1)
        while len(heap) > 1:
            (one, tie, left), (two, _, right) = heappop(heap), heappop(heap)
            for symbol in left + right:
                bits[symbol] += 1
            heappush(heap, (one + two, tie, left + right))
        if max(bits) <= deepest:
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


def _listed(lengths: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the symbols and extra bits that list the lengths of codes, most of which repeat."""
    for length, run in groupby(lengths):
        count = len(list(run))
        if length:
            yield length, ""
            count -= 1
        for symbol, least, extra in _AGAIN if length else _ZEROS:
            while count >= least:
                some = min(count, least + (1 << extra) - 1)
                yield symbol, _bits(some - least, extra)
                count -= some
        yield from [(length, "")] * count


def _coded(
    parts: Sequence[Part], letters: Mapping[int, str], ways: Mapping[int, str]
) -> Iterator[str]:
    for part in parts:
        if isinstance(part, bytes):
            yield part.decode("latin-1").translate(letters)
        else:
            (length, more), (distance, further) = _LENGTHS[part[0]], _DISTANCES[part[1]]
            yield letters[length] + more + ways[distance] + further
    yield letters[_END]
