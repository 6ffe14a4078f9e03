"""The pages of the site as browsers, screen readers and validators take them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from audit import SCHEMES, check_html, check_pages
from conftest import Sstc, missing_program
from made import chromium
from sites import TODAY, pages_of, site, whole_page

__all__ = ["site"]


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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_programme_prints_on_one_sheet(site: Path, tmp_path: Path, language: str) -> None:
    if shutil.which("pdfinfo") is None:
        missing_program("poppler is missing: apt-get install poppler-utils")
    page = (site / language / "programme.html").as_uri()
    chromium(tmp_path, f"--print-to-pdf={tmp_path}/page.pdf", "--no-pdf-header-footer", page)
    done = subprocess.run(
        ["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True, check=True
    )
    assert re.search(r"^Pages: +1$", done.stdout, re.MULTILINE)
    assert "(A4)" in done.stdout


def test_the_speakers_of_a_cancelled_webinar_are_not_announced(sstc: Sstc, site: Path) -> None:
    for words in (
        ("schedule", "cancel", 7, "--reason", "Rain", "--today", "2020-07-06"),
        ("release", "publish", "rain", "--today", "2020-07-06"),
        ("site", "build", *TODAY),
    ):
        sstc(*words).gives(0)
    page = (site / "en" / "speakers.html").read_text("utf-8")
    marked = (
        '<div class="cancelled">\n<p><a href="webinars/sustainable-logistics.html">Cancelled: 7.'
    )
    assert page.count(marked) == page.count("<h2>") == 3
