"""Times in Chromium: six zones at a change of clocks, over http, from a file, without a script."""

import shutil
from pathlib import Path

import pytest
from browser import Browser, served
from conftest import Sstc

# The clocks in New York go back on 1 November 2026 at 06:00 UTC, in Sydney they went on 4 October.
SERIES = """\
id: clocks
domain: example.org
title: Clocks
revised: 2026-01-01 00:00
zone: Europe/Berlin
languages: [en, fr]
count: 2
window: {starts: 2026-11-01, ends: 2026-11-08}
organisers: [{id: office, name: Office}]
audience_zones: [America/New_York, Asia/Kathmandu]
agenda: [{id: talk, name: Talk, minutes: 90}]
webinars:
  - {id: change, number: 1, title: Meanwhile, starts: 2026-11-01 06:30, ends: 2026-11-01 08:00}
  - {id: later, number: 2, title: A week later, starts: 2026-11-08 23:00, ends: 2026-11-09 00:30}
"""
# what the page says in each zone, for webinar 1 and webinar 2
ZONES = {
    "Europe/Berlin": ("Berlin: 06:30–08:00 (UTC+1)", "Berlin: 23:00–00:30 (UTC+1)"),
    "America/New_York": ("New York: 01:30–02:00 (UTC−4 → UTC−5)", "New York: 17:00–18:30 (UTC−5)"),
    "Asia/Kathmandu": (
        "Kathmandu: 11:15–12:45 (UTC+5:45)",
        "Kathmandu: Mon 9 Nov 03:45–05:15 (UTC+5:45)",
    ),
    "Asia/Kolkata": (
        "Kolkata: 11:00–12:30 (UTC+5:30)",
        "Kolkata: Mon 9 Nov 03:30–05:00 (UTC+5:30)",
    ),
    "Pacific/Honolulu": (
        "Honolulu: Sat 31 Oct 19:30–21:00 (UTC−10)",
        "Honolulu: 12:00–13:30 (UTC−10)",
    ),
    "Australia/Sydney": ("Sydney: 16:30–18:00 (UTC+11)", "Sydney: Mon 9 Nov 09:00–10:30 (UTC+11)"),
}


@pytest.fixture
def site(sstc: Sstc, workspace: Path) -> Path:
    shutil.rmtree(workspace / "data" / "surveys", ignore_errors=True)
    (workspace / "data" / "webinars.yaml").write_text(SERIES, encoding="utf-8")
    sstc("site", "build", "--draft", "--today", "2026-10-01").gives(0)
    return workspace / "out" / "site"


LOCAL = "[...document.querySelectorAll('.local')].map(one => one.textContent.replaceAll(',', ''))"


# what else a page in a zone shows, before and after UTC is chosen
REST = """\
(() => {
  const select = document.getElementById("zone");
  const before = [
    select.selectedOptions[0].text,
    [...document.querySelectorAll("time")].map(one => one.textContent),
    [...document.querySelectorAll("main a[href*='webinars/']")].map(one => one.hash),
  ];
  select.value = "UTC";
  select.dispatchEvent(new Event("change"));
  return [...before, document.querySelector("[role=status]").textContent, location.hash];
})()
"""


def test_six_zones_on_a_day_of_a_clock_change(site: Path, tmp_path: Path) -> None:
    """The policy of the pages is in force, so anything from elsewhere would fail."""
    with served(site) as address, Browser(tmp_path) as browser:
        for zone, expected in ZONES.items():
            browser.open("about:blank")
            browser.open(f"{address}en/index.html#zone={zone}")
            assert tuple(browser.value(LOCAL)) == expected
            chosen, own, links, said, hash_ = browser.value(REST)
            assert chosen == expected[0].partition(":")[0]
            assert own == [
                "Sunday, 1\u00a0November\u00a02026, 06:30–08:00 Berlin (UTC+1)",
                "Sunday, 8\u00a0November\u00a02026, 23:00–00:30 Berlin (UTC+1)",
            ]
            assert {*links} == {f"#zone={zone}"}
            assert (said, hash_) == ("Times are now also shown in UTC time.", "#zone=UTC")


def test_from_a_file_an_unknown_zone_changes_nothing_and_french_has_its_hours(site, tmp_path):
    with Browser(tmp_path) as browser:

        def times(language: str, zone: str) -> list[str]:
            browser.open("about:blank")
            browser.open(f"{(site / language / 'index.html').as_uri()}#zone={zone}")
            return browser.value(LOCAL)

        for zone in ("America/New_York", "Pacific/Honolulu"):
            assert tuple(times("en", zone)) == ZONES[zone]
            assert browser.value("document.querySelector('.zone').hidden") is False
        assert len(times("en", "<b>Nowhere</b>")) == 2
        assert "Nowhere" not in browser.value("document.documentElement.outerHTML")
        assert [text.replace("\u00a0", " ") for text in times("fr", "Asia/Kolkata")] == [
            "Kolkata : 11 h – 12 h 30 (UTC+5:30)",
            "Kolkata : lun. 9 nov. 3 h 30 – 5 h (UTC+5:30)",
        ]


def test_without_a_script_all_times_are_there(site: Path, tmp_path: Path) -> None:
    (site / "script.js").unlink()
    with Browser(tmp_path) as browser:
        browser.open((site / "en" / "webinars" / "later.html").as_uri())
        assert browser.value("document.querySelector('.zone').hidden") is True
        assert browser.value(LOCAL) == [""]
        rows = browser.value("[...document.querySelectorAll('tbody tr')].map(row => row.innerText)")
    assert [" ".join(row.split()) for row in rows] == [
        "Berlin Sun 8 Nov 23:00–00:30 (ends the next day) UTC+1",
        "New York Sun 8 Nov 17:00–18:30 UTC−5",
        "Kathmandu Mon 9 Nov next day 03:45–05:15 UTC+5:45",
        "UTC Sun 8 Nov 22:00–23:30 UTC+0",
    ]
