"""Audit pages in Chromium with axe-core, at each width and in each scheme of colours."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from conftest import REPOSITORY, missing_program
from made import chromium

MODULES = REPOSITORY / "node_modules"
WIDTHS = (1280, 640, 390, 320)  # a desk, 200 %, a phone, and 400 % (WCAG 2.2, 1.4.10)
SCHEMES = {"light": ("rgb(255, 255, 255)", "1"), "dark": ("rgb(20, 25, 31)", "0")}
# runs axe in one page after the other, at each width, and writes what it finds
AUDIT = """
const source = document.getElementById("axe").textContent;
const pages = JSON.parse(document.getElementById("pages").textContent);
const found = [];
for (const [name, page] of Object.entries(pages)) {
  for (const width of WIDTHS) {
    const frame = document.createElement("iframe");
    frame.style.width = width + "px";
    frame.style.height = "900px";
    frame.srcdoc = page;
    const loaded = new Promise(done => frame.addEventListener("load", done));
    document.body.append(frame);
    await loaded;
    const root = frame.contentDocument.documentElement;
    frame.contentWindow.eval(source);
    const { violations, passes } = await frame.contentWindow.axe.run();
    const wide = root.scrollWidth > width ? ["wider than the screen"] : [];
    const rules = violations.map(violation => violation.id + ": " + violation.nodes[0].html);
    const paper = frame.contentWindow.getComputedStyle(root.querySelector("body")).backgroundColor;
    found.push([name, width, passes.length, [...rules, ...wide], paper]);
    frame.remove();
  }
}
document.getElementById("found").textContent = JSON.stringify(found);
"""


def module(name: str) -> Path:
    if not (MODULES / name).exists():
        missing_program(f"{name} is missing: sh .ci/tools")
    return MODULES / name


def check_pages(pages: Mapping[str, str], scheme: str, tmp_path: Path) -> None:
    """Check that axe finds nothing in any page, and that none is wider than the screen."""
    background, preferred = SCHEMES[scheme]
    open_pages = {name: re.sub(r"<meta http-equiv[^>]*>", "", page) for name, page in pages.items()}
    harness = tmp_path / "harness.html"
    data = json.dumps(open_pages).replace("</", "<\\/")
    axe = module("axe-core/axe.min.js").read_text("utf-8").replace("</script", "<\\/script")
    harness.write_text(
        f'<!doctype html><meta charset="utf-8"><body><pre id="found"></pre>'
        f'<script id="axe" type="text/plain">{axe}</script>'
        f'<script id="pages" type="application/json">{data}</script>'
        f'<script type="module">{AUDIT.replace("WIDTHS", str(list(WIDTHS)))}</script>',
        encoding="utf-8",
    )
    words = ("--window-size=1400,1000", "--virtual-time-budget=600000", "--dump-dom",
             f"--blink-settings=preferredColorScheme={preferred}")  # fmt: skip
    said = re.search(
        r'<pre id="found">(.*?)</pre>', chromium(tmp_path, *words, harness.as_uri()).decode()
    )
    assert said is not None and said[1], "the audit did not end"
    found = json.loads(unescape(said[1]))
    assert len(found) == len(pages) * len(WIDTHS)
    assert all(passed > 15 for _, _, passed, _, _ in found)
    assert {paper for *_, paper in found} == {background}
    assert [(name, width, wrong) for name, width, _, wrong, _ in found if wrong] == []


def check_html(
    pages: Mapping[str, str], tmp_path: Path, more: Mapping[str, str] | None = None
) -> None:
    """Check that a validator with these further rules finds nothing in any page."""
    if shutil.which("node") is None:
        missing_program("node is missing: apt-get install nodejs npm")
    for name, page in pages.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    # Outlook needs the attributes of tables that HTML 5 leaves to CSS.
    rules = {"no-deprecated-attr": "off", **(more or {})}
    config = {"root": True, "extends": ["html-validate:standard", "html-validate:a11y"]}
    (tmp_path / "rules.json").write_text(json.dumps({**config, "rules": rules}))
    command = ["node", module("html-validate") / "bin" / "html-validate.mjs", "-f", "text",
               "--config", "rules.json", *sorted(pages)]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
