"""Times in Chromium: six zones at a change of clocks, over http, from a file, without a script."""

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from browser import served
from conftest import Sstc
from made import chromium

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
# opens the page in one zone after the other, and writes what it shows
HARNESS = """
const found = {};
for (const zone of ZONES) {
  const frame = document.createElement("iframe");
  frame.src = "en/index.html#zone=" + zone;
  const loaded = new Promise(done => frame.addEventListener("load", done));
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument;
  const select = page.getElementById("zone");
  found[zone] = {
    times: [...page.querySelectorAll(".local")].map(one => one.textContent.replaceAll(",", "")),
    chosen: select.selectedOptions[0].text,
    own: [...page.querySelectorAll("time")].map(one => one.textContent),
    links: [...page.querySelectorAll("main a[href*='webinars/']")].map(one => one.hash),
  };
  select.value = "UTC";
  select.dispatchEvent(new Event("change"));
  found[zone].said = page.querySelector("[role=status]").textContent;
  found[zone].address = frame.contentWindow.location.hash;
  frame.remove();
}
document.getElementById("found").textContent = JSON.stringify(found);
"""


@pytest.fixture
def site(sstc: Sstc, workspace: Path) -> Path:
    shutil.rmtree(workspace / "data" / "surveys", ignore_errors=True)
    (workspace / "data" / "webinars.yaml").write_text(SERIES, encoding="utf-8")
    sstc("site", "build", "--draft", "--today", "2026-10-01").gives(0)
    return workspace / "out" / "site"


def shown(tmp_path: Path, address: str, *words: str) -> str:
    return chromium(tmp_path, "--virtual-time-budget=20000", *words, "--dump-dom", address).decode()


def local_times(dom: str) -> list[str]:
    spans = re.findall(r'<span class="local">(.*?)</span>', dom)
    return [unescape(re.sub(r"<[^>]*>", "", span)).replace(",", "") for span in spans]


def test_six_zones_on_a_day_of_a_clock_change(site: Path, tmp_path: Path) -> None:
    """The policy of the pages is in force, so anything from elsewhere would fail."""
    script = HARNESS.replace("ZONES", json.dumps(list(ZONES)))
    (site / "harness.html").write_text(
        f'<!doctype html><meta charset="utf-8"><pre id="found"></pre><script type="module">{script}'
        "</script>",
        encoding="utf-8",
    )
    with served(site) as address:
        dom = shown(tmp_path, f"{address}harness.html")
    found = json.loads(unescape(re.findall(r'<pre id="found">(.*?)</pre>', dom)[0]))
    for zone, expected in ZONES.items():
        seen = found[zone]
        assert tuple(seen["times"]) == expected
        assert seen["chosen"] == expected[0].partition(":")[0]
        assert seen["own"] == [
            "Sunday, 1\u00a0November\u00a02026, 06:30–08:00 Berlin (UTC+1)",
            "Sunday, 8\u00a0November\u00a02026, 23:00–00:30 Berlin (UTC+1)",
        ]
        assert {*seen["links"]} == {f"#zone={zone}"}
        assert seen["said"] == "Times are now also shown in UTC time."
        assert seen["address"] == "#zone=UTC"


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Honolulu"])
def test_the_same_from_a_file(site: Path, tmp_path: Path, zone: str) -> None:
    dom = shown(tmp_path, f"{(site / 'en' / 'index.html').as_uri()}#zone={zone}")
    assert tuple(local_times(dom)) == ZONES[zone]
    assert '<p class="zone">' in dom


def test_an_unknown_zone_in_the_address_changes_nothing(site: Path, tmp_path: Path) -> None:
    dom = shown(tmp_path, f"{(site / 'en' / 'index.html').as_uri()}#zone=<b>Nowhere</b>")
    assert len(local_times(dom)) == 2 and "Nowhere" not in dom


def test_without_a_script_all_times_are_there(site: Path, tmp_path: Path) -> None:
    (site / "script.js").unlink()
    dom = shown(tmp_path, (site / "en" / "webinars" / "later.html").as_uri())
    assert '<p class="zone" hidden="">' in dom and local_times(dom) == [""]
    rows = [
        re.sub(r"<[^>]*>", "|", row).replace("&nbsp;", " ").split("|")
        for row in re.findall(r"<tbody>(.*?)</tbody>", dom, re.DOTALL)[0].split("\n")
    ]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows if any(row)]
    assert cells == [
        ["Berlin", "Sun 8 Nov", "23:00–00:30", "(ends the next day)", "UTC+1"],
        ["New York", "Sun 8 Nov", "17:00–18:30", "UTC−5"],
        ["Kathmandu", "Mon 9 Nov", "next day", "03:45–05:15", "UTC+5:45"],
        ["UTC", "Sun 8 Nov", "22:00–23:30", "UTC+0"],
    ]


def test_french_writes_hours_in_its_own_way(site: Path, tmp_path: Path) -> None:
    dom = shown(tmp_path, f"{(site / 'fr' / 'index.html').as_uri()}#zone=Asia/Kolkata")
    assert [text.replace("\u00a0", " ") for text in local_times(dom)] == [
        "Kolkata : 11 h – 12 h 30 (UTC+5:30)",
        "Kolkata : lun. 9 nov. 3 h 30 – 5 h (UTC+5:30)",
    ]
