"""A phone reads our QR codes: here zbar does, from the terminal's blocks and from the picture."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import missing_program

from sstc_cli.errors import SstcError
from sstc_cli.render.display.qr import qr_lines, qr_svg

ADDRESSES = [
    "https://example.org/j/1",
    "https://calendar.google.com/calendar/render?action=TEMPLATE&text=%E7%AC%AC" + "x" * 900,
]
LIGHT = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}


def decoded(picture: Path) -> str:
    if shutil.which("zbarimg") is None:
        missing_program("zbarimg is missing: apt-get install zbar-tools")
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", picture]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def picture_of(lines: list[str], scale: int = 4) -> bytes:
    """Draw what a terminal shows, as a portable greymap: light where a block is drawn."""
    rows = [bytes(LIGHT[char][half] for char in line) for line in lines for half in (0, 1)]
    wide = [b"".join(bytes([module]) * scale for module in row) for row in rows]
    head = f"P5 {len(wide[0])} {len(wide) * scale} 255\n".encode()
    return head + b"".join(row * scale for row in wide)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_blocks_of_a_terminal_are_read(address: str, tmp_path: Path) -> None:
    lines = qr_lines(address)
    assert len({len(line) for line in lines}) == 1
    assert set("".join(lines)) == set(LIGHT)
    picture = tmp_path / "code.pgm"
    picture.write_bytes(picture_of(lines))
    assert decoded(picture) == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_is_read(address: str, tmp_path: Path) -> None:
    if shutil.which("chromium") is None:
        missing_program("Chromium is missing: apt-get install chromium")
    drawing, picture = tmp_path / "code.svg", tmp_path / "code.png"
    drawing.write_bytes(qr_svg(address, 'A & B <"c">'))
    command = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={tmp_path}/profile",
               "--window-size=1000,1000", f"--screenshot={picture}", drawing]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    assert decoded(picture) == address


def test_an_address_has_one_picture_or_is_refused() -> None:
    assert qr_svg(ADDRESSES[0], "A") == qr_svg(ADDRESSES[0], "A")
    assert b"<title>A &amp; B &lt;c&gt;</title>" in qr_svg(ADDRESSES[0], "A & B <c>")
    with pytest.raises(SstcError, match="too long for a QR code"):
        qr_lines("https://example.org/" + "x" * 3000)
