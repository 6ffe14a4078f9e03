"""The bytes of a code: the little CBOR that it needs (RFC 8949, 4.2.1), in base 45 (RFC 9285)."""

import struct
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sstc_cli.errors import SstcError

Item: TypeAlias = "int | bytes | str | Sequence[Item] | Mapping[int, Item]"

_NUMBER, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5
_SIZES = {24: (1, ">B", 24), 25: (2, ">H", 2**8), 26: (4, ">I", 2**16), 27: (8, ">Q", 2**32)}
_DEEPEST = 3


class NotCanonicalError(SstcError):
    """Bytes that are not the canonical form of a value."""

    def __init__(self) -> None:
        super().__init__("the bytes of the code are not in order")


def encode(item: Item) -> bytes:
    """Return a value in canonical form: shortest lengths, keys in the order of their bytes."""
    match item:
        case int():
            return _head(_NUMBER, item)
        case bytes():
            return _head(_BYTES, len(item)) + item
        case str():
            text = item.encode()
            return _head(_TEXT, len(text)) + text
        case Mapping():
            pairs = sorted((encode(key), encode(value)) for key, value in item.items())
            return _head(_MAP, len(pairs)) + b"".join(map(b"".join, pairs))
        case _:
            return _head(_ARRAY, len(item)) + b"".join(map(encode, item))


def decode(data: bytes) -> Item:
    """Return the value of bytes; refuse every form of it but the canonical one."""
    item, end = _item(data, 0, 0)
    if end != len(data):
        raise NotCanonicalError
    return item


def _head(kind: int, number: int) -> bytes:
    """Return the first bytes of a value: its kind, and a number or length in the shortest form."""
    if not 0 <= number < 2**64:
        raise ValueError(f"{number} is not a number that a code can have")
    if number < 24:
        return bytes([kind << 5 | number])
    mark = max(mark for mark, (_, _, least) in _SIZES.items() if number >= least)
    return bytes([kind << 5 | mark]) + struct.pack(_SIZES[mark][1], number)


def _item(data: bytes, at: int, depth: int) -> tuple[Item, int]:
    """Return the value that begins at a place, and the place where it ends."""
    kind, number, at = _read_head(data, at)
    match kind:
        case 0:
            return number, at
        case 2 | 3:
            part, end = data[at : at + number], at + number
            if end > len(data):
                raise NotCanonicalError
            return (part if kind == _BYTES else _text(part)), end
        case 4 | 5 if depth < _DEEPEST and number <= len(data):
            return (_array if kind == _ARRAY else _map)(data, at, number, depth + 1)
        case _:
            raise NotCanonicalError


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind and the number at a place, and the place after them."""
    if at >= len(data):
        raise NotCanonicalError
    kind, number = data[at] >> 5, data[at] & 31
    if number < 24:
        return kind, number, at + 1
    size, form, least = _SIZES.get(number, (0, "", 0))
    rest = data[at + 1 : at + 1 + size]
    if not size or len(rest) < size:
        raise NotCanonicalError
    (value,) = struct.unpack(form, rest)
    if value < least:  # a shorter form has it
        raise NotCanonicalError
    return kind, value, at + 1 + size


def _text(part: bytes) -> str:
    try:
        return part.decode()
    except UnicodeDecodeError as error:
        raise NotCanonicalError from error


def _array(data: bytes, at: int, length: int, depth: int) -> tuple[list[Item], int]:
    items = []
    for _ in range(length):
        item, at = _item(data, at, depth)
        items.append(item)
    return items, at


def _map(data: bytes, at: int, length: int, depth: int) -> tuple[dict[int, Item], int]:
    items: dict[int, Item] = {}
    before = b""
    for _ in range(length):
        key, end = _item(data, at, depth)
        if not isinstance(key, int) or data[at:end] <= before:
            raise NotCanonicalError
        before = data[at:end]
        items[key], at = _item(data, end, depth)
    return items, at


ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {char: value for value, char in enumerate(ALPHABET)}


def encode45(data: bytes) -> str:
    """Return bytes as text: three characters for two bytes, two for a last one."""
    chars = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        rest, places = int.from_bytes(pair), len(pair) + 1
        for _ in range(places):
            rest, value = divmod(rest, 45)
            chars.append(ALPHABET[value])
    return "".join(chars)


def decode45(text: str) -> bytes:
    """Return the bytes of a text; refuse a text that no bytes have."""
    data = bytearray()
    for at in range(0, len(text), 3):
        part = text[at : at + 3]
        try:
            number = sum(_VALUES[char] * 45**place for place, char in enumerate(part))
        except KeyError as error:
            raise NotCanonicalError from error
        size = len(part) - 1
        if not size or number >= 256**size:
            raise NotCanonicalError
        data += number.to_bytes(size)
    return bytes(data)
