"""Documents as trees of blocks, which Word and PDF share if a file is made in both."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.model.visual.photo import Photo
from sstc_cli.render.parse import parse
from sstc_cli.render.templates import Document

Parsed = tuple[Sequence[Token], SyntaxTreeNode]


def parsed(document: Document, photos: Mapping[str, Photo]) -> Parsed:
    """Return the tokens and the tree of a document in one language, which no caller may change."""
    if "![" not in document.markdown:
        return _without_photos(document.markdown, document.direction)
    tokens = parse(document.markdown, document.direction, photos)
    return tokens, SyntaxTreeNode(tokens)


@lru_cache(maxsize=4)  # a file has few languages, and its formats follow each other
def _without_photos(markdown: str, direction: str) -> Parsed:
    tokens = parse(markdown, direction)
    return tokens, SyntaxTreeNode(tokens)
