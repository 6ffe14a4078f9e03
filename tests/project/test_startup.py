"""What is loaded, by name and not by time: help and version stay light."""

import subprocess
import sys
from functools import cache

import pytest
from conftest import REPOSITORY

HEAVY = (
    "pydantic", "yaml", "icalendar", "jinja2", "markdown_it", "docx", "babel", "sqlalchemy",
    "openpyxl", "python_calamine", "dateutil", "segno",
)  # fmt: skip
PROBE = """
import sys
from sstc_cli.cli import main
status = main({words!r})
print("loaded:", status, *sys.modules, file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def _without_a_store(workspace, monkeypatch) -> None:
    """Run in a copy of the series: `make demo` leaves a store in the repository."""
    monkeypatch.chdir(workspace)


def loaded(*words: str) -> set[str]:
    return {module.partition(".")[0] for module in modules(*words)}


@cache
def modules(*words: str) -> list[str]:
    probe = [sys.executable, "-X", "utf8", "-c", PROBE.format(words=list(words))]
    done = subprocess.run(probe, capture_output=True, check=True)
    status, *names = done.stderr.decode().split("loaded:")[1].split()
    assert status == "0"
    return names


def test_version_loads_nothing_of_others() -> None:
    assert not loaded("--version") & {*HEAVY, "typer", "rich"}


@pytest.mark.parametrize("words", [("--help",), ("agenda", "--help"), ("surveys", "-h")])
def test_help_loads_typer_and_rich_only(words: tuple[str, ...]) -> None:
    assert not loaded(*words) & set(HEAVY)


@pytest.mark.parametrize(
    "group", ["schedule", "surveys", "calendar", "templates", "release", "report", "mail"]
)
def test_help_loads_no_command(group: str) -> None:
    rooms = {name.split(".")[1] for name in modules(group, "--help") if "sstc_cli." in name}
    assert rooms == {"atomic", "cli", "diagnostics", "errors", "unseen", "versions"}
    own = {name for name in modules(group, "--help") if name.startswith("sstc_cli.cli.")}
    assert {name.split(".")[2] for name in own} == {"console", "run", "tasks"}


def test_an_import_without_rejected_rows_loads_no_writer_of_workbooks(workspace, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(workspace / "settings"))  # the key goes there
    exported = workspace / "exit.csv"
    exported.write_text("email,content,consent\nana@example.org,5,yes\n", encoding="utf-8")
    words = ("surveys", "import", str(exported), "--webinar", "7")
    own = modules("--workspace", str(workspace), *words)
    assert (workspace / ".sstc" / "store.sqlite").stat().st_size
    assert not {"openpyxl", "pydantic", "urllib.request"} & set(own)
    rarely = ("requests", "erasure", "people")
    assert not {f"sstc_cli.store.{name}" for name in rarely} & set(own)


USED = ("yaml", "dateutil", "babel")  # by `validate`; nothing is published
EXAMPLE = str(REPOSITORY / "examples" / "exit.xlsx")


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (("surveys", "list"), "openpyxl"),
        (("due", "--today", "2020-01-01"), ("sstc_cli.releases", "sstc_cli.cli.console.edit")),
        (("explain", "E501"), ("openpyxl", "python_calamine")),
        (("surveys", "import", EXAMPLE, "--dry-run"), "sstc_cli.numbers"),
        (("validate",), ("sstc_cli.releases", *(name for name in HEAVY if name not in USED))),
    ],
)
def test_a_command_loads_nothing_that_it_does_not_need(words: tuple[str, ...], without) -> None:
    assert not [name for name in modules(*words) if name.startswith(without)]


def test_a_document_loads_the_libraries_of_its_own_format() -> None:
    libraries = {"markdown_it", "docx", "typst", "pydantic", "sqlalchemy"}
    expected = {"md": set(), "html": {"markdown_it"}, "docx": {"markdown_it", "docx"}}
    for kind, own in expected.items():
        words = ("agenda", "render", "7", "-o", "-", "--format", kind)
        assert loaded(*words) & libraries == own
