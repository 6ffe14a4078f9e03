"""How the first page of each document looks as a PDF, compared with a small grey picture."""

from pathlib import Path

import pytest
from conftest import GOLDEN
from greys import LARGEST_MEAN, LARGEST_SHARE, difference, from_png, looks_as_it_did

from sstc_cli.views.documents import VIEWS


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "name", [name for name, kind in VIEWS.items() if not kind.command and kind.per != "speaker"]
)
def test_the_first_page_looks_as_it_did(sstc, name: str, language: str) -> None:
    words = ("--format", "pdf", "--language", language)
    result = sstc("documents", "render", name, 7, *words)
    assert result.status == 0, result.err
    drawn = Path(result.out.splitlines()[0]).read_bytes()
    assert looks_as_it_did(drawn, f"{name}.{language}")


def test_a_page_that_moves_by_a_line_is_seen(sstc) -> None:
    page = from_png((GOLDEN / "pictures" / "agenda.en.png").read_bytes())
    width, height, pixels = page
    lower = (width, height, bytes([255]) * width * 6 + pixels[: -width * 6])
    mean, share = difference(page, lower)
    assert mean > LARGEST_MEAN and share > LARGEST_SHARE
