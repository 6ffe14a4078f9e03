"""Fill a template with a view, and write the result as the bytes of a file in any format."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.render.escape import escape
from sstc_cli.render.stationery import PAPERS, PLAIN, Look, Paper, Stationery
from sstc_cli.render.template_faults import EndlessTemplateError
from sstc_cli.render.templates import Document, Templates

if TYPE_CHECKING:
    from sstc_cli.render.stationery import Letterhead

Writer = Callable[[Document, Templates], bytes]


def _lazy(name: str) -> Writer:
    """Return a writer that imports its module, with a slow library, only when it is called."""

    def write(document: Document, templates: Templates) -> bytes:
        writer: Writer = getattr(import_module(f"sstc_cli.render.{name}"), f"write_{name}")
        return writer(document, templates)

    return write


def _poster(ending: str) -> Writer:
    """Return a writer of the posters whose files have that ending."""

    def write(document: Document, templates: Templates) -> bytes:
        module = import_module("sstc_cli.render.display.poster")
        made: bytes = module.write_poster(document, templates, ending)
        return made

    return write


def _slides(document: Document, templates: Templates) -> bytes:
    module = import_module("sstc_cli.render.display.slides")
    made: bytes = module.write_slides(document, templates)
    return made


def _certificate(ending: str) -> Writer:
    """Return a writer of certificates with that ending."""
    module = {"pdf": "certificate", "docx": "certificate_word"}[ending]

    def write(document: Document, templates: Templates) -> bytes:
        found = import_module(f"sstc_cli.render.display.{module}")
        made: bytes = getattr(found, f"write_certificate_{ending}")(document, templates)
        return made

    return write


def _workbook(document: Document, templates: Templates) -> bytes:
    module = import_module("sstc_cli.render.figures.workbook")
    made: bytes = module.write_workbook(document, templates)
    return made


def read_letterhead(file: Path, own: Look = PLAIN) -> "Letterhead":
    """Return the letterhead in a Word file; import the slow library for Word only now."""
    module = import_module("sstc_cli.render.letterhead_read")
    letterhead: Letterhead = module.read_letterhead(file, own)
    return letterhead


FORMATS: Mapping[str, Writer] = {
    "md": _lazy("markdown"),
    "txt": _lazy("text"),
    "html": _lazy("html"),
    "docx": _lazy("docx"),
    "pdf": _lazy("pdf"),
}

# The writers for each layout of documents, by the endings of their files; all have their words.
_WORDS = {"md": FORMATS["md"]}
POSTERS = ("pdf", "1200x628.png", "1080x1080.png", "900x383.png")
LAYOUTS: Mapping[str, Mapping[str, Writer]] = {
    "page": FORMATS,
    "poster": _WORDS | {ending: _poster(ending) for ending in POSTERS},
    "slides": _WORDS | {"pptx": _slides},
    "certificate": _WORDS | {ending: _certificate(ending) for ending in ("docx", "pdf")},
    "report": {**FORMATS, "xlsx": _workbook},
}
LIBRARIES: Mapping[str, str] = {"poster": "typst", "slides": "pptx"}  # of extras

__all__ = [
    "FORMATS", "LAYOUTS", "LIBRARIES", "PAPERS", "POSTERS", "Document", "EndlessTemplateError",
    "Look", "Paper", "Stationery", "Templates", "escape", "read_letterhead",
]  # fmt: skip
