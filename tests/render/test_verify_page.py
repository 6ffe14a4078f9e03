"""`verify.html` in Chromium: it checks what the command checks, offline, and has no faults."""

import json
import random
import re
import shutil
import subprocess
import urllib.parse
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest
from audit import SCHEMES, check_html, check_pages
from browser import Browser
from conftest import REPOSITORY, missing_program
from made import chromium

from sstc_cli.certificates.code import PREFIX, Claims, Kind, issue, printed
from sstc_cli.certificates.encoding import ALPHABET
from sstc_cli.certificates.page import verify_page
from sstc_cli.certificates.sign import public_key
from sstc_cli.certificates.verify import with_key, with_revoked
from sstc_cli.documents.translations import labels_of
from sstc_cli.model.certificates import CertificateFile
from sstc_cli.model.text import LANGUAGES
from sstc_cli.render.display.qr import qr_png
from sstc_cli.workspace import open_workspace

SECRET, OLD = b"n" * 32, b"o" * 32
SERIAL, REVOKED = b"12345678", b"87654321"
NAMES = ("Ana <b>María</b> Registrada", "陈离席", "محمد بن عبد الله", "x" * 90, "陈" * 90)
# checks many codes one after the other, as the button does
MANY = """
async codes => {
  const all = [];
  for (const code of codes) {
    const text = found(code);
    const result = text ? await check(text) : { status: "empty" };
    all.push([result.status, result.claims ? result.claims.name : ""]);
  }
  return all;
}
"""


def page(*, revoked: bool = True) -> str:
    workspace = open_workspace(REPOSITORY, date(2020, 12, 10))
    assert workspace.series
    public = with_key(with_key(CertificateFile(), public_key(OLD)), public_key(SECRET))
    if revoked:
        public = with_revoked(public, [REVOKED], "5" * 64)
    return verify_page(workspace.series, public, lambda code: labels_of(workspace, code)).decode()


def claims(name: str = "Ana", serial: bytes = SERIAL, series: str = "") -> Claims:
    workspace = open_workspace(REPOSITORY, date(2020, 12, 10))
    assert workspace.series
    days = (date(2020, 10, 9), date(2020, 10, 16))
    return Claims(Kind.COMPLETION, name, series or workspace.series.id, (7, 8), *days, serial)


@pytest.fixture(scope="module")
def code() -> str:
    return issue(claims(), SECRET)


def without_policy(head: str = "", end: str = "") -> str:
    text = re.sub(r"<meta http-equiv[^>]*>", "", page())
    return text.replace("<head>", f"<head>{head}").replace("</body>", f"{end}</body>")


def verdicts(tmp_path: Path, codes: list[str]) -> list[list[str]]:
    """Return what the page says of codes."""
    (tmp_path / "verify.html").write_text(page(), encoding="utf-8")
    with Browser(tmp_path) as browser:
        browser.open((tmp_path / "verify.html").as_uri())
        return browser.value(f"({MANY})({json.dumps(codes)})")


def opened(tmp_path: Path, text: str, *words: str, fragment: str = "") -> str:
    """Return the tree of a page after its scripts have ended."""
    file = tmp_path / "verify.html"
    file.write_text(text, encoding="utf-8")
    options = ("--virtual-time-budget=20000", "--dump-dom", *words, f"{file.as_uri()}{fragment}")
    return chromium(tmp_path, *options).decode()


def shown(tmp_path: Path, code: str, *words: str) -> str:
    return opened(tmp_path, page(), *words, fragment=f"#{urllib.parse.quote(code)}")


def test_the_page_accepts_what_was_issued_and_says_what_was_revoked(tmp_path: Path) -> None:
    genuine = [issue(claims(name), key) for name in NAMES for key in (SECRET, OLD)]
    others = [
        issue(claims(serial=REVOKED), SECRET), issue(claims(series="another-series"), SECRET),
        issue(claims(), b"f" * 32), "nothing", PREFIX, PREFIX + "0" * 3000, printed(genuine[0]),
        f"Text\n{printed(genuine[0])[:70]}\n  {printed(genuine[0])[70:]}\n",
    ]  # fmt: skip
    found = verdicts(tmp_path, genuine + others)
    names = [name for name in NAMES for _ in range(2)]
    assert found[: len(genuine)] == [["valid", name] for name in names]
    assert [status for status, _ in found[len(genuine) :]] == [
        "revoked", "other", "forged", "empty", "empty", "forged", "valid", "valid",
    ]  # fmt: skip


