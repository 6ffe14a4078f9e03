"""Markdown: the document as the template wrote it, with its figures, and its facts as a list."""

import re

from sstc_cli.render.escape import without_language_marks, without_pictures
from sstc_cli.render.templates import Document, Templates

# A table whose head is empty: what Markdown requires, and readers would see as an empty row.
_FACTS = re.compile(r"^\|(?: *\|)+\n\|(?: *:?-+:? *\|)+\n((?:\|.*\|\n?)+)", re.MULTILINE)
_CELL = re.compile(r" *(?<!\\)\| *")


def write_markdown(document: Document, templates: Templates) -> bytes:  # noqa: ARG001
    """Return the bytes of a `.md` file, with a line between its languages."""
    return "\n---\n\n".join(map(_part, document.parts)).encode()


def _part(document: Document) -> str:
    text = document.markdown
    if "```" in text:
        # it loads markdown-it
        from sstc_cli.render.figures.in_markdown import with_inserts  # noqa: PLC0415

        text = with_inserts(document)
    return _FACTS.sub(
        lambda table: _listed(table[1], document.colon),
        without_language_marks(without_pictures(text)),
    )


def _listed(rows: str, colon: str) -> str:
    """Return facts as a list of `label: value`; a fact without a value is left out."""
    cells = (_CELL.split(row)[1:-1] for row in rows.splitlines())
    facts = ((label, ", ".join(filter(None, values))) for label, *values in cells)
    return "".join(
        f"- {label}{colon}{value}\n" if label else f"- {value}\n" for label, value in facts if value
    )
