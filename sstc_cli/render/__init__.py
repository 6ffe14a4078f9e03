"""Fill a template with a view, and write the result as the bytes of a file in any format."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.render.escape import escape
from sstc_cli.render.stationery import PLAIN, Look, Stationery
from sstc_cli.render.templates import Document, Templates

if TYPE_CHECKING:
    from sstc_cli.render.stationery import Letterhead

Writer = Callable[[Document, Templates], bytes]


def _writer(module: str, function: str, *options: str) -> Writer:
    """Return a writer that imports its module, with a slow library, only when it is called."""

    def write(document: Document, templates: Templates) -> bytes:
        found = getattr(import_module(f"sstc_cli.render.{module}"), function)
        made: bytes = found(document, templates, *options)
        return made

    return write


def read_letterhead(file: Path, own: Look = PLAIN) -> "Letterhead":
    """Return the letterhead in a Word file; import the slow library for Word only now."""
    from sstc_cli.render import letterhead_read  # noqa: PLC0415

    return letterhead_read.read_letterhead(file, own)


FORMATS: Mapping[str, Writer] = {
    "md": _writer("markdown", "write_markdown"),
    "txt": _writer("text", "write_text"),
    "html": _writer("html", "write_html"),
    "docx": _writer("docx", "write_docx"),
    "pdf": _writer("pdf", "write_pdf"),
}

# The writers for each layout of documents, by the endings of their files; all have their words.
_WORDS = {"md": FORMATS["md"]}
POSTERS = ("pdf", "1200x628.png", "1080x1080.png", "900x383.png")
LAYOUTS: Mapping[str, Mapping[str, Writer]] = {
    "page": FORMATS,
    "poster": _WORDS | {end: _writer("display.poster", "write_poster", end) for end in POSTERS},
    "slides": _WORDS | {"pptx": _writer("display.slides", "write_slides")},
    "certificate": {
        **_WORDS,
        "docx": _writer("display.certificate_word", "write_certificate_docx"),
        "pdf": _writer("display.certificate", "write_certificate_pdf"),
    },
    "report": {**FORMATS, "xlsx": _writer("figures.workbook", "write_workbook")},
}
LIBRARIES: Mapping[str, str] = {"poster": "typst", "slides": "pptx"}  # of extras
