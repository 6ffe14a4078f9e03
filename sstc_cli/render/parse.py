"""Markdown, read once for all formats: no HTML, no pictures, links to the web only."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.render.escape import is_web_address

_LANGUAGE = re.compile(r"\{lang=([A-Za-z]+(?:-[A-Za-z]+)*)\}")


@cache
def reader() -> MarkdownIt:
    """The reader of Markdown that all formats share."""
    return _new_reader()


@cache
def _block_reader() -> MarkdownIt:
    """A reader that leaves the words inside blocks unread."""
    made = _new_reader()
    made.core.ruler.disable(["inline", "text_join"])
    return made


def _new_reader() -> MarkdownIt:
    """A reader of Markdown that never yields HTML, a picture, or a link that runs a script."""
    made = MarkdownIt("js-default", {"html": False})
    made.disable(["image", "html_block", "html_inline"])
    made.validateLink = is_web_address  # type: ignore[method-assign]
    made.inline.ruler.before("link", "language", _language)
    return made


def _language(state: StateInline, silent: bool) -> bool:
    """`[words]{lang=zh}`, as in Pandoc: a `span` with `lang`, read in its own direction."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _LANGUAGE.match(state.src, end + 1) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        limit, state.posMax = state.posMax, end
        state.pos += 1
        state.push("span_open", "span", 1).attrs = {"lang": found[1], "dir": "auto"}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = limit
    state.pos = found.end()
    return True


def parse(markdown: str) -> list[Token]:
    """The tokens of a document, without the empty head of tables of facts."""
    named: dict[str, Any] = {}  # the addresses that `[name]` may stand for in this document
    tokens = _block_reader().parse(markdown, named)
    for token in tokens:
        if token.type == "inline":
            words = _words(token.content, named) if named else _same_words(token.content)
            token.children = words
    return _without_empty_heads(tokens)


@lru_cache(maxsize=4_096)  # most labels, names and times come again in every document
def _same_words(text: str) -> list[Token]:
    return _words(text, {})


def _words(text: str, named: dict[str, Any]) -> list[Token]:
    """The tokens of the words inside a block; nobody changes them."""
    return reader().parseInline(text, named)[0].children or []


def title_of(tokens: Sequence[Token]) -> str:
    """The text of the first heading; it names the document."""
    for head, inline in pairwise(tokens):
        if head.type == "heading_open":
            return plain(inline)
    return ""


def plain(inline: Token) -> str:
    """The text of a token without its marks."""
    return "".join(each.content for each in inline.children or ())


def plain_text(node: SyntaxTreeNode) -> str:
    """The text of a node of the tree, without marks."""
    return "".join(each.content for each in node.walk() if each.type in ("text", "code_inline"))


def follows_title(node: SyntaxTreeNode) -> bool:
    """Whether a paragraph is the subtitle: it comes right after the title."""
    before = node.previous_sibling
    return before is not None and before.type == "heading" and before.tag == "h1"


def _without_empty_heads(tokens: Sequence[Token]) -> list[Token]:
    """Markdown has no table without a head: one with empty cells stands for none."""
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if token.type == "thead_close":
            start = max(i for i, each in enumerate(kept) if each.type == "thead_open")
            if not any(each.content for each in kept[start:]):
                del kept[start:]
                _mark_facts(kept)
    return kept


def _mark_facts(tokens: Sequence[Token]) -> None:
    """Let formats know that the first column of the table names its rows."""
    table = next(each for each in reversed(tokens) if each.type == "table_open")
    table.attrSet("class", "facts")
