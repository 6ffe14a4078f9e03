"""The pages of the site as browsers, screen readers and validators take them."""

from pathlib import Path

import pytest
from audit import SCHEMES, check_html, check_pages
from conftest import Sstc
from sites import TODAY, pages_of, publish, whole_page


@pytest.fixture
def site(sstc: Sstc, workspace: Path) -> Path:
    publish(sstc, workspace)
    built = sstc("site", "build", *TODAY)
    assert built.status == 0, built.err
    return workspace / "out" / "site"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_any_page_at_any_width(site: Path, scheme, tmp_path: Path) -> None:
    shown = ("en/w", "zh/w", "ar/w")
    kinds = [name for name in pages_of(site) if not name.startswith(shown)]
    kinds += [
        f"{code}/webinars/{name}.html"
        for code in ("en", "zh", "ar")
        for name in ("sustainable-logistics", "sustainable-operation", "sustainable-finance")
    ]
    pages = {name: whole_page(site, site / name) for name in kinds}
    check_pages(pages, scheme, tmp_path)


def test_all_pages_are_valid_html(site: Path, tmp_path: Path) -> None:
    pages = {
        name.replace("/", "-"): page.read_text("utf-8") for name, page in pages_of(site).items()
    }
    check_html(pages, tmp_path)
