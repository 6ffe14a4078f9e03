"""Feeds, schedules, the API and what search engines read, each by somebody else's rules."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from audit import module
from conftest import Sstc, alter, missing_program
from sites import LANGUAGES, TODAY, URL, pages_of, site, write_series

__all__ = ["site"]

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_atom_has_ids_that_last_and_the_schedule_what_takes_place(site, language) -> None:
    feed = ET.parse(site / language / "changes.xml").getroot()  # noqa: S314 our own file
    assert len(feed.findall(f"{ATOM}author")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len({*ids}) == 2
    assert all(id_.startswith("tag:catis.org.cn,2020:") for id_ in ids)
    root = ET.parse(site / language / "schedule.xml").getroot()  # noqa: S314 our own file
    events = root.findall("day/room/event")
    assert len(events) == 14  # one is cancelled
    whole = json.loads((site / language / "schedule.json").read_text("utf-8"))
    days = whole["schedule"]["conference"]["days"]
    assert [one["guid"] for day in days for one in day["rooms"]["Online"]] == [
        event.get("guid") for event in events
    ]


def test_feeds_and_the_api_say_what_was_and_what_is(site: Path) -> None:
    feed = json.loads((site / "en" / "changes.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{URL}en/changes.json"
    latest, first = feed["items"]
    text = latest["content_text"].replace("\u00a0", " ")
    zone = "Beijing time (UTC+8)"
    assert f"15:30–17:00 {zone} → Fri 9 Oct 2020, 16:00–17:30 {zone}" in text
    assert latest["content_text"].split("\n")[1] == "– Cancelled: The speaker is ill.", (
        "comes first"
    )
    assert first["content_text"] == "First published, with 15 webinars."
    assert latest["url"] == f"{URL}en/changes.html#later-talk"
    atom = (site / "en" / "changes.xml").read_text("utf-8")
    assert latest["content_text"].splitlines()[1] in atom
    schema = json.loads((site / "api" / "series.schema.json").read_text("utf-8"))
    series = json.loads((site / "api" / "series.json").read_text("utf-8"))
    webinar = series["webinars"][6]
    assert webinar["starts"] == "2020-10-09T16:00:00+08:00"
    assert webinar["earlier_starts"] == ["2020-10-09T15:30:00+08:00"]
    assert webinar["sequence"] == 1
    assert series["webinars"][8]["reason"] == {"en": "The speaker is ill."}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**series, "email": "x"}, schema)


def test_feeds_say_which_local_times_other_clocks_have_shifted(sstc: Sstc, workspace: Path) -> None:
    write_series(workspace)
    assert sstc("release", "publish", "plan", "--today", "2020-07-01").status == 0
    lagos = "zone: Africa/Lagos\n      since: 2020-08-14 19:30\n      offset: "
    alter(workspace / "data" / "releases" / "001-plan.yaml", f"{lagos}+01:00", f"{lagos}+02:00")
    assert sstc("release", "publish", "clocks", "--today", "2020-07-02").status == 0
    assert sstc("site", "build", *TODAY).status == 0
    feed = json.loads((workspace / "out" / "site" / "en" / "changes.json").read_text("utf-8"))
    shown = feed["items"][0]["content_text"].replace("\u00a0", " ")
    day = "Fri 14 Aug 2020"
    assert f"{day}, 13:30 Lagos (UTC+2) → {day}, 12:30 Lagos (UTC+1)" in shown


def test_the_sitemap_llms_and_robots_lead_to_every_page(site: Path) -> None:
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 our own file
    addresses = {url.findtext(f"{SITEMAP}loc") for url in root}
    known = {f"{URL}{name}" for name in pages_of(site)}
    assert addresses <= known
    assert len(addresses) == 3 * (7 + 15)
    for url in root:
        links = {link.get("hreflang"): link.get("href") for link in url if link.get("hreflang")}
        assert set(links) == set(LANGUAGES) and set(links.values()) <= known
    text = (site / "llms.txt").read_text("utf-8")
    assert text.startswith("# South-South and Triangular Cooperation")
    links = re.findall(r"\]\((.*?)\)", text)
    assert len(links) == 15 + 3 + 3
    for link in links:
        assert (site / link.removeprefix(URL)).is_file()
    assert f"Sitemap: {URL}sitemap.xml" in (site / "robots.txt").read_text()


def facts_of(site: Path) -> dict[str, list[str]]:
    texts = {name: page.read_text("utf-8") for name, page in pages_of(site).items()}
    return {n: re.findall(r'ld\+json">(.*?)</script>', text) for n, text in texts.items()}


def test_the_facts_for_search_engines_are_valid_and_complete(site: Path) -> None:
    for name, found in facts_of(site).items():
        data = [*map(json.loads, found)]
        if "/webinars/" in name:
            (event,) = data
            assert event["@type"] == "EducationEvent"
            assert {"name", "startDate", "endDate", "location", "eventStatus", "url"} <= set(event)
            assert event["location"]["@type"] == "VirtualLocation"
            assert event["superEvent"]["@type"] == "EventSeries"
            assert "inLanguage" not in event  # nobody has said in which languages people speak
        elif name.endswith("/index.html"):
            series, listed = data[0]["@graph"]
            assert series["@type"] == "EventSeries" and listed["@type"] == "ItemList"
            links = [one["url"].removeprefix(URL) for one in listed["itemListElement"]]
            assert len(links) == 15 and all((site / link).is_file() for link in links)
            page = (site / name).read_text("utf-8")
            assert page.index("<h1") < 5_000 and page.index("ld+json") > page.index("</main>")


def test_subscribe_links_are_those_of_calendar_links(sstc: Sstc, site: Path) -> None:
    page = (site / "en" / "calendar.html").read_text("utf-8")
    feed = f"{URL}en/calendar.ics"
    links = json.loads(sstc("calendar", "links", "--feed", feed, "--json").out)["links"]
    assert set(links) == {"webcal", "google", "outlook", "office365"}
    for link in links.values():
        assert f'href="{link.replace("&", "&amp;")}"' in page
    assert (site / "en" / "calendar.svg").read_bytes().startswith(b"<?xml")


# the terms of schema.org, whose own file is too large to keep; values that are addresses as such
READER = """\
const jsonld = require(process.argv[1]);
const address = {"@type": "@id"};
const context = {"@vocab": "https://schema.org/", url: address, image: address,
  eventStatus: address, eventAttendanceMode: address};
