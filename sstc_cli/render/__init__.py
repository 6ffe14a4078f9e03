"""A view and a template become the bytes of a file."""

from collections.abc import Callable, Mapping
from importlib import import_module

from sstc_cli.render.escape import escape
from sstc_cli.render.html import write_html
from sstc_cli.render.letterhead import Letterhead
from sstc_cli.render.markdown import write_markdown
from sstc_cli.render.stationery import PAPERS, Paper, Stationery
from sstc_cli.render.templates import Document, EndlessTemplateError, Templates, View
from sstc_cli.render.text import write_text

Writer = Callable[[Document, Templates], bytes]


def _later(kind: str) -> Writer:
    """The writer of a format whose library takes a third of a short command to load."""

    def write(document: Document, templates: Templates) -> bytes:
        writer: Writer = getattr(import_module(f"sstc_cli.render.{kind}"), f"write_{kind}")
        return writer(document, templates)

    return write


FORMATS: Mapping[str, Writer] = {
    "md": write_markdown,
    "txt": write_text,
    "html": write_html,
    "docx": _later("docx"),
    "pdf": _later("pdf"),
}

__all__ = [
    "FORMATS", "PAPERS", "Document", "EndlessTemplateError", "Letterhead", "Paper", "Stationery",
    "Templates", "View", "escape",
]  # fmt: skip
