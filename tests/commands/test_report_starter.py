"""A question that the starter left to be replaced does not get into a report unnoticed."""

from pathlib import Path

import pytest
from conftest import Sstc, alter

ROWS = (
    "E-mail,Replace this by a question that the first webinar answers,Content,Consent\n"
    + "".join(f"{who}@example.org,The right answer,5,Yes\n" for who in "abcde")
)
STILL = "E717 the question `first_topic` is still the text of the starter: `Replace this by "


def test_a_report_names_it(workspace: Path, sstc: Sstc, monkeypatch: pytest.MonkeyPatch) -> None:
    root = workspace.parent / "new"
    assert sstc("init", root).status == 0
    monkeypatch.chdir(root)
    assert "E717" not in sstc("report", "check").out
    Path("exit-webinar-1.csv").write_text(ROWS, encoding="utf-8")
    assert sstc("surveys", "import", "exit-webinar-1.csv", "--yes").status == 0
    draft = sstc("report", "check")
    assert (draft.status, draft.out.count(f"warning {STILL}")) == (0, 1), draft
    rendered = sstc("report", "render", 1)
    assert rendered.status == 0 and f"warning {STILL}" in rendered.err.replace("[E717]", " E717")
    assert f"error {STILL}" in sstc("report", "check", "--final").out
    alter(Path("data", "surveys", "exit.yaml"), "text: Replace this by a", "text: Which is the")
    assert STILL not in sstc("report", "check", "--final").out
