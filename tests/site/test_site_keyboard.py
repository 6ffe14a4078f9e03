"""Each kind of page in a browser: by keyboard, at 400 %, in the dark, with a silent console."""

import sys
from pathlib import Path

import pytest
from browser import Browser, served
from sites import site

__all__ = ["site"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it needs pipes of Unix")
KINDS = (
    "index", "programme", "speakers", "calendar", "changes", "accessibility", "embed", "404",
    "webinars/sustainable-logistics", "webinars/sustainable-operation",
    "webinars/sustainable-finance",
)  # fmt: skip
MODES = {
    "light": {"prefers-color-scheme": "light", "forced-colors": "none"},
    "dark": {"prefers-color-scheme": "dark", "forced-colors": "none"},
    "forced": {"prefers-color-scheme": "dark", "forced-colors": "active"},
}
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 31)", "forced": "rgb(0, 0, 0)"}
CONTROLS = """\
window.controls = [...document.querySelectorAll("a[href], button, select, input, summary, \
[tabindex='0']")].filter(one => one.checkVisibility()
  && (!one.matches("[tabindex]") || one.scrollWidth > one.clientWidth || one.tabIndex == 0));
controls.length"""
FOCUSED = """\
(() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const place = one.getBoundingClientRect();
  return {
    at: controls.indexOf(one),
    outline: style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2,
    seen: place.width > 1 && place.bottom > 0 && place.top < innerHeight
      && place.right > 0 && place.left < innerWidth,
  };
})()"""


@pytest.mark.parametrize("mode", MODES)
def test_each_kind_of_page_by_keyboard_at_400_percent(site: Path, tmp_path: Path, mode) -> None:
    """1280 pixels at 400 % are 320 for the page, at four dots each."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "series").symlink_to(site)  # as `site_url` has it
    with served(tmp_path / "web") as address, Browser(tmp_path) as browser:
        host = f"{address}series/"
        features = [{"name": name, "value": value} for name, value in MODES[mode].items()]
        browser.call("Emulation.setEmulatedMedia", features=features)
        browser.call("Emulation.setAutoDarkModeOverride", enabled=mode == "dark")
        browser.call("Emulation.setDeviceMetricsOverride", width=320, height=256,
                     deviceScaleFactor=4, mobile=False)  # fmt: skip
        language = {"light": "en", "dark": "ar", "forced": "zh"}[mode]
        names = ["index.html", "404.html", *(f"{language}/{kind}.html" for kind in KINDS)]
        for name in names:
            browser.open(host + name)
            assert browser.value("document.documentElement.scrollWidth") <= 320, name
            paper = "getComputedStyle(document.body).backgroundColor"
            assert browser.value(paper) == PAPER[mode], name
            _tab_through(browser, name)
            assert browser.said() == [], name
            assert browser.asked(), name
            away = [url for url in browser.asked() if not url.startswith((host, "data:"))]
            assert away == [], name


def _tab_through(browser: Browser, name: str) -> None:
    """Check that Tab reaches every link and control once, in their order, and shows where it is."""
    count = browser.value(CONTROLS)
    assert count > 0, name
    for at in range(count):
        browser.press("Tab", 9)
        found = browser.value(FOCUSED)
        what = browser.value("document.activeElement.outerHTML.slice(0, 200)")
        assert found == {"at": at, "outline": True, "seen": True}, (name, what)


def test_a_zone_is_chosen_by_keyboard(site: Path, tmp_path: Path) -> None:
    with Browser(tmp_path) as browser:
        browser.open((site / "en" / "index.html").as_uri())
        before = browser.value("document.getElementById('zone').value")
        browser.value("document.getElementById('zone').focus()")
        browser.press("ArrowDown", 40)
        after = browser.value("document.getElementById('zone').value")
        assert after != before
        assert browser.value("location.hash") == f"#zone={after}"
        assert browser.value("document.querySelector('.local').textContent") != ""
