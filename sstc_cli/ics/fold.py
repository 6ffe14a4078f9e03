"""Content lines as bytes (RFC 5545 3.1)."""

_MOST_BYTES = 75
_END = b"\r\n"


def fold(line: str) -> bytes:
    """Return the line with its end, cut between characters into parts of at most 75 bytes.

    icalendar can fold too, but spends half of its time on it, character by character.
    """
    data = line.encode()
    parts = []
    start, room = 0, _MOST_BYTES
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        if data[end - 1] == ord("\\"):  # some readers unescape before they unfold
            end -= 1
        parts.append(data[start:end])
        start, room = end, _MOST_BYTES - 1  # every further part begins with a space
    return (_END + b" ").join([*parts, data[start:]]) + _END
