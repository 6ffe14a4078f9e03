"""The codes of rejected rows and of remarks."""

import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def test_every_code_is_explained_in_the_docs() -> None:
    sources = (REPOSITORY / "sstc_cli" / "survey").rglob("*.py")
    used = {
        code for each in sources for code in re.findall(r'"([EW]5\d\d)"', each.read_text("utf-8"))
    }
    page = (REPOSITORY / "docs" / "surveys.md").read_text("utf-8")
    assert used == set(re.findall(r"^\| `([EW]5\d\d)` \|", page, re.MULTILINE))
