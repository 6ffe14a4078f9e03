"""Hostile texts in every field, templates that fail, and a kill in the middle."""

import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Sstc, alter
from sites import HOSTILE, TODAY, hostile_series, pages_of


class Tree(HTMLParser):
    """The tags of a page with the names of their attributes, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def trees(sstc: Sstc, workspace: Path, text: str) -> dict[str, Tree]:
    shutil.rmtree(workspace / "data" / "surveys", ignore_errors=True)
    (workspace / "data" / "webinars.yaml").write_text(hostile_series(text), encoding="utf-8")
    sstc("site", "build", "--draft", *TODAY, "--replace").gives(0)
    found = {}
    for name, page in pages_of(workspace / "out" / "site").items():
        found[name] = Tree()
        found[name].feed(page.read_text("utf-8"))
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_changes_the_tree_of_a_page(sstc: Sstc, workspace: Path, text: str) -> None:
    plain = trees(sstc, workspace, "plain words")
    hostile = trees(sstc, workspace, text)
    assert list(plain) == list(hostile)
    for name, tree in hostile.items():
        assert tree.tags == plain[name].tags, name
        schemes = {link.partition(":")[0] for link in tree.links if ":" in link}
        assert schemes <= {"https", "http", "webcal", "data", "mailto"}
    assert sstc("site", "check", "--select", "E").status == 0


def test_a_template_that_fails_is_named_with_its_line(sstc: Sstc, workspace: Path) -> None:
    (workspace / "templates").mkdir()
    file = workspace / "templates" / "site-series.html.j2"
    file.write_text(
        "{% extends 'shipped/site-series.html.j2' %}\n{% block main %}\n{{ serie }}\n{% endblock %}"
    )
    refused = sstc("site", "build", "--draft", *TODAY).gives(1)
    assert refused.err.startswith("error: templates/site-series.html.j2:3: unknown name `serie`\n")
    assert not (workspace / "out").exists() or not [*(workspace / "out").rglob("*.html")]
    checked = sstc("templates", "check", "--today", "2020-07-01").gives(1)
    assert "error: templates/site-series.html.j2:3: unknown name `serie`" in checked.out


def test_a_template_of_the_workspace_wins(sstc: Sstc, workspace: Path) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "site.js").write_text("// ours\n")
    (workspace / "templates" / "site-404.html.j2").write_text(
        '{% extends "shipped/site-404.html.j2" %}\n'
        "{% block main %}<h1>{{ series.title }}</h1>{% endblock %}"
    )
    assert sstc("site", "build", "--draft", *TODAY).status == 0
    site = workspace / "out" / "site"
    assert (site / "script.js").read_text() == "// ours\n"
    assert "<h1>South-South" in (site / "en" / "404.html").read_text("utf-8")
    listed = sstc("templates", "list").out
    assert "site-404              templates/site-404.html.j2\n" in listed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moves", [0, 1, 15])
def test_after_a_kill_the_next_run_gives_the_same_tree(sstc, workspace, moves) -> None:
    """It is killed after so many files have got their names, in a folder with an older site."""
    site = workspace / "out" / "site"
    assert sstc("site", "build", "--draft", *TODAY).status == 0
    alter(workspace, "languages: [en, zh]", "languages: [en]")
    code = (
        "import os, pathlib, signal, sys\n"
        "left, move = [int(sys.argv.pop())], pathlib.Path.replace\n"
        "def killing(self, target):\n"
        "    if '.html' in str(target):\n"
        "        left[0] -= 1\n"
        "        if left[0] < 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return move(self, target)\n"
        "pathlib.Path.replace = killing\n"
        "from sstc_cli.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    words = ["site", "build", "--draft", *TODAY, "--url", "https://example.org/"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words, str(moves)], cwd=workspace, check=False,
        env=os.environ, capture_output=True,
    )  # fmt: skip
    assert done.returncode == -9, done.stderr
    assert (site / "zh" / "index.html").exists()
    assert sstc(*words).status == 0
    assert sstc(*words, "-o", "fresh").status == 0

    def tree(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    assert tree(site) == tree(workspace / "fresh")
