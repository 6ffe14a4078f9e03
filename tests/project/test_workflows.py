"""The workflows for GitHub: valid, with few permissions, and nothing in them that is not there."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TARGETS = re.findall(r"^([a-z ]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
# what Windows lacks: tests are collected where these are missing
WINDOWS = """
import os, signal, subprocess, sys
import psutil  # with what it needs here
subprocess.Popen.kill = lambda process: process.send_signal(9)
for name in ("grp", "pty", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None
for module, names in {
    os: "O_DIRECTORY O_NOFOLLOW chown fchmod fork geteuid killpg mkfifo setsid",
    signal: "SIGALRM SIGHUP SIGKILL SIGPIPE",
}.items():
    for name in names.split():
        delattr(module, name)
"""


def read(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 texts only


def jobs(file: Path) -> dict[str, dict[str, Any]]:
    return read(file)["jobs"]


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(file).values():
        yield from job.get("steps", ())


def pythons(job: dict[str, Any]) -> list[str]:
    return job["strategy"]["matrix"]["python"]


def filled(line: str, job: dict[str, Any]) -> Iterator[str]:
    """Yield a command for each row of its job's matrix."""
    matrix = job.get("strategy", {}).get("matrix", {})
    for row in matrix.get("include", [{}]):
        yield re.sub(r"\$\{\{ matrix\.(\w+) \}\}", lambda found, row=row: row[found[1]], line)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_it_is_valid_its_permissions_are_few_and_its_actions_fixed(file: Path) -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    command = [checker, "--builtin-schema", "vendor.github-workflows", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    text = file.read_text(encoding="utf-8")
    assert "secrets" not in text and "pull_request_target" not in text
    assert read(file)["permissions"] in ({}, "", {"contents": "read"})
    assert read(file)["concurrency"]
    for used in re.findall(r"uses: (?!\./)(.+)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    for name, job in jobs(file).items():
        assert "uses" in job or int(job["timeout-minutes"]) <= 40, name
        if "write" in job.get("permissions", {}).values():
            assert not [step for step in job["steps"] if "checkout" in step.get("uses", "")], name
    for step in steps(file):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"
        assert "${{ github" not in step.get("run", ""), "a name of a branch would be a command"


def test_one_action_has_one_version() -> None:
    texts = (file.read_text(encoding="utf-8") for file in WORKFLOWS)
    used = {found for text in texts for found in re.findall(r"uses: (?!\./)(.+)@(.+)", text)}
    assert len(used) == len({action for action, _ in used})


def test_every_version_of_python_is_tried_on_every_system() -> None:
    named = [text.rpartition(":: ")[2] for text in PROJECT["classifiers"] if "Python :: " in text]
    tried = jobs(REPOSITORY / ".github" / "workflows" / "test.yml")
    assert pythons(tried["linux"]) == pythons(tried["desktop"]) == named
    assert tried["desktop"]["strategy"]["matrix"]["system"] == ["macos-latest", "windows-latest"]
    bounds = {
        row["versions"]: row["python"] for row in tried["bounds"]["strategy"]["matrix"]["include"]
    }
    assert bounds == {"lowest": named[0], "newest": named[-1]}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_its_commands_are_there(file: Path) -> None:
    targets = {name for names in TARGETS for name in names.split()}
    for job in jobs(file).values():
        for step in job.get("steps", ()):
            for line in filled(step.get("run", ""), job):
                if found := re.match(r"make (\w+)$", line):
                    assert found[1] in targets
                for name in re.findall(r"(?<=-r )\S+|\S+\.(?:xlsx|py|md)\b", line):
                    assert (REPOSITORY / name).exists(), name


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/how-to/install.md"])
def test_a_page_names_no_target_that_make_lacks(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE))
    assert named
    assert named <= {name for names in TARGETS for name in names.split()}


def test_commands_for_windows_work_in_any_shell() -> None:
    job = jobs(REPOSITORY / ".github" / "workflows" / "test.yml")["desktop"]
    lines = [step["run"] for step in job["steps"] if "run" in step]
    assert len(lines) == 8
    for line in lines:
        assert re.fullmatch(r"python (-m (pip|pytest)|-P -m sstc_cli) [\w ./\"-]+", line), line


def test_only_the_job_that_publishes_is_trusted_by_the_index() -> None:
    found = jobs(REPOSITORY / ".github" / "workflows" / "release.yml")
    trusted = {name for name, job in found.items() if "id-token" in job.get("permissions", {})}
    assert trusted == {"publish"}
    assert found["publish"]["permissions"] == {"id-token": "write"}
    assert found["publish"]["environment"]["name"] == "pypi"
    assert [found[name]["needs"] for name in ("build", "publish", "announce")] == [
        "test", "build", "publish",
    ]  # fmt: skip


def test_all_tests_can_be_collected_where_windows_lacks_things(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WINDOWS, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(REPOSITORY)])
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-o", "addopts=", "--co", "-q"]
    done = subprocess.run(
        command, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": path}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
