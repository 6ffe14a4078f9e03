"""What is loaded, by name and not by time: help and version stay light."""

import subprocess
import sys
from pathlib import Path

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


def loaded(*words: str) -> set[str]:
    return {module.partition(".")[0] for module in modules(*words)}


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


def test_what_reads_surveys_loads_no_writer_of_workbooks() -> None:
    assert "openpyxl" not in loaded("surveys", "summary")


def test_an_import_without_rejected_rows_loads_no_writer_of_workbooks(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(workspace / "settings"))  # the key goes there
    exported = workspace / "exit.csv"
    exported.write_text("email,content,consent\nana@example.org,5,yes\n", encoding="utf-8")
    words = ("surveys", "import", str(exported), "--webinar", "7")
    own = modules("--workspace", str(workspace), *words)
    assert (workspace / ".sstc" / "store.sqlite").stat().st_size
    assert not {"openpyxl", "pydantic", "urllib.request"} & set(own)
    rarely = ("requests", "erasure", "people")
    assert not {f"sstc_cli.store.{name}" for name in rarely} & set(own)


def test_an_import_loads_no_results_of_surveys() -> None:
    own = modules("surveys", "import", str(REPOSITORY / "examples" / "exit.xlsx"), "--dry-run")
    assert not [name for name in own if name.startswith("sstc_cli.numbers")]


def test_validate_loads_no_renderer(workspace: Path) -> None:
    heavy = loaded("--workspace", str(workspace), "validate") & set(HEAVY)
    assert heavy <= {"yaml", "dateutil"}


def test_validate_without_a_release_loads_no_comparison() -> None:
    own = modules("validate")
    assert not [name for name in own if name.startswith("sstc_cli.releases")]


def test_a_document_loads_the_libraries_of_its_own_format() -> None:
    libraries = {"markdown_it", "docx", "typst", "pydantic", "sqlalchemy"}
    expected = {"md": set(), "html": {"markdown_it"}, "docx": {"markdown_it", "docx"}}
    for kind, own in expected.items():
        words = ("agenda", "render", "7", "-o", "-", "--format", kind)
        assert loaded(*words) & libraries == own
