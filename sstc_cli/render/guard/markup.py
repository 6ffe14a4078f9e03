"""Markdown that no format shows: pictures, and tags of HTML other than a line break."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, nodes

_UNSHOWN = re.compile(
    r"(?P<code>(`+)[^`](?:.*?[^`])??\2(?!`))"
    r"|(?<!\\)(?P<picture>!\[)"
    r"|(?<!\\)(?P<tag></?(?!br *+/? *+>)[A-Za-z][A-Za-z0-9-]*+(?=[\s/>])|<!--)",
    re.DOTALL,
)
_PICTURE_HINT = "a logo belongs into the header of templates/letterhead.docx"
_TAG_HINT = "write Markdown, for example `**bold**`, or `\\<` to show the character"


class UnshownInTemplateError(TemplateSyntaxError):
    """A template has a picture or a tag of HTML."""

    hint = ""


class UnshownError(TemplateRuntimeError):
    """A label, or a value that is read as Markdown, has a picture or a tag of HTML."""

    hint = ""


def refuse_in_template(parts: Iterable[nodes.Node], name: str | None, file: str | None) -> None:
    """Refuse a template with a picture or a tag, at its line."""
    for text in (part for part in parts if isinstance(part, nodes.TemplateData)):
        for at, message, hint in _unshown(text.data):
            line = text.lineno + text.data.count("\n", 0, at)
            error = UnshownInTemplateError(message, line, name, file)
            error.hint = hint
            raise error


def shown(text: Any) -> Any:
    """Return a value that is read as Markdown; refuse it if it has a picture or a tag."""
    for _, message, hint in _unshown(text) if isinstance(text, str) else ():
        error = UnshownError(message)
        error.hint = hint
        raise error
    return text


def _unshown(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the place of each picture or tag in a text, with a message and a hint."""
    may_have = "<" in text or "![" in text  # most have neither, and the expression takes long
    for found in _UNSHOWN.finditer(text) if may_have else ():
        if found["picture"]:
            yield found.start(), "documents cannot show pictures of Markdown", _PICTURE_HINT
        elif tag := found["tag"]:
            whole = "<!-- -->" if tag == "<!--" else f"{tag}>"
            yield found.start(), f"`{whole}` is HTML, which documents cannot show", _TAG_HINT
