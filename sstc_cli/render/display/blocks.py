"""The blocks of a document that is displayed: few words, and a link that becomes a QR code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.render.escape import clean
from sstc_cli.render.parse import parse
from sstc_cli.render.templates import Document


@dataclass(frozen=True, slots=True)
class Block:
    """A line of words; a `link` is a paragraph with nothing else, and a `foot` follows a rule.

    A `picture` has its alternative text, and its path as `url`; an `item` has the path of the
    picture in it. A `note` follows a second rule, and a `quotation` is for those who show the
    document.
    """

    kind: Literal["kicker", "heading", "text", "strong", "item", "link", "picture", "foot", "note",
                  "quotation"]  # fmt: skip
    text: str
    url: str = ""


def words_of(blocks: Iterable[Block], kind: str) -> str:
    """Return the words of all blocks of a kind."""
    return " ".join(block.text for block in blocks if block.kind == kind)


def blocks_of(document: Document, *, signed: bool = False) -> Iterator[Block]:
    """Yield the blocks of a document in one language.

    In one that is `signed`, the foot has lines, and notes follow a second rule.
    """
    kind: Literal["kicker", "text", "foot", "note"] = "kicker"
    for node in SyntaxTreeNode(parse(document.markdown)).children:
        if node.type == "heading":
            kind = "text"
            yield Block("heading", _words(node))
        elif node.type == "hr":
            kind = "note" if signed and kind == "foot" else "foot"
        elif node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                files = (str(part.attrs["file"]) for part in item.walk() if part.type == "picture")
                yield Block("item", _words(item), next(files, ""))
        elif node.type == "blockquote":
            yield Block("quotation", _words(node))
        elif kind == "text":
            yield _paragraph(node)
        else:
            yield Block(kind, _words(node, "\n" if signed else " "))


def _paragraph(node: SyntaxTreeNode) -> Block:
    """Return a paragraph; one that is only a link or only strong words is special."""
    inline = node.children[0].children if node.type == "paragraph" else []
    if len(inline) == 1 and inline[0].type == "link":
        return Block("link", _words(node), str(inline[0].attrs["href"]))
    if len(inline) == 1 and inline[0].type == "picture":
        return Block("picture", str(inline[0].attrs["alt"]), str(inline[0].attrs["file"]))
    # the parser puts empty words around strong ones
    only = [child for child in inline if child.type != "text" or child.content]
    is_strong = len(only) == 1 and only[0].type == "strong"
    return Block("strong" if is_strong else "text", _words(node))


def _words(node: SyntaxTreeNode, line_end: str = " ") -> str:
    """Return the words of a node, with another end of its lines than a space if they stay."""
    words = []
    for part in node.walk():
        if part.type in ("softbreak", "hardbreak"):
            words.append(line_end if part.type == "hardbreak" else " ")
        elif part.type in ("text", "code_inline"):
            words.append(part.content)
    return clean("".join(words)).strip()
