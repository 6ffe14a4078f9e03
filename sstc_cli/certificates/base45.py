"""Bytes in the 45 characters that a QR code packs best (RFC 9285), and only in their one form."""

from sstc_cli.certificates.cbor import NotCanonicalError

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