const documentLoader = async url => {
  if (url != "https://schema.org") throw new Error("another context: " + url);
  return {contextUrl: null, document: {"@context": context}, documentUrl: url};
};
const strict = {documentLoader, safe: true};
(async () => {
  const pages = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const found = [];
  for (const page of pages)
    found.push(await jsonld.toRDF(page, {...strict, format: "application/n-quads"}));
  console.log(JSON.stringify(found));
})();
"""


def test_another_parser_reads_the_facts_for_search_engines(site: Path) -> None:
    if shutil.which("node") is None:
        missing_program("node is missing")
    texts = [text for found in facts_of(site).values() for text in found]
    done = subprocess.run(
        ["node", "-e", READER, str(module("jsonld"))],
        input=f"[{','.join(texts)}]", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    graphs = json.loads(done.stdout)
    assert len(graphs) == len(texts) == 3 * (1 + 15)
    terms = "https://schema.org/"
    for graph in graphs:
        lines = graph.splitlines()
        statuses = [line for line in lines if f"<{terms}eventStatus>" in line]
        events = [line for line in lines if line.endswith(f"<{terms}EducationEvent> .")]
        assert len(statuses) == len(events) in (0, 1)
        assert sum(f"<{terms}startDate>" in line for line in lines) == len(events) + 1
        assert all(f"<{terms}Event" in line.rpartition(f"{terms}eventStatus>")[2]
                   for line in statuses)  # fmt: skip
