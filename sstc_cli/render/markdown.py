"""Markdown: the document as the template wrote it, with its figures."""

from sstc_cli.render.escape import without_language_marks, without_pictures
from sstc_cli.render.figures.in_markdown import with_inserts
from sstc_cli.render.templates import Document, Templates


def write_markdown(document: Document, templates: Templates) -> bytes:  # noqa: ARG001
    """Return the bytes of a `.md` file, with a line between its languages."""
    return "\n---\n\n".join(
        without_language_marks(without_pictures(with_inserts(part))) for part in document.parts
    ).encode()
