"""Knowledge notes and the compendium as pages: valid, readable by everybody, and not too wide."""

from functools import cache
from pathlib import Path

import pytest
from audit import SCHEMES, check_html, check_pages
from conftest import REPOSITORY, read_series

from sstc_cli.render import FORMATS, Templates
from sstc_cli.views.catalogues import read_labels
from sstc_cli.views.documents import VIEWS

TEMPLATES = REPOSITORY / "templates"
SERIES = read_series(
    "count: 1\nwebinars:\n"
    "  - {id: a, number: 1, title: Ports, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}\n"
)


@cache
def pages() -> dict[str, str]:
    """Return the examples of both documents in three scripts."""
    made = {}
    for language in ("en", "zh", "ar"):
        templates = Templates(TEMPLATES, TEMPLATES, read_labels([TEMPLATES], language), str)
        for name in ("knowledge-note", "compendium"):
            for _, view in VIEWS[name].make(SERIES, SERIES.webinars, language):
                page = FORMATS["html"](templates.document(name, view()), templates)
                made[f"{name}.{language}.html"] = page.decode()
    return made


def test_pages_are_valid(tmp_path: Path) -> None:
    assert len(pages()) == 6
    check_html(pages(), tmp_path, {"no-inline-style": "off"})


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everybody_can_read_them_on_every_screen(scheme: str, tmp_path: Path) -> None:
    check_pages(pages(), scheme, tmp_path)
