"""The page of changes in Chromium: no date and no time is torn, however narrow the screen is."""

from pathlib import Path

import pytest
from browser import Browser
from conftest import Sstc
from sites import TODAY, publish

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
[...document.querySelectorAll("main del *, main ins *")].map(one => [
  one.textContent.replace(/[\u00a0\u202f]/g, " "),
  new Set([...one.getClientRects()].map(box => box.top)).size,
])
"""


@pytest.fixture
def site(sstc: Sstc, workspace: Path) -> Path:
    publish(sstc, workspace, tuple(TIMES))
    built = sstc("site", "build", *TODAY)
    assert built.status == 0, built.err
    return workspace / "out" / "site"


def test_no_date_and_no_time_is_torn(site: Path, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        for language, times in TIMES.items():
            browser.open((site / language / "changes.html").as_uri())
            for width in range(320, 400, 5):
                browser.call("Emulation.setDeviceMetricsOverride", width=width, height=800,
                             deviceScaleFactor=1, mobile=True)  # fmt: skip
                assert browser.value(PIECES) == [[text, 1] for text in times], (language, width)
                assert browser.value("document.documentElement.scrollWidth") == width
