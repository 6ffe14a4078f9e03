"""The office's page in Chromium: forms by hand, axe-core, narrow screens, and a hostile page."""

from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import yaml
from browser import Browser
from conftest import REPOSITORY, missing_program
from office_files import ODD
from visitor import DAY, opened

from sstc_cli.cli.office.views import PAGES

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run(document, {iframes: false}).then(
  found => found.violations.map(one => one.id + ": " + one.nodes[0].html))"""
DARK = {"name": "prefers-color-scheme", "value": "dark"}
SHOWN = ("/", "/webinars", "/webinars/7", "/documents", "/mail", "/answers")
PLACES = (*PAGES, "/webinars/7", "/explain/W304", "/documents?name=agenda&number=7", "/nothing")


@pytest.fixture
def home(workspace, monkeypatch) -> Path:
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(workspace.parent / "home"))
    return workspace


def enter(browser: Browser, visitor, language: str) -> str:
    """Open the page as its user does, and return the beginning of its addresses."""
    browser.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
    base = f"http://{visitor.host}{visitor.root}"
    name, _, value = visitor.headers["Cookie"].partition("=")
    browser.call("Network.setCookie", name=name, value=value, url=f"{base}/", httpOnly=True,
                 sameSite="Strict")  # fmt: skip
    browser.open(f"{base}/")
    return base


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    home, sstc, tmp_path, language
) -> None:
    if not AXE.is_file():
        missing_program("axe-core is missing: sh .ci/tools")
    odd = tmp_path / "odd 会.csv"
    odd.write_text(ODD, "utf-8")
    exit_survey = REPOSITORY / "examples" / "exit.xlsx"
    for words in (
        ("release", "publish", "plan"),
        ("schedule", "move", "9", "--time", "16:00"),
        ("surveys", "import", exit_survey),
    ):
        assert sstc(*words, "--today", DAY).status == 0
    with opened(home) as visitor, Browser(tmp_path) as browser:
        base = enter(browser, visitor, language)
        browser.call("Page.setBypassCSP", enabled=True)  # for axe alone
        for width in (320, 1200):
            browser.narrow(width)
            for place in PLACES:
                browser.open(base + place)
                browser.value(AXE.read_text("utf-8"))
                found = browser.value(RUN)
                assert found == [], (place, width)
                assert browser.value("document.documentElement.scrollWidth") <= width, place
            browser.open(f"{base}/webinars/8")
            press(browser, f"document.getElementById('time').value = '16:00'; {SHOW}")
            browser.value(AXE.read_text("utf-8"))
            assert browser.value(RUN) == [], width
            browser.open(f"{base}/answers")
            choose(browser, "#file", odd)
            press(browser, button("answers"))
            press(browser, "document.querySelector('main select').value = 'yes'; "
                           "document.querySelector('main form button').click()")  # fmt: skip
            browser.value(AXE.read_text("utf-8"))
            assert browser.value("document.querySelectorAll('main select').length") == 5
            assert browser.value(RUN) == [], width
            assert browser.value("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_without_a_plan_and_after_refusals(home, sstc, tmp_path) -> None:
    if not AXE.is_file():
        missing_program("axe-core is missing: sh .ci/tools")
    new = tmp_path / "new"
    assert sstc("init", new).status == 0
    with Browser(tmp_path) as browser:

        def check(about: str) -> None:
            browser.value(AXE.read_text("utf-8"))
            assert browser.value(RUN) == [], about
            assert browser.value("document.documentElement.scrollWidth") <= 320, about

        browser.call("Page.setBypassCSP", enabled=True)
        browser.narrow(320)
        with opened(new) as visitor:
            base = enter(browser, visitor, "ar")
            browser.call("Emulation.setEmulatedMedia", features=[DARK])
            for place in PAGES:
                browser.open(base + place)
                check(place)
        with opened(home) as visitor:
            base = enter(browser, visitor, "ar")
            browser.open(f"{base}/webinars/7")
            press(browser, f"document.getElementById('date').value = '2020-10-16'; {SHOW}")
            check("a refusal")
            heading = browser.value("document.querySelector('h1').innerText")
            assert browser.value("document.title").startswith(heading), "read out first"
            file = home / "data" / "webinars.yaml"
            browser.open(f"{base}/webinars/7")
            file.write_text(plan_of(home).replace("zone: Asia/Shanghai", "zone: Asia", 1), "utf-8")
            press(browser, SHOW)
            check("an old page")
            for place in ("/", "/problems"):
                browser.open(base + place)
                check(f"errors: {place}")


EVIL = (
    " <script>window.ran = 1</script><img src=x onerror='window.ran = 1'><svg onload=window.ran=1>"
    "<style>* {display: none}</style><iframe srcdoc='<script>parent.ran = 1</script>'></iframe>"
    f"\"'{{{{7*7}}}}{{% x %}}[x](javascript:window.ran=1)<base href=//example.org>{'x' * 2_000}"
)
TEXTS = {"title", "summary", "name", "en", "zh", "background", "objectives", "position"}


def worse(value: object, key: str = "") -> object:
    """Return data in which each text that people read has been written by an attacker."""
    if isinstance(value, dict):
        return {one: worse(below, one) for one, below in value.items()}
    if isinstance(value, list):
        return [worse(one, key) for one in value]
    return value + EVIL if isinstance(value, str) and key in TEXTS else value


def test_hostile_texts_run_and_load_nothing_and_fit_the_screen(home, tmp_path) -> None:
    for file in (home / "data" / "webinars.yaml", *(home / "data" / "surveys").glob("*.yaml")):
        data = worse(yaml.safe_load(file.read_text("utf-8")))
        file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    with opened(home) as visitor, Browser(tmp_path) as browser:
        base = enter(browser, visitor, "ar")
        browser.narrow(320)
        for place in (*PLACES, "/mail?message=invitation"):
            browser.open(base + place)
            assert "xxxxx" in browser.value("document.body.innerText") or place not in SHOWN, place
            assert browser.value("[window.ran, document.baseURI]") == [None, base + place]
            assert all(url.startswith((base, "data:")) for url in browser.asked()), place
            assert browser.value("document.documentElement.scrollWidth") <= 320, place


FOCUSED = """(() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const seen = style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 2;
  return (seen ? '' : 'unseen: ') + one.outerHTML.slice(0, 120);
})()"""
REACHABLE = """[...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"""


def test_each_page_is_used_by_keyboard(home, tmp_path) -> None:
    with opened(home) as visitor, Browser(tmp_path) as browser:
        base = enter(browser, visitor, "en")
        for place in PLACES:
            browser.open(base + place)
            for one in browser.value(REACHABLE):
                browser.press("Tab", 9)
                assert browser.value(FOCUSED) == one, place
        browser.open(f"{base}/webinars/7")
        browser.value("document.querySelector('summary').focus()")
        browser.press("Enter", 13)
        browser.press("Tab", 9)
        assert "New day" in browser.value("document.activeElement.labels[0].innerText")
        browser.value("document.body.dataset.before = 'yes'")
        browser.press("Enter", 13)
        arrive(browser)
        assert "What would change" in browser.value("document.title")


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_a_webinar_is_moved_by_hand(home, tmp_path, language) -> None:
    with opened(home) as visitor, Browser(tmp_path) as browser:
        base = enter(browser, visitor, language)
        browser.open(f"{base}/webinars/7")
        press(browser, f"document.getElementById('date').value = '2020-10-15'; {SHOW}")
        assert "2020-10-15" not in plan_of(home)
        press(browser, APPLY)
        assert "starts: 2020-10-15 15:30" in plan_of(home)
        press(browser, UNDO)
        press(browser, APPLY)
        assert "starts: 2020-10-09 15:30" in plan_of(home)
        assert not [line for line in browser.said() if "Content Security Policy" in line]


def button(act: str) -> str:
    return f"document.querySelector('form[action$=\"/do/{act}\"] button').click()"


SHOW, UNDO, APPLY = button("move"), button("undo"), "document.querySelector('button.main').click()"


def press(browser: Browser, script: str) -> None:
    """Run a script that leads to another page, and wait for that."""
    browser.value(f"document.body.dataset.before = 'yes'; setTimeout(() => {{ {script} }}, 0); 0")
    arrive(browser)


def arrive(browser: Browser) -> None:
    """Wait for the next page."""
    state = "document.readyState == 'complete' && !document.body.dataset.before"
    for _ in range(100):
        with suppress(AssertionError):  # while the page is on its way
            if browser.value(state):
                return
        sleep(0.1)
    raise AssertionError(browser.value("document.body.innerText"))


def choose(browser: Browser, field: str, file: Path) -> None:
    """Choose a file in a form, as by hand."""
    root = browser.call("DOM.getDocument")["root"]["nodeId"]
    found = browser.call("DOM.querySelector", nodeId=root, selector=field)["nodeId"]
    browser.call("DOM.setFileInputFiles", files=[str(file)], nodeId=found)


def test_a_file_that_is_too_large_is_refused_by_hand(home, tmp_path) -> None:
    """A browser shows an answer only once it has sent the whole file."""
    large = tmp_path / "large 大.csv"
    large.write_bytes(bytes(90_000_000))
    with opened(home) as visitor, Browser(tmp_path) as browser:
        browser.open(f"{enter(browser, visitor, 'ar')}/answers")
        choose(browser, "#file", large)
        press(browser, button("answers"))
        assert "60" in browser.value("document.querySelector('.problem').innerText")


def plan_of(root: Path) -> str:
    return (root / "data" / "webinars.yaml").read_text("utf-8")


HOSTILE = """<!doctype html><title>x</title><body>
<form id=f method=post action="{base}/do/undo"><input name=confirmed value=1></form>
<img id=i src="{base}/office.css"><iframe id=w src="{base}/answers"></iframe>
<script>
window.seen = [];
for (const path of ["/", "/answers", "/alive"]) {{
  fetch("{base}" + path, {{credentials: "include"}}).then(
    answer => answer.text().then(text => seen.push(text)), () => seen.push("blocked"));
}}
fetch("{base}/do/undo", {{method: "POST", credentials: "include", mode: "no-cors",
  body: new URLSearchParams({{confirmed: 1}})}}).then(
    () => seen.push("sent"), () => seen.push("blocked"));
</script>"""


def test_a_page_of_a_stranger_reads_and_changes_nothing(home, tmp_path) -> None:
    with opened(home) as visitor, Browser(tmp_path) as browser:
        base = enter(browser, visitor, "en")
        browser.open(f"{base}/webinars/7")
        press(browser, f"document.getElementById('time').value = '16:00'; {SHOW}")
        press(browser, APPLY)
        before = plan_of(home)
        assert "16:00" in before

        class Stranger(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                data = HOSTILE.format(base=base).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: object) -> None:
                """Write nothing."""

        with ThreadingHTTPServer(("127.0.0.2", 0), Stranger) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            browser.open(f"http://127.0.0.2:{server.server_port}/")
            seen = browser.value("new Promise(done => setTimeout(() => done(seen), 1500))")
            assert seen.count("blocked") >= 3
            assert not [text for text in seen if "<main" in text]
            assert browser.value("document.getElementById('i').naturalWidth") == 0
            assert [one for one in browser.said() if "frame-ancestors" in one], "no frame either"
            browser.value("setTimeout(() => document.getElementById('f').submit(), 0); 0")
            sleep(1.5)
            server.shutdown()
        assert plan_of(home) == before
