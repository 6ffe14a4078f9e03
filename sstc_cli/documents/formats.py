"""The formats that each document has: pages, posters and slides have different ones."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render import LAYOUTS, LIBRARIES
from sstc_cli.views.documents import VIEWS


def formats_of(document: str) -> Sequence[str]:
    """Return the formats of a document, for example `md` and `pptx`."""
    endings = LAYOUTS[VIEWS[document].layout]
    return list(dict.fromkeys(map(_format, endings)))


def endings_of(
    document: str, formats: Iterable[str] = (), *, where_possible: bool = False
) -> Sequence[str]:
    """Return the endings of a document's files in these formats, or in its usual ones.

    A format can have several: a picture is written in several sizes. A format that the document
    lacks is an error, unless it is only wanted `where_possible`.
    """
    known = formats_of(document)
    wanted = list(formats) or _usual_formats(document)
    lacking = next((name for name in wanted if name not in known), None)
    if lacking and not where_possible:
        hint = f"choose {' or '.join(f'`{name}`' for name in known)}, or name other documents"
        message = f"`{document}` cannot be written as `{lacking}`"
        raise SstcError(message, hint, ExitCode.USAGE)
    endings = LAYOUTS[VIEWS[document].layout]
    return [ending for name in wanted for ending in endings if _format(ending) == name]


def missing_library(document: str) -> str | None:
    """Return the library that the usual formats of a document need, if it is not installed."""
    library = LIBRARIES.get(VIEWS[document].layout)
    return library if library and find_spec(library) is None else None


def _usual_formats(document: str) -> Sequence[str]:
    kind = VIEWS[document]
    if kind.layout in ("page", "report"):
        return ["txt" if kind.to_paste else "md"]
    return [name for name in formats_of(document) if name != "md"]


def _format(ending: str) -> str:
    return ending.rpartition(".")[2]
