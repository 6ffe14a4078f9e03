"""A view and a template become the bytes of a file."""

from collections.abc import Callable, Mapping

from sstc_cli.render.docx import write_docx
from sstc_cli.render.escape import escape
from sstc_cli.render.html import write_html
from sstc_cli.render.markdown import write_markdown
from sstc_cli.render.pdf import write_pdf
from sstc_cli.render.stationery import PAPERS, Paper, Stationery
from sstc_cli.render.templates import Document, EndlessTemplateError, Templates, View
from sstc_cli.render.text import write_text

FORMATS: Mapping[str, Callable[[Document, Templates], bytes]] = {
    "md": write_markdown,
    "txt": write_text,
    "html": write_html,
    "docx": write_docx,
    "pdf": write_pdf,
}

__all__ = [
    "FORMATS", "PAPERS", "Document", "EndlessTemplateError", "Paper", "Stationery", "Templates",
    "View", "escape",
]  # fmt: skip
