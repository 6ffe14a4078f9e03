"""The knowledge files of a workspace: one for each webinar, `data/knowledge/07.yaml`."""

from collections.abc import Iterator
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.model.knowledge.note import KnowledgeNote
from sstc_cli.workspace.folders import yaml_files

KNOWLEDGE = Path("data") / "knowledge"

CODES = {
    "E795": "a knowledge file is about a webinar that the series does not have, or is not named "
    "after its webinar, for example `07.yaml` for webinar 7. Correct `webinar`, or rename the file",
}


def knowledge_files(root: Path) -> list[Path]:
    """Return the knowledge files, relative to the workspace, by name."""
    return yaml_files(root, KNOWLEDGE)


def knowledge_file(number: int) -> Path:
    """Return the file about a webinar, relative to the workspace."""
    return KNOWLEDGE / f"{number:02}.yaml"


def misplaced(note: KnowledgeNote, stem: str, series: Series) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a file, whose name is `stem` and a suffix, fits no webinar."""
    number = note.webinar
    if series.webinar(number) is None:
        message = f"the series has no webinar {number}"
        yield Diagnostic("E795", message, ("webinar",), "correct the number")
    elif stem != f"{number:02}":
        message = f"the file is called {stem}.yaml, but is about webinar {number}"
        hint = f"rename it to {number:02}.yaml, or correct the number"
        yield Diagnostic("E795", message, ("webinar",), hint)
