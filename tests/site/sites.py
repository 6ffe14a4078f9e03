"""Sites to look at: the full series, published twice, in three languages, and hostile texts."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import FULL_SERIES, Sstc

URL = "https://example.org/series/"
LANGUAGES = ("en", "zh", "ar")
TODAY = ("--today", "2020-09-20")
PAST = """\
    themes: [creative-economy, digital-innovation]
    recording: https://example.org/recording
    materials:
      - {title: {en: Slides, zh: 幻灯片}, url: https://example.org/slides.pdf, language: en}
      - {title: Embargoed paper, url: https://example.org/embargoed.pdf, from: 2020-12-24}
"""


def write_series(workspace: Path, languages: tuple[str, ...] = LANGUAGES) -> str:
    """Write the full series in some languages with an archive, and return its text."""
    data = workspace / "data" / "webinars.yaml"
    shipped = data.read_text(encoding="utf-8")
    shutil.copy(FULL_SERIES, data)
    text = with_topics(data.read_text(encoding="utf-8"), shipped)
    listed = f"languages: [{', '.join(languages)}]"
    text = re.sub(r"^languages: .*$", listed, text, flags=re.MULTILINE)
    text = re.sub(r"^(zone: .*)$", rf"\1\nsite_url: {URL}", text, count=1, flags=re.MULTILINE)
    first = re.search(r"^    ends: 2020-08-14 .*\n", text, flags=re.MULTILINE)
    text = text[: first.end()] + PAST + text[first.end() :]
    text = re.sub(
        r"^  - id: digital-innovation\n", r"\g<0>    sdgs: [9, 17]\n", text, flags=re.MULTILINE
    )
    data.write_text(text, encoding="utf-8")
    return text


def with_topics(text: str, shipped: str) -> str:
    """Return a series with the topics and kinds that the shipped surveys ask for."""
    keys = (key for key in ("topics", "kinds") if not re.search(f"^{key}:", text, re.MULTILINE))
    found = (re.search(rf"^{key}:.*\n(?:[ #-].*\n)*", shipped, re.MULTILINE) for key in keys)
    added = "".join(match[0] for match in found if match)
    return text.replace("\nwebinars:\n", f"\n{added}webinars:\n", 1)


def publish(sstc: Sstc, workspace: Path, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Publish the series, move webinar 7 and cancel webinar 9, and publish it again."""
    write_series(workspace, languages)
    for words in (
        ("release", "publish", "plan", "--today", "2020-07-01"),
        ("schedule", "move", 7, "--time", "16:00", "--today", "2020-07-02"),
        ("schedule", "cancel", 9, "--reason", "The speaker is ill.", "--today", "2020-07-03"),
        ("release", "publish", "later-talk", "--today", "2020-07-05"),
    ):
        sstc(*words).gives(0)


@pytest.fixture
def site(sstc: Sstc, workspace: Path) -> Path:
    """Return the folder of the site of the series, which was published twice."""
    publish(sstc, workspace)
    built = sstc("site", "build", *TODAY).gives(0)
    assert built.out == str(Path("out/site/index.html")) + "\n"
    return workspace / "out" / "site"


def whole_page(site: Path, page: Path) -> str:
    """Return a page with its style sheet and script inside it, as they are in a browser."""
    style, script = ((site / name).read_text("utf-8") for name in ("style.css", "script.js"))
    text = page.read_text("utf-8")
    text = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style}</style>", text)
    found = re.subn(r'<script defer src="[^"]*"></script>', "", text)
    if found[1]:
        text = found[0].replace("</body>", f"<script>{script}</script></body>")
    return text


def pages_of(site: Path) -> dict[str, Path]:
    return {page.relative_to(site).as_posix(): page for page in sorted(site.rglob("*.html"))}


HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)", "</title></main></body><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}", "]]><x>&lt;b&gt;</script><!--",
    "javascript:alert(1)",
]  # fmt: skip


def hostile_series(text: str) -> str:
    """Return a series in which every text that people write is this one."""
    quoted = "'" + text.replace("'", "''") + "'"
    return f"""\
id: series
domain: example.org
site_url: https://example.org/s/
title: {quoted}
short_title: {quoted}
revised: 2020-05-26 00:00
zone: Asia/Shanghai
zone_name: {quoted}
languages: [en, ar]
count: 1
window: {{starts: 2020-10-09, ends: 2020-10-09}}
organisers: [{{id: office, name: {quoted}, short: {quoted}, about: {quoted}}}]
objectives: [{{id: one, text: {quoted}}}]
audiences: [{{id: all, name: {quoted}, benefit: {quoted}}}]
audience_zones: [Africa/Nairobi]
cities: {{Africa/Nairobi: {quoted}}}
themes: [{{id: theme, name: {quoted}}}]
agenda: [{{id: talks, name: {quoted}, minutes: 90, holds: talks}}]
notes: [{quoted}]
people:
  - {{id: ada, name: {quoted}, honorific: {quoted}, position: {quoted}, organisation: {quoted},
     biography: {quoted}}}
webinars:
  - id: a
    number: 1
    title: {quoted}
    summary: {quoted}
    starts: 2020-10-09 15:30
    ends: 2020-10-09 17:00
    moderator: ada
    themes: [theme]
    materials: [{{title: {quoted}, url: https://example.org/x}}]
    talks: [{{id: talk, title: {quoted}, speaker: ada}}]
"""
