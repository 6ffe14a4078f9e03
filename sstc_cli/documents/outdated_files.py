"""Documents in a folder that say otherwise than the plan does now, or have an old name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sstc_cli.choices import Paper
from sstc_cli.documents.compose import Make, Request, compose
from sstc_cli.errors import SstcError
from sstc_cli.listing import entries
from sstc_cli.model import Series
from sstc_cli.render import LAYOUTS
from sstc_cli.views.documents import VIEWS, folder_of, named_stem
from sstc_cli.views.file_names import audience_stems, participant_stems, speaker_stems
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.privacy import exposing_files

_ENDINGS = dict.fromkeys(ending for layout in LAYOUTS.values() for ending in layout)
_WRITTEN = re.compile(
    r"(?P<stem>(?:[0-9]{2,}|speaker|audience|organiser)-[a-z0-9-]+(?:\.[a-z0-9-]+){0,2})"
    rf"\.(?P<languages>[A-Za-z+-]+)\.(?P<suffix>{'|'.join(map(re.escape, _ENDINGS))})"
)


def earlier_files(series: Series, out: Path) -> list[Path]:
    """Return the files with other names than today, or with a link to join that is private now."""
    renamed = [
        out / folder_of(name) / found[0]
        for name, kind in VIEWS.items()
        if kind.per not in ("series", "recipient")
        for stems in [{named_stem(name, stem) for stem in _stems(series, name, kind.per)}]
        for found in documents_in(out / folder_of(name))
        if found["stem"] not in stems
    ]
    return list(dict.fromkeys((*renamed, *exposing_files(series, out))))


def documents_in(folder: Path) -> Iterator[re.Match[str]]:
    """Yield the names of the documents in a folder, in order; other files do not count."""
    names = (_WRITTEN.fullmatch(file.name) for file in entries(folder))
    return (name for name in names if name)


def _stems(series: Series, document: str, per: str) -> Iterator[str]:
    """Yield the beginnings of today's names, without the kind of document."""
    for webinar in series.webinars:
        if per == "audience":
            yield from (stem for stem, _ in audience_stems(series, webinar))
        elif per == "speaker":
            yield from (stem for stem, _ in speaker_stems(series, webinar))
        else:
            yield from participant_stems(document, webinar)


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
