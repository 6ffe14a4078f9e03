"""`sstc site build`: what is published, and what becomes of files that are in the way."""

import errno
import json
import os
import re
from pathlib import Path

import pytest
from conftest import Sstc, alter, delete_the_last
from sites import TODAY, pages_of, site, write_series

__all__ = ["site"]

LIST = ".sstc-site.json"  # which also has a digest of the data
LAST = "innovative-practices"
PAGES = ("index.html", "embed.html", "webinars/sustainable-logistics.html")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_without_a_release_there_is_nothing_to_show(sstc: Sstc, workspace: Path) -> None:
    sstc("site", "build", *TODAY).gives(1, "or add `--draft` to see the data\n", out="")
    assert not (workspace / "out").exists()


def test_a_second_run_changes_nothing_and_reports_the_same(sstc: Sstc, site: Path) -> None:
    before = files_of(site)
    again = sstc("site", "build", *TODAY)
    assert again.err.startswith(f"{len(before) - 1} unchanged, 0 written, 0 removed\n")
    assert files_of(site) == before
    err = sstc("site", "build", *TODAY).err
    assert err.count("texts without ar on the site: “UNOSSC") == 1
    assert err.count("help: run `sstc validate --select W501`") == 2
    page = (site / "ar" / "index.html").read_text("utf-8")
    assert 'data-colon=": \u200f"' in page  # times after `UTC` stay in the order of Arabic
    assert '<h1><span lang="en" dir="ltr">South-South' in page


def test_only_what_was_published_is_shown(sstc: Sstc, site: Path, workspace: Path) -> None:
    before = files_of(site)
    alter(workspace, "title: Ports", "title: A talk that nobody has published")
    alter(workspace, "      en: The speaker is ill.", "      en: Another reason")
    sstc("schedule", "move", 8, "--time", "21:00", "--today", "2020-07-06").gives(0)
    sstc("site", "build", *TODAY).gives(0, ", 0 written, 0 removed\n")
    assert files_of(site) == before | {LIST: (site / LIST).read_bytes()}
    released = {name: page.read_text("utf-8") for name, page in pages_of(site).items()}
    assert not [name for name, text in released.items() if 'class="draft"' in text]
    assert "Published on Sunday, 5\u00a0July\u00a02020" in released["en/index.html"]
    assert "Not published yet" not in released["en/changes.html"]
    sstc("schedule", "set", "surveys[0].url", "https://example.org/form").gives(0)
    sstc("site", "build", "--draft", *TODAY, "-o", "draft").gives(0)
    found = pages_of(workspace / "draft")
    pages = {name: page.read_text("utf-8") for name, page in found.items()}
    assert len(pages) == 2 + 3 * (9 + 15)
    in_a_landmark = re.compile('<(?:header|main)[ >].*class="draft"', re.DOTALL)
    assert all(map(in_a_landmark.search, pages.values()))
    assert all('<p class="draft"><strong>' in text for text in pages.values())
    assert all('content="noindex"' in text for text in pages.values())
    assert "Disallow: /\n" in (workspace / "draft" / "robots.txt").read_text()
    assert "that nobody has published" in pages["en/webinars/sustainable-logistics.html"]
    ahead = pages["en/changes.html"].partition("<h2>Not published yet</h2>")[2]
    ahead = ahead.partition('<h2 id="later-talk">')[0]
    assert '<h3><a href="webinars/sustainable-payment.html">8. ' in ahead
    assert re.search("<del>.*20:00.*</del> → <ins>.*21:00.*</ins></li>\n", ahead)
    assert "A talk that nobody has published" in ahead
    assert ahead.count('href="https://example.org/form"') == 1
    assert ahead.index("<h3>Webinars ") > ahead.index(">8. ") < ahead.index(">7. ")
    assert "尚未发布" in pages["zh/changes.html"]
    assert "21:00" in pages["en/webinars/sustainable-payment.html"]


def test_a_past_webinar_is_an_archive_and_a_moved_one_says_when_it_was(site: Path) -> None:
    page = (site / "en/webinars/sustainable-finance.html").read_text("utf-8")
    assert "This webinar is over." in page
    assert '<details class="calendar">' not in page and "to be " not in page
    assert '<a class="button" href="https://example.org/recording">Recording</a>' in page
    assert '<a href="https://example.org/slides.pdf">Slides</a> (English)' in page
    assert "Embargoed paper, available from Thursday, 24\u00a0December\u00a02020" in page
    assert not [name for name, data in files_of(site).items() if b"embargoed.pdf" in data]
    assert (site / "en/index.html").read_text("utf-8").count("Recording and materials") == 1
    page = (site / "en/webinars/sustainable-logistics.html").read_text("utf-8")
    text = "It was planned for Friday, 9\u00a0October\u00a02020, 15:30 Beijing time (UTC+8)."
    assert text in page
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', page)[0])
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data["previousStartDate"] == ["2020-10-09T15:30:00+08:00"]
    assert data["startDate"] == "2020-10-09T16:00:00+08:00"


