"""Markdown: the document as the template wrote it."""

from sstc_cli.render.templates import Document, Templates


def write_markdown(document: Document, templates: Templates) -> bytes:  # noqa: ARG001
    """The bytes of a `.md` file."""
    return document.markdown.encode()
