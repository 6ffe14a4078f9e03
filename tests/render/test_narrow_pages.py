"""Tables of times on narrow screens: no time, date, number or city is torn."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from made import chromium, markdown_to

CITIES = ["New\u00a0York", "Bogota", "Paris", "Lagos", "Nairobi", "Kolkata", "Auckland"]
TABLE = (
    f"# T\n\n| No. | Date | Time | Topic |{'|'.join(CITIES)}|\n|{' --- |' * 11}\n"
    f"| 15 | Fri\u00a09\u00a0Oct | 15:30–17:00 | Sustainable supply chains |{' 03:30 |' * 7}\n"
)
# lists the words that are on several lines at each width
TORN = """
const found = [];
for (const width of [500, 390, 320]) {
  const frame = document.createElement("iframe");
  frame.style.width = width + "px";
  frame.style.height = "3000px";
  frame.srcdoc = document.getElementById("page").textContent;
  const loaded = new Promise(done => frame.addEventListener("load", done));
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument;
  const walker = page.createTreeWalker(page.querySelector("table"), NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/[^ \\n]+/g)) {
      const range = page.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      words += 1;
      if (tops.size > 1) found.push([width, word[0]]);
    }
  }
  found.push([width, words, page.documentElement.scrollWidth]);
  frame.remove();
}
document.getElementById("found").textContent = JSON.stringify(found);
"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_a_wide_table_is_torn_on_a_phone(language: str, tmp_path: Path) -> None:
    page = markdown_to("html", TABLE, tmp_path).decode()
    page = re.sub("<meta http-equiv[^>]*>", "", page.replace('lang="en"', f'lang="{language}"'))
    harness = tmp_path / "harness.html"
    harness.write_text(
        '<!doctype html><meta charset="utf-8"><body><pre id="found"></pre>'
        f'<script id="page" type="text/plain">{page}</script>'
        f'<script type="module">{TORN}</script>',
        encoding="utf-8",
    )
    made = chromium(tmp_path, "--virtual-time-budget=60000", "--dump-dom", harness.as_uri())
    said = re.search(r'<pre id="found">(.*?)</pre>', made.decode())
    assert said is not None and said[1]
    words = 24
    assert json.loads(unescape(said[1])) == [[width, words, width] for width in (500, 390, 320)]
