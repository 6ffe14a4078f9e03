"""Documents in a folder that say otherwise than the plan does now, whatever their language."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sstc_cli.documents.compose import Make, Request, compose
from sstc_cli.documents.earlier_files import documents_in
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.render import Paper
from sstc_cli.workspace import Workspace


def outdated_files(
    folder: Path,
    workspace: Workspace,
    series: Series,
    makes: Mapping[str, Make],
    paper: Paper | None,
) -> list[Path]:
    """Return the documents in a folder that the plan would now write otherwise, or not at all."""
    found = list(documents_in(folder))
    made: dict[str, Callable[[], bytes]] = {}
    for languages, suffix in dict.fromkeys((name["languages"], name["suffix"]) for name in found):
        codes = tuple(dict.fromkeys(languages.split("+")))
        if {*codes} <= {*series.languages}:
            composed = compose(workspace, series, makes, Request([suffix], [codes], paper))
            for files in composed.files.values():
                made |= files
    names = [name[0] for name in found]
    return [folder / name for name in names if not _is_current(folder / name, made.get(name))]


def _is_current(file: Path, make: Callable[[], bytes] | None) -> bool:
    """Return whether a file has the bytes that are made now; one that fails to be made has not."""
    try:
        return make is not None and file.read_bytes() == make()
    except (OSError, SstcError):
        return False
