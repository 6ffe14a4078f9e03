"""How Chromium lays pages out on narrow screens and on paper: nothing is torn, cut or too large."""

import re
from pathlib import Path

import pytest
from browser import Browser
from conftest import Sstc
from letterheads import two_logos
from sites import TODAY, publish, write_series

# the dates, times and offsets of webinar 7, which was moved by half an hour
TIMES = {
    "en": ["Fri 9 Oct 2020", "15:30–17:00", "UTC+8", "Fri 9 Oct 2020", "16:00–17:30", "UTC+8"],
    "zh": ["2020年10月9日（周五）", "15:30至17:00", "UTC+8",
           "2020年10月9日（周五）", "16:00至17:30", "UTC+8"],
    "ar": ["الجمعة، 9 أكتوبر 2020", "15:30–17:00", "UTC+8",
           "الجمعة، 9 أكتوبر 2020", "16:00–17:30", "UTC+8"],
    "fr": ["ven. 9 oct. 2020", "15 h 30 – 17 h", "UTC+8",
           "ven. 9 oct. 2020", "16 h – 17 h 30", "UTC+8"],
    "ru": ["пт, 9 окт. 2020 г.", "15:30–17:00", "UTC+8",
           "пт, 9 окт. 2020 г.", "16:00–17:30", "UTC+8"],
}  # fmt: skip
# with the number of lines that each stands on: where directions mix, a line has several boxes
PIECES = """\
[...document.querySelectorAll("main :is(del, ins) .time")].map(one => [
  one.textContent.replace(/[\u00a0\u202f]/g, " "),
  new Set([...one.getClientRects()].map(box => box.top)).size,
])
"""

# the heights of the hours with their zone, in lines, and whether they begin a line
HOURS = """\
[...document.querySelectorAll("main .hours")].map(one => [
  Math.round(one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)),
  one.offsetLeft === one.closest("p").offsetLeft,
])
"""


@pytest.fixture
def site(sstc: Sstc, workspace: Path) -> Path:
    publish(sstc, workspace, tuple(TIMES))
    sstc("site", "build", *TODAY).gives(0)
    return workspace / "out" / "site"


