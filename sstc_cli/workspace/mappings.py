"""Decisions about the columns of survey exports: a file a form in `data/surveys/mappings/`."""

from pathlib import Path

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.errors import SstcError
from sstc_cli.model import ColumnMapping
from sstc_cli.source import build, locate, read, write
from sstc_cli.workspace.open import SURVEYS, Workspace

MAPPINGS = SURVEYS / "mappings"

_HEADING = "Whose answers the columns of an export are: `sstc surveys import` reads and adds to it."


def read_mappings(workspace: Workspace) -> dict[str, ColumnMapping]:
    """Every mapping of a workspace, by its form."""
    files = sorted((workspace.root / MAPPINGS).glob("*.yaml"))
    found = [read_mapping(workspace, each) for each in files]
    return {each.form: each for each in found}


def read_mapping(workspace: Workspace, file: Path) -> ColumnMapping:
    """One mapping; SstcError where it does not fit the workspace's surveys."""
    shown = file.name
    tree = read(file, shown)
    mapping, found = build(tree, ColumnMapping)
    wrong = locate(tree, [*tree.diagnostics, *found])
    if mapping is None or wrong:
        place = wrong[0].place if wrong else None
        at = f":{place.line}" if place else ""
        message = wrong[0].message if wrong else "it is empty"
        raise SstcError(f"{shown}{at}: {message}", wrong[0].hint if wrong else "delete it")
    if (survey := workspace.surveys.get(mapping.survey)) is None:
        hint = did_you_mean(mapping.survey, workspace.surveys)
        raise SstcError(f"{shown}: there is no survey `{mapping.survey}`", hint)
    known = [each.id for each in survey.questions]
    for id_ in mapping.decided.values():
        if id_ is not None and id_ not in known:
            hint = did_you_mean(id_, known)
            raise SstcError(f"{shown}: the survey {survey.id} has no question `{id_}`", hint)
    return mapping


def mapping_file(workspace: Workspace, form: str) -> Path:
    """Where the mapping of a form lies."""
    return workspace.root / MAPPINGS / f"{form}.yaml"


def write_mapping(mapping: ColumnMapping) -> str:
    """The text of a mapping's file."""
    document = mapping.model_dump(exclude_none=True)
    return write(document, _HEADING)
