"""How the first page of each document looks as a PDF, compared with a small grey picture."""

from pathlib import Path

import pytest
from conftest import GOLDEN, Sstc
from greys import LARGEST_MEAN, LARGEST_SHARE, difference, from_png, looks_as_it_did

from sstc_cli.documents import formats_of
from sstc_cli.views.documents import VIEWS

LANGUAGES = ("en", "zh", "ar")
# they need speakers, or a change since a release
OF_THE_WHOLE = {
    **{
        name: ("documents", "render", name, 7)
        for name, kind in VIEWS.items()
        if kind.per == "speaker"
    },
    "notice": ("notices", "render", "--today", "2020-07-03"),
}

OF_THE_SHIPPED = [
    name
    for name, kind in VIEWS.items()
    if name not in OF_THE_WHOLE and kind.command is None and "pdf" in formats_of(name)
]


def look(sstc: Sstc, name: str, language: str, *words: object) -> bool:
    result = sstc(*words, "--format", "pdf", "--language", language).gives(0)
    return looks_as_it_did(Path(result.out.splitlines()[0]).read_bytes(), f"{name}.{language}")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", OF_THE_SHIPPED)
def test_the_first_page_looks_as_it_did(sstc: Sstc, name: str, language: str) -> None:
    assert look(sstc, name, language, "documents", "render", name, 7)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OF_THE_WHOLE)
def test_the_first_page_to_a_person_looks_as_it_did(sstc: Sstc, whole, name, language) -> None:
    assert look(sstc, name, language, *OF_THE_WHOLE[name])


def test_a_page_from_the_right_looks_as_it_did(sstc: Sstc, whole) -> None:
    assert look(sstc, "agenda", "ar", "agenda", "render", 7)


def test_a_page_that_moves_by_a_line_is_seen(sstc: Sstc) -> None:
    page = from_png((GOLDEN / "pictures" / "agenda.en.png").read_bytes())
    width, height, pixels = page
    lower = (width, height, bytes([255]) * width * 6 + pixels[: -width * 6])
    mean, share = difference(page, lower)
    assert mean > LARGEST_MEAN and share > LARGEST_SHARE
