"""Documents for tests: an agenda whose texts are given, or any Markdown, in any format."""

import shutil
import subprocess
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from conftest import missing_program
from docx.document import Document as Word

from sstc_cli.model import Series
from sstc_cli.model.languages import language_name
from sstc_cli.render import FORMATS, Stationery, Templates
from sstc_cli.views.agenda import agenda_view
from sstc_cli.views.catalogues import read_labels

TEMPLATES = Path(__file__).parents[2] / "templates"
STATIONERY = Stationery("a4", "The series", "The office", "The whole office")
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1)) <javascript:alert(1)>", "![x](https://example.org/x.png)",
    "[x](data:text/html;base64,AAAA)", "</title></style><svg onload=alert(1)>",
    "A & B <c> | x | \n\n# y\n---\n{{ 7 * 7 }} {% raw %}", "</td></tr></table>",
    "&lt;script&gt; &#60;b&#62;",
]  # fmt: skip


def written(
    series: Series,
    kind: str,
    language: str = "en",
    stationery: Stationery = STATIONERY,
    own: Path = TEMPLATES,
) -> bytes:
    """Write the agenda of the first webinar."""
    labels = read_labels([TEMPLATES], language)
    templates = Templates(own, TEMPLATES, labels, stationery=stationery)
    view = agenda_view(series, series.webinars[0], language)
    return FORMATS[kind](templates.document("agenda", view), templates)


def shipped(language: str = "en", own: Path = TEMPLATES) -> Templates:
    """Return the shipped templates in a language."""
    labels = read_labels([TEMPLATES], language)
    return Templates(own, TEMPLATES, labels, partial(language_name, language=language))


def series_of(text: str) -> Series:
    talk = {"id": "talk", "title": text, "speaker": "ada"}
    webinar = {
        "id": "one", "number": "1", "title": text, "summary": " ".join(text.split()),
        "starts": "2020-10-09 15:30", "ends": "2020-10-09 17:00", "talks": [talk],
        "join_url": "https://example.org/join",
    }  # fmt: skip
    return Series.read({
        "id": "series", "domain": "example.org", "title": text, "revised": "2020-05-26 00:00",
        "zone": "Asia/Shanghai", "zone_name": text, "languages": ["en"], "count": "1",
        "window": {"starts": "2020-10-09", "ends": "2020-10-09"},
        "organisers": [{"id": "office", "name": text, "short": text}],
        "audiences": [{"id": "all", "name": text}],
        "audience_zones": ["Africa/Nairobi"],
        "agenda": [{"id": "talks", "name": text, "minutes": "90", "holds": "talks"}],
        "surveys": [{"id": "exit", "when": "after", "purpose": text}],
        "notes": [text],
        "people": [{"id": "ada", "name": text, "position": text, "organisation": text}],
        "webinars": [webinar],
    })  # fmt: skip


def markdown_to(
    kind: str,
    markdown: str,
    tmp_path: Path,
    stationery: Stationery = STATIONERY,
    language: str = "en",
    **changes: Any,
) -> bytes:
    """Write a document whose template is this Markdown, perhaps with other fields."""
    (tmp_path / "plain.md.j2").write_text(markdown, encoding="utf-8")
    templates = Templates(tmp_path, TEMPLATES, {}, stationery=stationery)
    view = agenda_view(series_of("x"), series_of("x").webinars[0], language)
    return FORMATS[kind](replace(templates.document("plain", view), **changes), templates)


def word_in(data: bytes) -> Word:
    """Return a Word file as python-docx reads it."""
    return docx.Document(BytesIO(data))


def chromium(tmp_path: Path, *words: str) -> bytes:
    """Run Chromium without a window, and return what it prints."""
    if shutil.which("chromium") is None:
        missing_program("Chromium is missing: apt-get install chromium")
    profile = f"--user-data-dir={tmp_path}/profile"
    command = ["chromium", "--headless", "--no-sandbox", profile, *words]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