def test_no_date_and_no_time_is_torn(site: Path, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        for language, times in TIMES.items():
            browser.open((site / language / "changes.html").as_uri())
            for width in range(320, 400, 5):
                browser.narrow(width)
                assert browser.value(PIECES) == [[text, 1] for text in times], (language, width)
                assert browser.value("document.documentElement.scrollWidth") == width


def test_the_hours_stand_together_below_a_long_date(site: Path, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        for language in ("en", "zh"):
            browser.open((site / language / "index.html").as_uri())
            browser.narrow(390)
            hours = browser.value(HOURS)
            assert hours and all(each == [1, True] for each in hours), (language, hours)


# the left end of what was, of the arrow and of what is
ENDS = """\
(item => {
  const range = document.createRange();
  range.selectNode([...item.childNodes].find(node => /[→←]/.test(node.data)));
  return [item.querySelector("del"), range, item.querySelector("ins")].map(
    one => one.getBoundingClientRect().left);
})(document.querySelector("main li:has(ins)"))
"""


def test_the_arrow_points_to_what_is_also_between_texts_of_another_language(sstc, site, tmp_path):
    """The title of a talk has all three languages, and changes in English only.

    What it was is quoted because another talk has it now.
    """
    talks = "webinars[sustainable-logistics].talks"
    for title, words in (("talk-2].title.en", "Stores"), ("talk-3].title", "Warehouses")):
        sstc("schedule", "set", f"{talks}[{title}", words, "--today", "2020-07-06").gives(0)
    assert sstc("site", "build", "--draft", *TODAY).status == 0
    with Browser(tmp_path) as browser:
        for language, is_reversed in {"en": False, "ar": True}.items():
            browser.open((site / language / "changes.html").as_uri())
            ends = browser.value(ENDS)
            assert ends == sorted(ends, reverse=is_reversed), language


WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
KINDS = (
    "index", "programme", "speakers", "embed", "changes",
    "webinars/sustainable-logistics", "webinars/sustainable-payment",
)  # fmt: skip


def test_a_long_word_makes_no_page_wider_than_a_phone(sstc, workspace, tmp_path) -> None:
    write_series(workspace)
    title = f"webinars[sustainable-logistics].title.en={WORD}"
    sstc("schedule", "set", *title.split("="), "--today", "2020-07-01").gives(0)
    assert sstc("site", "build", "--draft", *TODAY).status == 0
    with Browser(tmp_path) as browser:
        for kind in KINDS:
            browser.open((workspace / "out" / "site" / "en" / f"{kind}.html").as_uri())
            browser.narrow(320)
            widths = "[document.documentElement, ...document.querySelectorAll('.stacked')]"
            assert browser.value(f"Math.max(...{widths}.map(one => one.scrollWidth))") <= 320, kind


# whether the brand is whole, the lines of the menu, and what begins each line of the contacts
HEAD = """\
(() => {
  const brand = document.querySelector(".series span"), box = brand.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(brand);
  const text = range.getBoundingClientRect();
  const menu = [...document.querySelectorAll("nav.pages a")].map(one => one.offsetTop);
  const contacts = document.querySelector(".contacts li").innerText.trim().split("\\n");
  return [text.right <= box.right + 1 && text.bottom <= box.bottom + 1, new Set(menu).size,
          contacts.filter(line => line.trim())];
})()
"""


def test_a_phone_shows_the_whole_brand_a_menu_of_one_line_and_contacts_without_commas(
    sstc, workspace, tmp_path
) -> None:
    write_series(workspace)
    assert sstc("site", "build", "--draft", *TODAY).status == 0
    with Browser(tmp_path) as browser:
        for name in ("index", "webinars/sustainable-logistics"):
            browser.open((workspace / "out" / "site" / "en" / f"{name}.html").as_uri())
            browser.narrow(320)
            told = [
                "China Association of Trade in Services (CATIS)",
                "webinars@example.org",
                "web page",
            ]
            assert browser.value(HEAD) == [True, 1, told]


# how far each text of the agenda stands from its hour: its first line and the next ones
INDENTS = """\
[...document.querySelectorAll(".agenda li")].map(item => {
  const text = [...item.childNodes].find(node => node.nodeType == 3 && node.data.trim());
  const range = document.createRange();
  range.selectNodeContents(text);
  return new Set([...range.getClientRects()].filter(box => box.width).map(box => box.left)).size;
})
"""


def test_no_line_of_the_agenda_stands_below_an_hour(site: Path, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        browser.open((site / "en" / "webinars" / "sustainable-payment.html").as_uri())
        browser.narrow(320)
        assert {*browser.value(INDENTS)} == {1}


def test_on_paper_texts_have_the_sizes_that_they_have_on_screen(site: Path, tmp_path: Path) -> None:
    sizes = """\
    ["body", "main h2", ".when", "footer p"].map(
      name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize))
    """
    with Browser(tmp_path) as browser:
        browser.open((site / "en" / "webinars" / "sustainable-payment.html").as_uri())
        screen = browser.value(sizes)
        browser.call("Emulation.setEmulatedMedia", media="print")
        paper = browser.value(sizes)
    assert paper[0] == pytest.approx(12, abs=0.1)  # 9 pt
    assert [size / paper[0] for size in paper] == pytest.approx(
        [size / screen[0] for size in screen], rel=0.02
    )


# how far the shifts of a layout moved what people read, as the browser measures it
SHIFTS = """\
new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})
"""


@pytest.mark.parametrize("page", ["index", "webinars/sustainable-payment", "speakers"])
def test_nothing_moves_when_the_script_adds_times(site: Path, tmp_path: Path, page: str) -> None:
    with Browser(tmp_path) as browser:
        browser.narrow(390)
        browser.call("Emulation.setTimezoneOverride", timezoneId="Africa/Nairobi")
        browser.open((site / "en" / f"{page}.html").as_uri())
        assert browser.value("document.querySelector('.local').textContent").startswith("Nairobi")
        assert browser.value(SHIFTS) == 0
        browser.open((site / "en" / "embed.html").as_uri())
        assert browser.value("document.querySelector('.local').offsetHeight") == 0


# where the last of what somebody with a phone came for ends, and how often the title is there
SCREEN = """\
(() => {
  const main = document.querySelector("main");
  const wanted = ["h1", "a.button", ".button.plain", ".local"].map(one => main.querySelector(one));
  const title = main.querySelector("h1").textContent.trim();
  return [
    Math.max(...wanted.map(one => one.getBoundingClientRect().bottom)),
    wanted[3].textContent.slice(0, 5),
    document.body.innerText.split(title).length - 1,
    document.querySelector("header").offsetHeight,
  ];
})()
"""


def test_a_phone_shows_how_to_register_and_ones_own_time_at_once(sstc, workspace, tmp_path) -> None:
    text = write_series(workspace, ("en", "zh", "ar", "fr", "es", "ru", "pt"))
    link = r"\1\n    register_url: https://example.org/register"
    text = re.sub(r"^(    ends: 20.* .*)$", link, text, flags=re.MULTILINE)
    (workspace / "data" / "webinars.yaml").write_text(text, encoding="utf-8")
    sstc("site", "build", "--draft", *TODAY).gives(0)
    site = workspace / "out" / "site"
    with Browser(tmp_path) as browser:
        browser.call("Emulation.setTimezoneOverride", timezoneId="Africa/Dakar")
        browser.narrow(390)
        for name in ("zh/index", "en/webinars/sustainable-logistics"):
            browser.open((site / f"{name}.html").as_uri())
            bottom, city, titles, head = browser.value(SCREEN)
            draft = browser.value("document.querySelector('.draft').offsetHeight")
            assert bottom - draft <= 664 and city == "Dakar" and titles == 1, name
            assert head - draft <= 110, name
        browser.open((site / "en" / "index.html").as_uri())
        browser.narrow(320)
        button = "document.querySelector('main a.button').getBoundingClientRect().bottom"
        assert browser.value(button) <= 568


# how far the page, and how many of its parts, have to be moved sideways
SIDEWAYS = """\
[document.documentElement.scrollWidth - innerWidth,
 [...document.querySelectorAll(".scroll")].filter(one => one.scrollWidth > one.clientWidth).length]
"""


def test_seven_zones_and_two_logos_fit_on_a_phone(
    sstc: Sstc, workspace: Path, tmp_path: Path
) -> None:
    more = "Asia/Kolkata, America/Sao_Paulo, Pacific/Apia, Africa/Dakar, Europe/Moscow]"
    text = write_series(workspace).replace("Asia/Kolkata]", more)
    (workspace / "data" / "webinars.yaml").write_text(text, encoding="utf-8")
    (workspace / "templates").mkdir()
    (workspace / "templates" / "letterhead.docx").write_bytes(two_logos("table"))
    sstc("site", "build", "--draft", *TODAY).gives(0)
    with Browser(tmp_path) as browser:
        for language in ("en", "zh", "ar"):
            browser.open((workspace / "out" / "site" / language / "programme.html").as_uri())
            for width in (320, 390):
                browser.narrow(width)
                assert browser.value(SIDEWAYS) == [0, 0], (language, width)
