"""What is installed under which name, in which versions, and how a release lists it."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from systems import SHELL

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
OTHERS = ("CHANGELOG.md", "Makefile")  # they name the old package, to remove it
STRANGER = re.compile(r"\b(?:pip|pipx|uv|uvx)\b(?! uninstall)[^`]*\s[\"']?sstc(?![\w-])|\bsstc\[")


def requirements(extra: str) -> list[Requirement]:
    return [Requirement(text) for text in PROJECT["dependencies"] + EXTRAS[extra]]


def locked(name: str) -> dict[str, list[tuple[str, int]]]:
    """Return the versions of each package in a lock, each with the number of its hashes."""
    text = (REPOSITORY / name).read_text(encoding="utf-8").replace("\\\n", "")
    found: dict[str, list[tuple[str, int]]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, version = re.match(r"([\w.-]+)==(\S+)", line).groups()
            found.setdefault(canonicalize_name(name), []).append(
                (version, line.count("--hash=sha256:"))
            )
    return found


def test_the_name_of_a_stranger_is_recognised() -> None:
    for line in ("`pipx inject sstc typst`", 'pip install "sstc[pdf]"', "uv tool install sstc"):
        assert STRANGER.search(line)
    for line in ("`pipx inject sstc-cli typst`", "`pip install .`, and `sstc validate`",
                 "pip install git+https://git.example.org/office/sstc@v0.1.0",
                 "`pip uninstall sstc` in your environment"):  # fmt: skip
        assert not STRANGER.search(line)


def test_no_page_and_no_hint_installs_the_package_of_a_stranger() -> None:
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    texts = [REPOSITORY / name for name in listed.stdout.splitlines() if name not in OTHERS]
    found = [
        f"{file.relative_to(REPOSITORY)}: {line}"
        for file in texts
        if file.suffix in ("", ".md", ".py", ".toml", ".txt", ".yaml") and file.is_file()
        if file != Path(__file__)
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        if STRANGER.search(line)
    ]
    assert found == []


def test_all_is_every_extra_of_users_and_each_has_a_lowest_version() -> None:
    assert list(PROJECT["scripts"]) == ["sstc"]
    [everything] = [Requirement(text) for text in EXTRAS["all"]]
    assert everything.name == PROJECT["name"] == "sstc-cli"
    assert everything.extras == EXTRAS.keys() - {"all", "dev", "test"}
    for extra in EXTRAS.keys() - {"all", "dev", "test"}:
        for requirement in requirements(extra):
            assert ">=" in {bound.operator for bound in requirement.specifier}, requirement


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("requirements.txt", ("pdf", "postgresql")),
        ("requirements-test.txt", ("test", "pdf")),
        ("requirements-dev.txt", ("dev", "test", "pdf")),
    ],
)
def test_a_lock_has_every_requirement_with_hashes_and_names_no_registry(name, extras) -> None:
    versions = locked(name)
    assert all(hashes for pins in versions.values() for _, hashes in pins)
    wanted = [each for extra in extras for each in requirements(extra) if each.name != "sstc-cli"]
    for requirement in wanted:
        for version, _ in versions[canonicalize_name(requirement.name)]:
            assert version in requirement.specifier, "run `make lock`"
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text


def test_tests_use_the_versions_that_people_install() -> None:
    people = locked("requirements.txt")
    for name in ("requirements-test.txt", "requirements-dev.txt"):
        tried = locked(name)
        assert {name: tried[name] for name in people} == people


@SHELL
@pytest.mark.slow
def test_the_list_of_packages_is_valid_and_the_same_each_time() -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    program = Path(sys.executable).with_name("cyclonedx-py")
    command = ["sh", REPOSITORY / ".ci" / "sbom", program, sys.executable]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in "12"
    )
    assert first == second
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first) is None
    listed = json.loads(first)
    assert "serialNumber" not in listed
    assert "timestamp" not in listed["metadata"]
    root = listed["metadata"]["component"]
    assert root["name"] == "sstc-cli"
    [needs] = [each for each in listed["dependencies"] if each["ref"] == root["bom-ref"]]
    names = {canonicalize_name(ref.partition("==")[0]) for ref in needs["dependsOn"]}
    assert {canonicalize_name(each.name) for each in requirements("pdf")} <= names
