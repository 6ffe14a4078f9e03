"""Agendas in every format: beside mkdocs building as many pages, and as the series grows."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.data import REPOSITORY, workspace
from benchmarks.measure import Measured, interleaved, tool

SIZES = (100, 1_000)
BARS = {
    "md and html, 15": "<= 0.3 of mkdocs",
    "docx and pdf, 15": "<= 5 s",
    "md and html, 1,000": "<= 0.3 of mkdocs, <= 10 x 100, <= 300 MB",
    "docx and pdf, 1,000": "<= 10 x 100, <= 300 MB",
}


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    shutil.copytree(REPOSITORY / "data", folder / "15" / "data")
    rows = rows_of(measured(folder / "15", 15, rounds))
    for count in SIZES:
        rows += rows_of(measured(workspace(folder / str(count), count), count, rounds=1))
    return rows


def measured(root: Path, count: int, rounds: int) -> dict[str, Measured]:
    """The commands, none of which finds what it wrote before."""
    wanted = commands(root, count)
    return interleaved(wanted, rounds, root, dict.fromkeys(wanted, root / "out"))


def commands(root: Path, count: int) -> dict[str, list[str]]:
    """All agendas of a workspace; mkdocs makes pages of the Markdown that we write."""
    site = root / "site"
    agenda = [tool("sstc"), "--workspace", str(root), "agenda", "render", "--all"]
    subprocess.run([*agenda, "-o", f"{site / 'docs'}/"], check=True, capture_output=True)
    (site / "mkdocs.yml").write_text("site_name: Agendas\n", encoding="utf-8")
    both = {"md and html": ("md", "html"), "docx and pdf": ("docx", "pdf")}
    return {
        f"mkdocs, {count:,}": [tool("mkdocs"), "build", "-q", "-f", str(site / "mkdocs.yml")]
    } | {
        f"{name}, {count:,}": [*agenda, *(f"--format={kind}" for kind in kinds)]
        for name, kinds in both.items()
    }


def rows_of(measured: Mapping[str, Measured]) -> list[tuple[str, ...]]:
    peer = next(figures for name, figures in measured.items() if name.startswith("mkdocs"))
    return [
        (
            name,
            f"{figures.seconds:.2f} s",
            f"{figures.seconds / peer.seconds:.2f} of mkdocs",
            f"{figures.megabytes:.0f} MB",
            BARS.get(name, ""),
        )
        for name, figures in measured.items()
    ]
