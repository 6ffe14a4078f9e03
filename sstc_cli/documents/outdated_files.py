"""Documents in a folder that say otherwise than the plan does now, whatever their language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    ways: Sequence[Mapping[str, Make]],
    paper: Paper | None,
) -> list[Path]:
    """Return the documents in a folder that the plan would now write in none of the ways."""
    found = list(documents_in(folder))
    made: dict[str, list[Callable[[], bytes]]] = defaultdict(list)
    for languages, suffix in dict.fromkeys((name["languages"], name["suffix"]) for name in found):
        codes = tuple(dict.fromkeys(languages.split("+")))
        for makes in ways if {*codes} <= {*series.languages} else ():
            composed = compose(workspace, series, makes, Request([suffix], [codes], paper))
            for files in composed.files.values():
                for name, make in files.items():
                    made[name].append(make)
    files_found = (folder / name[0] for name in found)
    return [file for file in files_found if not _is_current(file, made[file.name])]


def _is_current(file: Path, makers: Iterable[Callable[[], bytes]]) -> bool:
    """Return whether a maker makes the bytes of a file now; one that fails makes none."""
    try:
        content = file.read_bytes()
        return any(make() == content for make in makers)
    except (OSError, SstcError):
        return False