def test_a_cancelled_and_a_deleted_webinar_keep_their_addresses(sstc, site, workspace) -> None:
    page = (site / "en/webinars/sustainable-operation.html").read_text("utf-8")
    assert "This webinar is cancelled and will not take place. Reason: The speaker is ill." in page
    assert not re.search('class="calendar"|id="zone"|Local times', page)
    delete_the_last(workspace)
    sstc("release", "publish", "without-15", "--today", "2020-07-08").gives(0)
    sstc("site", "build", *TODAY).gives(0)
    page = (site / f"en/webinars/{LAST}.html").read_text("utf-8")
    assert "This webinar is no longer in the programme and will not take place." in page
    assert "\nSTATUS:CANCELLED" in (site / f"en/webinars/{LAST}.ics").read_text("utf-8")
    assert LAST not in (site / "en/index.html").read_text("utf-8")
    assert LAST in (site / "en/calendar.ics").read_text("utf-8")


def test_calendars_have_the_revisions_and_what_is_gone_is_removed(sstc, site, workspace) -> None:
    exported = sstc("calendar", "export", "-o", "-", "--today", "2020-07-06")
    lines = re.compile(r"^(?:UID|SEQUENCE|DTSTAMP|DTSTART|STATUS).*$", re.MULTILINE)
    own = (site / "en/calendar.ics").read_bytes().decode()
    assert lines.findall(own) == lines.findall(exported.out)
    assert len(lines.findall(own)) >= 15 * 5
    alter(workspace, "languages: [en, zh, ar]", "languages: [en, zh]")
    sstc("release", "publish", "two", "--today", "2020-07-09").gives(0)
    count = len(files_of(site / "ar"))
    sstc("site", "build", *TODAY).gives(0, f", {count} removed\n")
    assert not (site / "ar").exists()


def test_files_of_others_stay_and_are_never_replaced(sstc, site, workspace) -> None:
    (site / "logo.png").write_bytes(b"mine")
    (site / "en" / "notes.txt").write_bytes(b"mine")
    (site / "zh" / "index.html").write_bytes(b"edited by hand")
    said = f"sstc did not write {Path('out/site/zh/index.html')} as it is now, so nothing was"
    sstc("site", "build", *TODAY).gives(2, f"error: {said} written\n")
    assert (site / "zh" / "index.html").read_bytes() == b"edited by hand"
    replaced = sstc("site", "build", *TODAY, "--replace")
    replaced.gives(0, "kept, because sstc did not write it: ")
    assert (site / "logo.png").read_bytes() == (site / "en" / "notes.txt").read_bytes() == b"mine"
    assert "日程总览" in (site / "zh" / "index.html").read_text("utf-8")


def test_a_folder_with_a_page_of_somebody_else_is_refused(sstc: Sstc, workspace: Path) -> None:
    write_series(workspace)
    (workspace / "web").mkdir()
    (workspace / "web" / "index.html").write_text("somebody's home page")
    sstc("site", "build", "--draft", *TODAY, "-o", "web").gives(2)
    assert [path.name for path in (workspace / "web").iterdir()] == ["index.html"]


@pytest.mark.parametrize(
    "listed",
    ["../../data/webinars.yaml", "/etc/passwd", "a\\..\\b", "C:x", "a\0b", "\ud800", "x" * 300, "",
     None],
)  # fmt: skip
def test_a_list_of_files_that_leads_elsewhere_is_refused(sstc, site, workspace, listed) -> None:
    whole = json.loads((site / LIST).read_text())
    whole["files"][listed] = ["0" * 64]
    (site / LIST).write_text("[" * 200_000 if listed is None else json.dumps(whole))
    refused = sstc("site", "build", *TODAY)
    refused.gives(3, "is not the list of a site's files, so nothing was written")
    assert (workspace / "data" / "webinars.yaml").exists()


def test_two_webinars_that_want_one_address_are_an_error(sstc: Sstc, workspace: Path) -> None:
    write_series(workspace)
    alter(workspace, "- id: sustainable-payment", "- id: sustainable-logistics", count=1)
    sstc("site", "build", "--draft", *TODAY).gives(1, "sustainable-logistics")
    assert not (workspace / "out" / "site").exists()


