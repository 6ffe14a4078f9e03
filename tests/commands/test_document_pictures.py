"""How the first page of each document looks as a PDF, compared with a small grey picture."""

import os
import struct
import zlib
from pathlib import Path

import pytest
from conftest import GOLDEN, poppler

from sstc_cli.views.documents import VIEWS

DPI = 40
# Other versions of fonts and of poppler shade letters a little differently.
LARGEST_MEAN, LARGEST_SHARE, VISIBLE = 2.5, 0.02, 64
HEAD = b"\x89PNG\r\n\x1a\n"
Grey = tuple[int, int, bytes]  # width, height, a byte a pixel


def grey_of(pdf: bytes) -> Grey:
    """The first page, drawn."""
    pgm = poppler("pdftoppm", pdf, "-gray", "-r", str(DPI), "-f", "1", "-l", "1")
    kind, size, depth, pixels = pgm.split(b"\n", 3)
    assert (kind, depth) == (b"P5", b"255")
    width, height = map(int, size.split())
    return width, height, pixels


def to_png(grey: Grey) -> bytes:
    """A grey PNG whose rows have no filter, so that it is read as easily as it is written."""
    width, height, pixels = grey
    rows = b"".join(b"\0" + pixels[each * width : (each + 1) * width] for each in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return HEAD + b"".join(map(_chunk, *zip(*parts, strict=True)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def from_png(data: bytes) -> Grey:
    """A picture that `to_png` wrote."""
    width, height = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", data[start - 8 : start - 4])
    rows = zlib.decompress(data[start : start + length])
    pixels = b"".join(
        rows[each * (width + 1) + 1 : (each + 1) * (width + 1)] for each in range(height)
    )
    return width, height, pixels


def difference(one: Grey, other: Grey) -> tuple[float, float]:
    """The mean difference of the pixels, and the share of those that differ visibly."""
    assert one[:2] == other[:2]
    apart = [abs(a - b) for a, b in zip(one[2], other[2], strict=True)]
    return sum(apart) / len(apart), sum(each > VISIBLE for each in apart) / len(apart)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "name", [name for name, kind in VIEWS.items() if not kind.command and kind.per != "speaker"]
)
def test_the_first_page_looks_as_it_did(sstc, name: str, language: str) -> None:
    words = ("--format", "pdf", "--language", language)
    result = sstc("documents", "render", name, 7, *words)
    assert result.status == 0, result.err
    drawn = grey_of(Path(result.out.splitlines()[0]).read_bytes())
    file = GOLDEN / "pictures" / f"{name}.{language}.png"
    if os.environ.get("SSTC_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(to_png(drawn))
    mean, share = difference(drawn, from_png(file.read_bytes()))
    assert mean < LARGEST_MEAN and share < LARGEST_SHARE


def test_a_page_that_moves_by_a_line_is_seen(sstc) -> None:
    page = from_png((GOLDEN / "pictures" / "agenda.en.png").read_bytes())
    width, height, pixels = page
    lower = (width, height, bytes([255]) * width * 6 + pixels[: -width * 6])
    mean, share = difference(page, lower)
    assert mean > LARGEST_MEAN and share > LARGEST_SHARE
