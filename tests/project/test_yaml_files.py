"""The YAML files that people open in editors are clean for other readers and for yamllint."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
FOLDERS = ".github data docs examples sstc_cli/starter templates tests/data tests/golden"
FILES = sorted(
    file.relative_to(REPOSITORY).as_posix()
    for folder in FOLDERS.split()
    for file in (REPOSITORY / folder).rglob("*.y*ml")
)
PAGES = sorted(page.relative_to(REPOSITORY).as_posix() for page in REPOSITORY.glob("docs/**/*.md"))
RULES = "{extends: relaxed, rules: {line-length: disable}}"


@pytest.mark.parametrize("file", FILES)
def test_the_reader_written_in_python_takes_it(file: str) -> None:
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    assert isinstance(yaml.load(text, yaml.SafeLoader), dict)


def test_yamllint_has_nothing_to_say() -> None:
    yamllint = Path(sys.executable).with_name("yamllint")
    words = [yamllint, "--strict", "-f", "parsable", "-d", RULES, *FILES]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_on_a_page_are_yaml(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    for block in re.findall(r"(?ms)^```yaml\n(.*?)^```", text):
        yaml.load(block, yaml.SafeLoader)
