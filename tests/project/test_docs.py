"""Docs that cannot lie: generated parts are current, and every command shown runs."""

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Sstc, read_series

from sstc_cli.cli.group import whole_tree
from sstc_cli.cli.run import app

REPOSITORY = Path(__file__).parents[2]


def load_generator():
    spec = importlib.util.spec_from_file_location("generate", REPOSITORY / "docs/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = load_generator()
PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", GENERATE.PARTS)
def test_generated_parts_are_current(page: str) -> None:
    current = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    assert current == GENERATE.generated(page), "run `make docs`"


def commands(command, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    found = {path: command}
    for name, inner in getattr(command, "commands", {}).items():
        found |= commands(inner, (*path, name))
    return found


COMMANDS = commands(whole_tree(app))
LEAVES = {path: each for path, each in COMMANDS.items() if not getattr(each, "commands", None)}


def ends_in_blanks(out: str) -> list[str]:
    """The lines that do, but for the empty lines around a change in a diff."""
    return [line for line in out.splitlines() if line != line.rstrip() and line != " "]


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_the_example_in_the_help_works(path: tuple[str, ...], sstc: Sstc, workspace: Path) -> None:
    example = re.search(r"Example: `sstc (.*?)`", LEAVES[path].help)
    assert example, "no example"
    if path == ("watch",):
        return  # it never ends; its own test runs it
    prepare(workspace)
    if path[0] == "surveys":
        sstc("surveys", "import", "exit.xlsx")
    result = sstc(*shlex.split(example[1]))
    assert result.status == 0, result.err
    assert ends_in_blanks(result.out + result.err) == []


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_fits_80_columns(path: tuple[str, ...], sstc: Sstc) -> None:
    for flag in ("-h", "--help"):
        result = sstc(*path, flag)
        assert (result.status, result.err) == (0, "")
        assert max(map(len, result.out.splitlines())) <= 80
        assert ends_in_blanks(result.out) == []
        assert not re.search(r"<(bool|int|list|path|str)\b", result.out), "a programmer's word"
        assert "\x1b" not in result.out


def shown(page: Path) -> list[str]:
    """The `sstc` lines of a page's shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("sstc ")]


def prepare(workspace: Path) -> None:
    """Put the examples where the docs' commands expect a spreadsheet and a calendar file."""
    invitation = (REPOSITORY / "examples" / "invitation.ics").read_bytes()
    (workspace / "invitation.ics").write_bytes(invitation)
    data = (REPOSITORY / "examples" / "exit.xlsx").read_bytes()
    (workspace / "exit.xlsx").write_bytes(data)
    (workspace / "examples").mkdir(exist_ok=True)
    (workspace / "examples" / "exit.xlsx").write_bytes(data)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_on_a_page_work_in_their_order(page: Path, sstc: Sstc, workspace: Path) -> None:
    prepare(workspace)
    for line in shown(page):
        result = sstc(*shlex.split(line, comments=True)[1:])
        assert result.status == 0, f"{line}\n{result.err}"
        assert ends_in_blanks(result.out + result.err) == []


def test_the_diagnostic_in_the_readme_is_ours(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("ends: 2020-10-09 17:00", "ends: 2020-10-09 13:00"), "utf-8")
    drawn = re.sub(r"\x1b\[[0-9;]*m", "", sstc("--color", "always", "validate").out)
    block = drawn[drawn.index("error[E201]") :].split("\n\n")[0].rstrip()
    assert block in (REPOSITORY / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_three_given_commands_work_word_for_word(sstc: Sstc, workspace: Path) -> None:
    prepare(workspace)
    assert sstc("agenda", "render", "7").status == 0
    assert sstc("calendar", "export").status == 0
    assert sstc("surveys", "import", "exit.xlsx").status == 0


def test_the_workflows_are_valid(tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(# \.github.*?)```", page, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        file = tmp_path / "workflow.yml"
        file.write_text(block, encoding="utf-8")
        checker = Path(sys.executable).with_name("check-jsonschema")
        command = [checker, "--builtin-schema", "vendor.github-workflows", file]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_yaml_of_the_rules_page_is_read() -> None:
    page = (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8")
    head = page[: page.index("<!-- shape: start -->")]
    for block in re.findall(r"```yaml\n(.*?)```", head, re.DOTALL):
        assert read_series(block)
