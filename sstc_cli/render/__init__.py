"""A view and a template become the bytes of a file."""

from collections.abc import Callable, Mapping

from sstc_cli.render.docx import write_docx
from sstc_cli.render.escape import escape
from sstc_cli.render.html import write_html
from sstc_cli.render.markdown import write_markdown
from sstc_cli.render.templates import Document, EndlessTemplateError, Templates, View
from sstc_cli.render.text import write_text

FORMATS: Mapping[str, Callable[[Document, Templates], bytes]] = {
    "md": write_markdown,
    "txt": write_text,
    "html": write_html,
    "docx": write_docx,
}

__all__ = ["FORMATS", "Document", "EndlessTemplateError", "Templates", "View", "escape"]
