"""Pictures without a library for them: pages drawn in grey, compared, kept as golden files."""

import os
import struct
import zlib

from conftest import GOLDEN, poppler

DPI = 40
# Other versions of fonts and of poppler shade letters a little differently.
LARGEST_MEAN, LARGEST_SHARE, VISIBLE = 2.5, 0.02, 64
HEAD = b"\x89PNG\r\n\x1a\n"
Grey = tuple[int, int, bytes]  # width, height, a byte a pixel


def grey_of(pdf: bytes) -> Grey:
    """Draw the first page."""
    pgm = poppler("pdftoppm", pdf, "-gray", "-r", str(DPI), "-f", "1", "-l", "1")
    kind, size, depth, pixels = pgm.split(b"\n", 3)
    assert (kind, depth) == (b"P5", b"255")
    width, height = map(int, size.split())
    return width, height, pixels


def to_png(grey: Grey) -> bytes:
    """Write a grey PNG whose rows have no filter, so that it is read as easily as it is written."""
    return png_of(*grey, samples=1, kind=0)


def png_of(width: int, height: int, pixels: bytes, samples: int = 4, kind: int = 6) -> bytes:
    """Write a PNG of `samples` bytes a pixel: 1 of grey (kind 0), 4 of RGB and alpha (6)."""
    line = width * samples
    rows = b"".join(b"\0" + pixels[row * line : (row + 1) * line] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return HEAD + b"".join(map(_chunk, *zip(*parts, strict=True)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def from_png(data: bytes) -> Grey:
    """Read a picture that `to_png` wrote."""
    width, height = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", data[start - 8 : start - 4])
    rows = zlib.decompress(data[start : start + length])
    pixels = b"".join(
        rows[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)
    )
    return width, height, pixels


def difference(one: Grey, other: Grey) -> tuple[float, float]:
    """Return the mean difference of the pixels, and the share that differs visibly."""
    assert one[:2] == other[:2]
    apart = [abs(a - b) for a, b in zip(one[2], other[2], strict=True)]
    return sum(apart) / len(apart), sum(distance > VISIBLE for distance in apart) / len(apart)


def looks_as_it_did(pdf: bytes, name: str) -> bool:
    """Return whether the first page is as in the golden picture, but for a few shades."""
    drawn = grey_of(pdf)
    file = GOLDEN / "pictures" / f"{name}.png"
    if file.exists():
        mean, share = difference(drawn, from_png(file.read_bytes()))
        if mean < LARGEST_MEAN and share < LARGEST_SHARE:
            return True
    if os.environ.get("SSTC_GOLDEN") != "write":
        assert file.exists(), f"no golden picture {file.name}: make golden"
        return False
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(to_png(drawn))
    return True
