"""`sstc site build` once more: nothing is made if nothing has changed, and all if anything has."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from conftest import Sstc
from sites import TODAY, site

from sstc_cli.cli.site import build as pages
from sstc_cli.site import manifest
from sstc_cli.site.manifest import LIBRARIES, digest_of_inputs

__all__ = ["site"]

Built = Callable[..., bool]


@pytest.fixture
def is_built(sstc: Sstc, monkeypatch: pytest.MonkeyPatch) -> Built:
    """Build the site, and return whether its pages were made."""
    calls = []
    make = pages.build
    monkeypatch.setattr(pages, "build", lambda *words: (calls.append(words), make(*words))[1])

    def run(*words: object) -> bool:
        calls.clear()
        sstc("site", "build", *(words or TODAY)).gives(0)
        return bool(calls)

    return run


def add(path: Path, text: str = "\n# a remark\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


def test_an_unchanged_site_is_not_made_again_and_reports_the_same(sstc, site, is_built) -> None:
    assert not is_built()
    assert is_built(*TODAY, "-o", "other")
    full, short = (sstc("site", "build", *TODAY, "-o", "other") for _ in range(2))
    add(site.parents[1] / "data" / "webinars.yaml")
    again = sstc("site", "build", *TODAY, "-o", "other")
    assert full.err == short.err == again.err
    assert full.out == short.out == again.out
    assert "warning: " in full.err


SHIPPED = Path(__file__).parents[2]


def test_any_file_of_the_workspace_makes_a_new_site(site, workspace, is_built) -> None:
    for name in (
        "data/webinars.yaml", "data/surveys/exit.yaml", "data/surveys/new.yaml.bak",
        "data/releases/note.txt", "data/pictures/li.jpg", "templates/site-parts.html.j2",
        "templates/labels/zh.po", "templates/site.css.j2", "templates/fonts/Some.ttf",
    ):  # fmt: skip
        file = workspace / name
        if is_template := (SHIPPED / name).exists() and name.startswith("templates/"):
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SHIPPED / name, file)
        else:
            add(file)
        assert is_built(), name
        assert not is_built(), name
        if not is_template:
            size = file.stat()
            file.write_bytes(file.read_bytes()[:-2] + b"d\n")
            os.utime(file, ns=(size.st_atime_ns, size.st_mtime_ns))
            assert is_built(), f"the same size and time: {name}"


def test_each_option_and_release_makes_a_new_site(sstc: Sstc, site: Path, is_built: Built) -> None:
    elsewhere = ("--url", "https://example.org/elsewhere/")
    for words in (("--today", "2020-09-21"), (*TODAY, "--draft"), (*TODAY, *elsewhere)):
        assert is_built(*words)
        assert not is_built(*words)
        assert is_built()
    sstc("schedule", "move", 8, "--time", "21:00", "--today", "2020-07-06").gives(0)
    assert is_built()
    sstc("release", "publish", "third", "--today", "2020-07-06").gives(0)
    assert is_built()
    assert not is_built()
    (site / ".sstc-site.json").unlink()
    assert is_built("--replace", *TODAY)
    assert not is_built()


def test_another_program_makes_a_new_site(site, is_built, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(manifest, "__version__", "99.0")
    assert is_built() and not is_built()
    monkeypatch.setattr(sys, "version", "3.99")
    assert is_built() and not is_built()
    (tmp_path / "libraries" / "Jinja2-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "libraries")
    assert is_built() and not is_built()


def test_the_code_and_the_templates_of_the_program_count(tmp_path: Path) -> None:
    program = tmp_path / "program"
    add(program / "render" / "pages.py")
    add(program / "render" / "__pycache__" / "pages.pyc")
    first = digest_of_inputs(tmp_path, [program], [])
    add(program / "render" / "__pycache__" / "pages.pyc")
    assert first == digest_of_inputs(tmp_path, [program], [])
    add(program / "render" / "pages.py")
    assert first != digest_of_inputs(tmp_path, [program], [])


def test_all_libraries_that_a_site_is_made_with_count(workspace: Path) -> None:
    code = (
        "import sys; from sstc_cli.cli import main\n"
        "assert not main(['site', 'build', '--draft', '--pictures'])\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=workspace, capture_output=True, text=True, check=True
    )
    known = packages_distributions()
    used = {name for module in done.stdout.split() for name in known.get(module, ())}
    plain = {re.sub(r"[-_.]+", "_", name).lower() for name in used}
    of_the_terminal = {"annotated_doc", "click", "pygments", "rich", "shellingham", "typer"}
    assert plain - LIBRARIES <= of_the_terminal | {"setuptools", "sstc_cli"}


@pytest.mark.parametrize("name", ["en/index.html", "style.css", "zh/calendar.ics"])
def test_a_file_that_was_edited_or_removed_is_noticed(sstc, site, is_built, name) -> None:
    file = site / name
    whole, status = file.read_bytes(), file.stat()
    file.write_bytes(whole[:-2] + b"x\n")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    refused = sstc("site", "build", *TODAY).gives(2)
    assert f"sstc did not write {file.relative_to(site.parents[1])} as it is now" in refused.err
    file.unlink()
    assert is_built()
    assert file.read_bytes() == whole


def test_what_may_change_unnoticed_makes_a_new_site_each_time(site, workspace, is_built, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (workspace / "data" / "linked").symlink_to(elsewhere)
    assert is_built()
    assert is_built()
    (workspace / "data" / "linked").unlink()
    assert is_built()
    assert not is_built()
    assert digest_of_inputs(workspace, [], [workspace / "photo.jpg"]) is None
    assert digest_of_inputs(workspace, [], [workspace / "data" / ".." / "photo.jpg"]) is None
    assert digest_of_inputs(workspace, [], [workspace / "data" / "photo.jpg"]) is not None
