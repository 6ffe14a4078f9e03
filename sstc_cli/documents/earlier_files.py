"""Files in `out/` that were written from an earlier plan: of a renumbered webinar, for example."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from sstc_cli.model import Series
from sstc_cli.render import FORMATS
from sstc_cli.views.documents import VIEWS, audience_stems, folder_of, speaker_stems, stem_of

_WRITTEN = re.compile(
    r"((?:[0-9]{2,}|speaker|audience|organiser)-[a-z0-9-]+(?:\.[a-z0-9-]+)?)"
    rf"\.[A-Za-z+-]+\.(?:{'|'.join(FORMATS)})"
)


def earlier_files(series: Series, out: Path) -> list[Path]:
    """Return the files of webinars, audiences and speakers that no longer have these names."""
    return [
        file
        for name, kind in VIEWS.items()
        if kind.per not in ("series", "recipient") and (out / folder_of(name)).is_dir()
        for file in files_besides(out / folder_of(name), set(_stems(series, kind.per)))
    ]


def files_besides(folder: Path, stems: Collection[str]) -> list[Path]:
    """Return the documents in a folder whose names begin otherwise; other files do not count."""
    names = (_WRITTEN.fullmatch(file.name) for file in sorted(folder.glob("*")))
    return [folder / name[0] for name in names if name and name[1] not in stems]


def _stems(series: Series, per: str) -> Iterator[str]:
    """Yield the beginnings of the names that a document's files have today."""
    for webinar in series.webinars:
        if per == "audience":
            yield from (stem for stem, _ in audience_stems(series, webinar))
        elif per == "speaker":
            yield from (stem for stem, _ in speaker_stems(series, webinar))
        else:
            yield stem_of(webinar)
