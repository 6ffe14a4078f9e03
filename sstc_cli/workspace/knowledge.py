"""The knowledge files of a workspace: one for each webinar, `data/knowledge/07.yaml`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.model.knowledge.note import KnowledgeNote
from sstc_cli.rules.knowledge import Noted, check_note
from sstc_cli.workspace.data_file import DataFile, doubts_about, own_diagnostics
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


def knowledge_problems(file: DataFile[KnowledgeNote], series: Series | None) -> list[Diagnostic]:
    """Return what is wrong in a knowledge file; most rules need the series."""
    found = [*own_diagnostics(file), *doubts_about(file)]
    if file.model and series:
        found += _misplaced(file, file.model, series)
        found += check_note(Noted(file.model, series))
    return found


def notes_by_number(files: Sequence[DataFile[KnowledgeNote]]) -> dict[int, KnowledgeNote]:
    """Return what is written about each webinar, in the order of their numbers."""
    found = {file.model.webinar: file.model for file in files if file.model}
    return dict(sorted(found.items()))


def _misplaced(
    file: DataFile[KnowledgeNote], note: KnowledgeNote, series: Series
) -> Iterator[Diagnostic]:
    number = note.webinar
    if series.webinar(number) is None:
        message = f"the series has no webinar {number}"
        yield Diagnostic("E795", message, ("webinar",), "correct the number")
    elif file.stem != f"{number:02}":
        message = f"the file is called {file.stem}.yaml, but is about webinar {number}"
        hint = f"rename it to {number:02}.yaml, or correct the number"
        yield Diagnostic("E795", message, ("webinar",), hint)
