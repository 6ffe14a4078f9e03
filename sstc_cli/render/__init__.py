"""A view and a template become the bytes of a file."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from sstc_cli.render.escape import escape
from sstc_cli.render.letterhead import Letterhead
from sstc_cli.render.stationery import PAPERS, Paper, Stationery
from sstc_cli.render.templates import Document, EndlessTemplateError, Templates, View

Writer = Callable[[Document, Templates], bytes]


def _later(name: str) -> Writer:
    """The writer in a module; its libraries take a third of a short command to load."""

    def write(document: Document, templates: Templates) -> bytes:
        writer: Writer = getattr(import_module(f"sstc_cli.render.{name}"), f"write_{name}")
        return writer(document, templates)

    return write


def read_letterhead(file: Path) -> Letterhead:
    """Return the letterhead in a Word file; the library for Word is loaded now."""
    module = import_module("sstc_cli.render.word_letterhead")
    letterhead: Letterhead = module.read_letterhead(file)
    return letterhead


FORMATS: Mapping[str, Writer] = {
    "md": _later("markdown"),
    "txt": _later("text"),
    "html": _later("html"),
    "docx": _later("docx"),
    "pdf": _later("pdf"),
}

__all__ = [
    "FORMATS", "PAPERS", "Document", "EndlessTemplateError", "Letterhead", "Paper", "Stationery",
    "Templates", "View", "escape", "read_letterhead",
]  # fmt: skip
