"""Documents are made one after the other, and appear together or not at all."""

import gc
from datetime import date
from pathlib import Path

from conftest import REPOSITORY, Sstc

from sstc_cli.documents import Request, compose, make_views
from sstc_cli.render import Document
from sstc_cli.workspace import open_workspace


def test_documents_are_not_held_together() -> None:
    workspace = open_workspace(REPOSITORY, date(2020, 8, 1))
    assert workspace.series is not None
    make = make_views("agenda", workspace.series, workspace.series.webinars)
    composed = compose(workspace, workspace.series, {"agenda": make}, Request(["md"], [("en",)]))
    sizes = [len(make_file()) for make_file in composed.files["agenda"].values()]
    assert len(sizes) == 15 and min(sizes) > 1_000
    gc.collect()
    assert sum(isinstance(item, Document) for item in gc.get_objects()) <= 1


def test_a_late_failure_leaves_no_file_and_no_folder(sstc: Sstc, workspace: Path) -> None:
    own = workspace / "templates" / "agenda.md.j2"
    own.parent.mkdir(exist_ok=True)
    own.write_text(
        "# A\n{% if webinar.number == 15 %}{{ nothing_of_this_name }}{% endif %}",
        encoding="utf-8",
    )
    result = sstc("agenda", "render", "--all")
    assert result.status == 1 and "nothing_of_this_name" in result.err
    assert not (workspace / "out").exists()
