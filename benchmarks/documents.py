"""Agendas in every format as the series grows, each beside a program that makes as many files.

mkdocs makes pages of our Markdown, and Typst the plainest PDFs of it: paragraphs of its words, with
one compiler for all. python-docx opens and saves our Word files.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.data import REPOSITORY, workspace
from benchmarks.measure import Measured, interleaved, tool

SIZES = (100, 1_000)
BARS = {
    "md and html, 15": "<= 1 x",
    "docx and pdf, 15": "<= 5 s",
    "md and html, 1,000": "<= 0.35 x, <= 10 x 100, <= 300 MB",
    "docx and pdf, 1,000": "<= 25 s, <= 10 x 100, <= 300 MB",
}
FORMATS = {
    "md and html": ("md", "html"),
    "docx": ("docx",),
    "pdf": ("pdf",),
    "docx and pdf": ("docx", "pdf"),
}
PEERS = {"md and html": "mkdocs", "docx": "python-docx", "pdf": "Typst"}

SAVE = """
import sys
from pathlib import Path
from docx import Document

for file in Path(sys.argv[1]).glob("*.docx"):
    Document(file).save(file.with_suffix(".out"))
"""
SET = r"""
import sys
from pathlib import Path
import typst

SOURCE = b'''#set document(title: "Agenda")
#for words in read("words").split("\n\n") { par(words) }'''
compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
for file in Path(sys.argv[1]).glob("*.md"):
    files = {"main": SOURCE, "words": file.read_bytes()}
    compiler.compile(files, file.with_suffix(".pdf"), pdf_standards=["a-2a", "ua-1"])
"""


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    shutil.copytree(REPOSITORY / "data", folder / "15" / "data")
    rows = rows_of(measured(folder / "15", 15, rounds), 15)
    for count in SIZES:
        root = workspace(folder / str(count), count)
        rows += rows_of(measured(root, count, rounds=1), count)
    return rows


def measured(root: Path, count: int, rounds: int) -> dict[str, Measured]:
    """The commands, none of which finds what it wrote before."""
    agenda = [tool("sstc"), "--workspace", str(root), "agenda", "render", "--all"]
    wanted = peers(root, count, agenda) | {
        f"{name}, {count:,}": [*agenda, *(f"--format={kind}" for kind in kinds)]
        for name, kinds in FORMATS.items()
    }
    return interleaved(wanted, rounds, root, dict.fromkeys(wanted, root / "out"))


def peers(root: Path, count: int, agenda: list[str]) -> dict[str, list[str]]:
    """The other programs, with all agendas of a workspace as the files that they read."""
    site, words = root / "site", root / "words"
    subprocess.run([*agenda, "-o", f"{site / 'docs'}/"], check=True, capture_output=True)
    (site / "mkdocs.yml").write_text("site_name: Agendas\n", encoding="utf-8")
    both = [*agenda, "--format=md", "--format=docx", "-o", f"{words}/"]
    subprocess.run(both, check=True, capture_output=True)
    return {
        f"mkdocs, {count:,}": [tool("mkdocs"), "build", "-q", "-f", str(site / "mkdocs.yml")],
        f"python-docx, {count:,}": [tool("python"), "-c", SAVE, str(words)],
        f"Typst, {count:,}": [tool("python"), "-c", SET, str(words)],
    }


def rows_of(measured: Mapping[str, Measured], count: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, figures in measured.items():
        peer = PEERS.get(name.rpartition(", ")[0], "")
        ratio = figures.seconds / measured[f"{peer}, {count:,}"].seconds if peer else 0
        shown = (name, f"{figures.seconds:.2f} s", f"{ratio:.2f} x {peer}" if peer else "")
        rows.append((*shown, f"{figures.megabytes:.0f} MB", BARS.get(name, "")))
    return rows
