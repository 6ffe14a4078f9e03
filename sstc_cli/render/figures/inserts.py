"""Documents as trees, and their parts that Markdown lacks: figures, contents, new pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.photo import Photo
from sstc_cli.model.view import Figure
from sstc_cli.render.figures.scale import drawable, isolated
from sstc_cli.render.parse import parse
from sstc_cli.render.templates import Document

_DEEPEST = 2  # level of headings in the contents


class InsertKind(StrEnum):
    """The info word of a fence that stands for an insert."""

    FIGURE = "figure"
    CONTENTS = "contents"
    LIST_OF_FIGURES = "list-of-figures"
    LIST_OF_TABLES = "list-of-tables"
    PAGE_BREAK = "page-break"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents or of the list of figures; `target` is what it leads to."""

    level: int
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Insert:
    """An insert; `number` counts the figures of its document from 1."""

    kind: InsertKind
    figure: Figure | None = None
    number: int = 0
    caption: str = ""
    target: str = ""
    entries: tuple[Entry, ...] = ()


def inserts_of(document: Document, tokens: Sequence[Token]) -> dict[int, Insert]:
    """Return the inserts of a document in one language, by the lines of their fences."""
    found = {first_line(token): token for token in tokens if _kind_of(token)}
    figures = [line for line, token in found.items() if _kind_of(token) == InsertKind.FIGURE]
    drawn = {
        line: _figure_insert(document, found[line].content.strip(), number)
        for number, line in enumerate(figures, 1)
    }
    listed = tuple(Entry(2, insert.caption, insert.target) for insert in drawn.values())
    lists = {
        line: Insert(kind, entries=_entries(kind, line, document, tokens, listed))
        for line, token in found.items()
        if (kind := _kind_of(token)) and kind != InsertKind.FIGURE
    }
    return drawn | lists


def _kind_of(token: Token) -> InsertKind | None:
    """Return the kind of insert that a fence stands for, if it is not inside another block."""
    is_insert = token.type == "fence" and token.level == 0 and token.info.strip() in [*InsertKind]
    return InsertKind(token.info.strip()) if is_insert else None


def first_line(block: Token | SyntaxTreeNode) -> int:
    return block.map[0] if block.map else -1


def _figure_insert(document: Document, name: str, number: int) -> Insert:
    if name not in document.figures:
        known = ", ".join(f"`{known}`" for known in document.figures) or "none"
        message = f"the document has no figure `{name[:80]}`"
        raise SstcError(message, f"in the template, name one of: {known[:400]}", ExitCode.DATA)
    figure = isolated(document.figures[name])
    caption = document.numbered.replace("{number}", str(number))
    caption = caption.replace("{caption}", figure.caption)
    target = f"{document.language}-figure-{number}"
    return Insert(InsertKind.FIGURE, drawable(figure), number, caption, target)


def headings_of(document: Document, tokens: Sequence[Token]) -> Mapping[int, Entry]:
    heads = [
        (token, inline)
        for token, inline in pairwise(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    return {
        first_line(token): Entry(
            int(token.tag[1:]), words_of(inline), f"{document.language}-heading-{number}"
        )
        for number, (token, inline) in enumerate(heads, 1)
    }


def words_of(inline: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(part.type, part.content) for part in inline.children or ())


def _entries(
    kind: InsertKind,
    line: int,
    document: Document,
    tokens: Sequence[Token],
    figures: tuple[Entry, ...],
) -> tuple[Entry, ...]:
    """Return the entries of a list: the headings below the contents, figures, or tables."""
    headings = headings_of(document, tokens)
    if kind == InsertKind.CONTENTS:
        below = (heading for at, heading in headings.items() if at > line)
        return tuple(heading for heading in below if heading.level <= _DEEPEST)
    if kind == InsertKind.LIST_OF_TABLES:  # whose titles are directly above them
        pairs = zip(tokens, tokens[3:], strict=False)
        above = (head for head, after in pairs if head.tag == "h3" and after.type == "table_open")
        titles = (first_line(head) for head in above if head.nesting == 1)
        return tuple(headings[at] for at in titles if at in headings)
    return figures if kind == InsertKind.LIST_OF_FIGURES else ()


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