def test_a_full_disk_leaves_the_site_as_it_was(sstc, site, monkeypatch) -> None:
    before, left = files_of(site), [5]

    def full(*_: object, **__: object) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("sstc_cli.cli.site.build.fill", full)
    refused = sstc("site", "build", *TODAY, "--url", "https://elsewhere.example/").gives(3)
    assert refused.err.startswith("error: cannot write ") and "space" in refused.err
    assert files_of(site) == before


def test_the_address_of_the_calendar_breaks_well_and_its_code_is_ahead_only(site: Path) -> None:
    page = (site / "en/calendar.html").read_text("utf-8")
    shown = "https://<wbr>example.<wbr>org/<wbr>series/<wbr>en/<wbr>calendar.<wbr>ics</a>"
    assert f'dir="ltr" href="https://example.org/series/en/calendar.ics">{shown}' in page
    ahead = (site / "zh/webinars/sustainable-logistics.html").read_text("utf-8")
    assert '<img src="../calendar.svg" width="120" height="120" loading="lazy"' in ahead
    assert '<figcaption><a href="../calendar.html">' in ahead
    assert "calendar.svg" not in (site / "zh/webinars/sustainable-finance.html").read_text("utf-8")


def test_nothing_is_fetched_from_elsewhere_and_no_file_is_large(site: Path) -> None:
    for page in pages_of(site).values():
        text = page.read_text("utf-8")
        fetched = re.findall(
            r'<(?:script|img|iframe|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="([^"]*)"',
            text,
        )
        assert fetched and not [address for address in fetched if "//" in address]
        assert "default-src 'none'" in text and " style=" not in text and "onclick" not in text
    assert (site / "script.js").stat().st_size <= 2_560
    assert (site / "style.css").stat().st_size <= 11_264
    for page in (site / "en" / "webinars").glob("*.html"):
        assert page.stat().st_size <= 15_360


def test_nobody_can_register_for_what_is_past_cancelled_or_closed(sstc, workspace) -> None:
    text = write_series(workspace, ("en",)).replace(
        "\nzone: ", "\nregister_by: 3 days before\nzone: ", 1
    )
    link = r"\1\n    register_url: https://example.org/register"
    text = re.sub(r"^(    ends: 20.* .*)$", link, text, flags=re.MULTILINE)
    (workspace / "data" / "webinars.yaml").write_text(text, "utf-8")
    sstc("schedule", "cancel", 9, "--reason", "x", "--today", "2020-07-03").gives(0)
    folder, webinar = workspace / "out" / "site" / "en", 'href="webinars/sustainable-operation'
    for day, is_ahead, opened in (
        ("2020-10-06", True, {"index.html", "webinars/sustainable-logistics.html"}),
        ("2020-10-07", True, {"index.html"}),
        ("2020-10-24", False, {"index.html"}),
        ("2020-12-02", False, set()),
        ("2020-12-05", False, set()),
    ):
        sstc("site", "build", "--draft", "--today", day).gives(0)
        pages = {name: (folder / name).read_text("utf-8") for name in PAGES}
        ahead, _, past = pages["index.html"].partition("<h2>Past webinars</h2>")
        ahead = ahead.partition("<h2>Coming webinars</h2>")[2]
        assert (webinar in ahead, webinar in past) == (is_ahead, not is_ahead)
        assert (webinar in pages["embed.html"]) is is_ahead
        assert {name for name, page in pages.items() if ">Register</a>" in page} == opened
        headings = re.findall("<h2>(.*)</h2>", pages["index.html"])
        if day == "2020-12-05":
            assert "The series is over." in pages["index.html"]
            assert headings[0] == "Recording and materials"
            assert ">Slides</a>" in pages["index.html"].partition("<h2>Past webinars")[0]
            programme = (folder / "programme.html").read_text("utf-8")
            assert programme.count("Recording and materials") == 1
        else:
            assert headings[0] == "Coming webinars"
    plan, other = workspace / "data" / "webinars.yaml", "https://example.org/next"
    plan.write_text(plan.read_text("utf-8").replace("https://example.org/register", other, 8))
    sstc("site", "build", "--draft", "--today", "2020-10-07").gives(0)
    opening = (folder / "index.html").read_text("utf-8").partition("<h2>")[0]
    assert f'href="{other}" aria-describedby="registers-for">Register</a>' in opening
    assert '<a href="webinars/sustainable-payment.html">8. Sustainable Payment' in opening
