"""The foot of posters: organisers in each language, and the logos of the letterhead."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Sstc, pdf_alternatives, poppler
from letterheads import ALTS, AMBER, BLUE, GREEN, RED, two_logos

PICTURES = ("1200x628", "1080x1080", "900x383")


@pytest.fixture
def letterhead(whole: Path) -> Path:
    (whole / "templates").mkdir()
    file = whole / "templates" / "letterhead.docx"
    file.write_bytes(two_logos("tabs"))
    return file


def places(picture: Path, color: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return the places of pixels with a colour."""
    from PIL import Image

    image = Image.open(BytesIO(picture.read_bytes())).convert("RGB")
    data = image.tobytes()
    found = (at for at in range(0, len(data), 3) if tuple(data[at : at + 3]) == color)
    return [(at // 3 % image.width, at // 3 // image.width) for at in found]


def rendered(sstc: Sstc, language: str, *words: str) -> list[Path]:
    result = sstc("documents", "render", "poster", 7, "--language", language, *words).gives(0)
    return [Path(line) for line in result.out.splitlines()]


@pytest.mark.parametrize("has_letterhead", [False, True])
def test_the_organisers_are_named_in_each_language(sstc, whole, request, has_letterhead) -> None:
    if has_letterhead:
        request.getfixturevalue("letterhead")
    (file,) = rendered(sstc, "en+zh", "--format", "pdf")
    text = poppler("pdftotext", file.read_bytes(), "-raw").decode()
    words = "".join(text.split())
    assert "UNOSSCCitiesProject" in words and "联合国南南合作办公室城市项目" in words
    assert text.count("\f") == 1


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_printer_does_not_cut_the_organisers(sstc: Sstc, whole: Path, language: str) -> None:
    (file,) = rendered(sstc, language, "--format", "pdf")
    page = poppler("pdftotext", file.read_bytes(), "-bbox").decode()
    height = float(re.findall(r'<page [^>]*height="([\d.]+)"', page)[0])
    lowest = max(map(float, re.findall(r'yMax="([\d.]+)"', page)))
    assert height - lowest > 6 * 72 / 25.4, "millimetres, of which printers leave five blank"


def test_names_that_are_the_same_in_both_languages_come_once(sstc: Sstc, whole: Path) -> None:
    data = whole / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    same = re.sub(r"(\n +short:) \{en: UNOSSC[^}]*\}", r"\1 UNOSSC Cities", text)
    assert same != text
    data.write_text(same, encoding="utf-8")
    (file,) = rendered(sstc, "en+zh", "--format", "pdf")
    assert poppler("pdftotext", file.read_bytes(), "-raw").decode().count("UNOSSC Cities") == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_code_ends_where_the_words_do(sstc: Sstc, whole: Path, language: str) -> None:
    wide, square, _ = rendered(sstc, language, "--format", "png")
    for file, width, unit in ((wide, 1200, 1), (square, 1080, 1.15)):
        columns = [x for x, _ in places(file, (0, 0, 0))]
        is_left = (language == "en") == (file == square)
        margin = min(columns) if is_left else width - 1 - max(columns)
        assert margin == pytest.approx(44 * unit, abs=2), file


@pytest.mark.parametrize("language", ["en", "ar", "en+zh"])
def test_pictures_have_the_logos(sstc: Sstc, letterhead: Path, language: str) -> None:
    files = rendered(sstc, language, "--format", "png")
    assert [file.name.split(".")[-2] for file in files] == list(PICTURES)
    for file in files:
        width, height = map(int, file.name.split(".")[-2].split("x"))
        found = {color: places(file, color) for color in (BLUE, RED, AMBER, GREEN)}
        assert all(found.values()), file
        assert min(y for x, y in found[GREEN]) > 0.75 * height, "in the foot"
        assert all((x < width / 2) == (language == "ar") for x, _ in found[RED])
        sizes = [max(at) - min(at) + 1 for at in zip(*found[GREEN], strict=True)]
        assert sizes[1] / sizes[0] == pytest.approx(0.9 * 80 / (0.8 * 160 / 3), rel=0.2)


def test_the_page_has_the_logos_with_their_words(sstc: Sstc, letterhead: Path) -> None:
    (file,) = rendered(sstc, "en", "--format", "pdf")
    pdf = file.read_bytes()
    assert poppler("pdftotext", pdf).count(b"\f") == 1
    assert set(ALTS) <= set(pdf_alternatives(pdf))
