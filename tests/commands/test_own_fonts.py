"""Fonts that a workspace brings for its PDFs, on a machine that has none besides Typst's."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from conftest import Sstc, alter, missing_program, poppler

from sstc_cli.render import typesetting

AGENDA = ("agenda", "render", 7, "--format", "pdf")
TITLE = "en: 'Sustainable Logistic Solutions in Cross-Border E-Commerce"


def font_file(name: str) -> Path:
    """Return a font of Debian's packages."""
    found = next(Path("/usr/share/fonts").rglob(name), None)
    return found or missing_program(f"{name} is missing: apt-get install fonts-noto-core")


@pytest.fixture
def titled(workspace: Path, monkeypatch: pytest.MonkeyPatch):
    """Give webinar 7 a title with these words, where no font is installed."""
    real = typesetting._fonts.__wrapped__
    monkeypatch.setattr(typesetting, "_fonts", cache(lambda own, _: real(own, False)))
    monkeypatch.setattr(typesetting, "_compiler", cache(typesetting._compiler.__wrapped__))
    data = workspace / "data" / "webinars.yaml"

    def title(words: str) -> None:
        alter(data, TITLE, f"{TITLE} {words}")

    return title


@pytest.mark.parametrize(
    ("words", "said", "file"),
    [
        (
            "ኢትዮጵያ",
            "error: the font `Noto Serif Ethiopic` is missing, and the document has the character "
            "`ት` (U+1275 ETHIOPIC SYLLABLE TE)\nhelp: install it (https://notofonts.github.io; on "
            "Debian or Ubuntu `apt-get install fonts-noto-core`), or put its files into "
            "templates/fonts/\n",
            "NotoSerifEthiopic-Regular.ttf",
        ),
        (
            "ᚠᚢᚦ",
            "error: no font for a PDF has the character `ᚠ` (U+16A0 RUNIC LETTER FEHU FEOH FE F)\n"
            "help: use another character, or add a font with it to templates/fonts/ "
            "(https://notofonts.github.io has one for every script)\n",
            "NotoSansRunic-Regular.ttf",
        ),
    ],
)
def test_a_font_in_the_workspace_supplies_missing_characters(sstc, titled, words, said, file):
    titled(words)
    sstc(*AGENDA).gives(3, out="", err=said)
    assert not Path("out").exists()
    Path("templates/fonts").mkdir(parents=True)
    shutil.copy(font_file(file), "templates/fonts")
    healed = sstc(*AGENDA).gives(0, err="")
    data = Path(healed.out.strip()).read_bytes()
    assert words in poppler("pdftotext", data, "-raw").decode()
    family = file.partition("-")[0]
    (used,) = (line.split() for line in pdffonts(data) if family in line)
    assert used[-5] == "yes"  # it is in the file


def test_a_font_that_no_character_needs_is_not_in_the_file(sstc: Sstc, workspace: Path) -> None:
    folder = workspace / "templates" / "fonts"
    folder.mkdir(parents=True)
    shutil.copy(font_file("NotoSansRunic-Regular.ttf"), folder)
    result = sstc(*AGENDA).gives(0, err="")
    assert not any("Runic" in line for line in pdffonts(Path(result.out.strip()).read_bytes()))


def pdffonts(data: bytes) -> list[str]:
    return poppler("pdffonts", data).decode().splitlines()[2:]