def spoilt(code: str, count: int) -> list[str]:
    chance, made = random.Random(5), set[str]()  # noqa: S311
    while len(made) < count:
        letters = list(code)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(PREFIX), len(letters))
            if chance.random() < 0.2:
                del letters[at]
            else:
                letters[at] = chance.choice(ALPHABET)
        made.add("".join(letters).rstrip(" "))
    return sorted(made - {code})


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.torture)])
def test_the_page_accepts_no_spoilt_code(count: int, tmp_path: Path, code: str) -> None:
    made = spoilt(code, count)
    found = verdicts(tmp_path, [code, *made])
    assert [status for status, _ in found] == ["valid", *["forged"] * len(made)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_the_browser(tmp_path, code: str, language: str) -> None:
    tree = shown(tmp_path, code, f"--lang={language}", f"--accept-lang={language}")
    if f'<html lang="{language}"' not in tree:
        pytest.skip("this Chromium has not that language")
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in tree
    assert re.search(r'<section id="result"[^>]*class="valid"', tree)
    assert "Sustainable Logistic" in tree or language == "zh"
    assert "3132-3334-3536-3738" in tree
    assert re.search(r'id="unable"[^>]*hidden', tree)


def test_revoked_is_said_without_a_network_and_a_name_is_never_read_as_html(tmp_path) -> None:
    revoked = issue(claims(NAMES[0], serial=REVOKED), SECRET)
    tree = shown(tmp_path, revoked, "--host-resolver-rules=MAP * ~NOTFOUND")
    assert re.search(r'<section id="result"[^>]*class="revoked"', tree)
    assert "The organisers have revoked this certificate." in tree
    assert "Revoked certificates known to this page: 1" in tree
    valid = shown(tmp_path, issue(claims(NAMES[0]), SECRET))
    assert "Ana &lt;b&gt;María&lt;/b&gt; Registrada" in valid


def test_an_old_browser_gets_a_clear_sentence(tmp_path: Path, code: str) -> None:
    old = '<script>Object.defineProperty(window, "crypto", { value: {} });</script>'
    tree = opened(tmp_path, without_policy(old))
    assert re.search(r'id="unable"[^>]*>This browser cannot check signatures.', tree)
    assert not re.search(r'id="unable"[^>]*hidden', tree)
    assert re.search(r'<form id="form" hidden', tree)


def test_a_picture_is_read_where_the_browser_can(tmp_path: Path, code: str) -> None:
    """Chromium has no detector on Linux, so one is put in its place."""
    detector = (
        "<script>window.BarcodeDetector = class { "
        "static async getSupportedFormats() { return ['qr_code']; } "
        f"async detect() {{ return [{{ rawValue: {json.dumps(code)} }}]; }} }}; "
        "window.createImageBitmap = async file => file;</script>"
    )
    pick = (
        "<script type=\"module\">const input = document.getElementById('picture');"
        "const files = new DataTransfer(); files.items.add(new File(['x'], 'x.png'));"
        "input.files = files.files; input.dispatchEvent(new Event('change'));</script>"
    )
    tree = opened(tmp_path, without_policy(detector, pick))
    assert re.search(r'<section id="result"[^>]*class="valid"', tree)


def test_a_detector_without_a_system_behind_it_asks_for_no_picture(tmp_path, code) -> None:
    """Chromium on Linux names a detector with this option, which reads nothing; others read."""
    pick = (
        '<script type="module">'
        f"const bytes = Uint8Array.from(atob('{b64encode(qr_png(code, 6)).decode()}'), "
        "one => one.charCodeAt(0));"
        "const files = new DataTransfer(); files.items.add(new File([bytes], 'x.png', "
        "{ type: 'image/png' })); const input = document.getElementById('picture');"
        "if (await readsPictures()) { input.files = files.files;"
        "input.dispatchEvent(new Event('change')); } else document.body.dataset.unable = 'yes';"
        "</script>"
    )
    tree = opened(tmp_path, without_policy(end=pick), "--enable-blink-features=BarcodeDetector")
    if 'data-unable="yes"' in tree:
        assert re.search(r'id="pictures"[^>]*hidden', tree)
        assert re.search(r'<section id="result"[^>]*hidden', tree)
    else:
        assert re.search(r'<section id="result"[^>]*class="valid"', tree)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(scheme: str, tmp_path: Path, code: str) -> None:
    said = {"empty": "", "valid": code, "revoked": issue(claims(serial=REVOKED), SECRET)}
    pages = {}
    for name, text in said.items():
        for language in ("en", "ar"):
            run = f"speak({language!r}); if ({text!r}) checkText({text!r});\nisAble().then"
            pages[f"{name}.{language}.html"] = page().replace("isAble().then", run)
    check_pages(pages, scheme, tmp_path)


def test_the_page_is_valid_loads_nothing_and_names_nobody(tmp_path: Path) -> None:
    text = page()
    rules = {"no-inline-style": "off", "require-sri": "off", "tel-non-breaking": "off"}
    check_html({"verify.html": text}, tmp_path, rules)
    assert "default-src 'none'" in text
    assert not re.search(r"https?://(?!\S*w3\.org)", text.replace("\\/", "/"))
    assert "fetch(" not in text and "XMLHttpRequest" not in text and "innerHTML" not in text
    assert REVOKED.hex() not in text
    assert page() == text


def test_the_numbers_of_the_page_are_those_of_the_command() -> None:
    from sstc_cli.certificates import code as said

    file = REPOSITORY / "sstc_cli" / "certificates" / "page" / "verify.js"
    script = file.read_text("utf-8")
    most = (said.LONGEST, said.LONGEST_NAME, said._MOST_WEBINARS, said._MOST_DAYS)
    named = "code: {}, name: {}, webinars: {}, day: {}".format(*most)
    assert f"const MOST = {{ {named} }}" in script
    assert f"SIGNATURE = 64, SERIAL = {said.SERIAL};" in script
    assert f'ALPHABET = "{ALPHABET}"' in script
    assert shutil.which("node") or missing_program("node is missing: apt-get install nodejs npm")
    subprocess.run(["node", "--check", file], check=True, timeout=30)
