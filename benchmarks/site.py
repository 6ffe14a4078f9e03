"""The public site: beside mkdocs building as many pages, in two and seven languages, unchanged."""

import re
import shutil
import subprocess
from pathlib import Path

from benchmarks.data import REPOSITORY, workspace
from benchmarks.measure import interleaved, tool

SEVEN = "languages: [en, zh, ar, es, fr, pt, ru]"
TODAY = "--today=2020-09-01"
BARS = {
    "15 webinars, 2 languages": "<= 0.8 s",
    "the same, unchanged": "<= 0.4 s",
    "15 webinars, 7 languages": "<= 2 s",
    "1,000 webinars, 2 languages": "<= 8 s, <= 300 MB, <= 0.5 of mkdocs",
}


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    two, seven = folder / "two", folder / "seven"
    for root in (two, seven):
        shutil.copytree(REPOSITORY / "data", root / "data")
    set_languages(seven, SEVEN)
    unchanged = folder / "unchanged"
    shutil.copytree(two, unchanged)
    subprocess.run(build(unchanged), check=True, capture_output=True)
    commands = {
        "15 webinars, 2 languages": build(two),
        "the same, unchanged": build(unchanged),
        "15 webinars, 7 languages": build(seven),
    }
    outs = {"15 webinars, 2 languages": two / "out", "15 webinars, 7 languages": seven / "out"}
    measured = interleaved(commands, rounds, folder, outs)
    large = workspace(folder / "large", 1_000)
    set_languages(large, "languages: [en, zh]")
    name = "1,000 webinars, 2 languages"
    pages = {name: build(large), "mkdocs, 2,000 pages": mkdocs(folder / "mkdocs", 2_000)}
    measured |= interleaved(pages, 1, folder, {name: large / "out"})
    peer = measured["mkdocs, 2,000 pages"].seconds
    ratio = {name: f"{measured[name].seconds / peer:.2f} of mkdocs"}
    return [
        (
            title,
            f"{figures.seconds:.2f} s",
            ratio.get(title, ""),
            f"{figures.megabytes:.0f} MB",
            BARS.get(title, ""),
        )
        for title, figures in measured.items()
    ]


def build(root: Path) -> list[str]:
    """The site of a workspace, with a web address, so that it has all its files."""
    words = ("site", "build", "--draft", "--url=https://example.org/", TODAY)
    return [tool("sstc"), "--workspace", str(root), *words]


def set_languages(root: Path, line: str) -> None:
    data = root / "data" / "webinars.yaml"
    text = re.sub("^languages: .*$", line, data.read_text("utf-8"), flags=re.MULTILINE)
    data.write_text(text, encoding="utf-8")


def mkdocs(folder: Path, count: int) -> list[str]:
    """As many pages of about as many words, by mkdocs."""
    (folder / "docs").mkdir(parents=True)
    table = "| City | Date | Time |\n| --- | --- | --- |\n" + "| Nairobi | Friday | 10:30 |\n" * 5
    for number in range(count):
        text = f"# Webinar {number}\n\nFriday, 9 October 2020\n\n{table}\n\n" + "- an item\n" * 10
        (folder / "docs" / f"webinar-{number}.md").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Webinars\n", encoding="utf-8")
    return [tool("mkdocs"), "build", "-q", "-f", str(folder / "mkdocs.yml")]
