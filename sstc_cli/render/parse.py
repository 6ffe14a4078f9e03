"""Parse Markdown once for all formats, if it is not too large: no HTML, only links to the web."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise, takewhile
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.diagnostics import display_width
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.photo import Photo
from sstc_cli.render.display.qr import qr_photo
from sstc_cli.render.escape import may_link_to, starts_right_to_left
from sstc_cli.render.line_breaks import split_unbroken

_DEEPEST = 30  # levels; a list inside a list is two levels deeper
_MOST_MARKS, _LONGEST_WORD = 2_000, 10_000
_MARKS = re.compile(r"(?<!\\)[\[*_~`<]")
# The words that `figure.typ` breaks anywhere. Typst takes a time that grows with the square of
# their characters in a paragraph: 4 seconds for 90,000.
_LONG_WORDS = re.compile(r"[!-~\u00c0-\u024f\u0400-\u04ff]{25,}")
_MOST_IN_LONG_WORDS, _MOST_IN_A_PDF = 20_000, 100_000
# Kilobytes that Typst needs, measured: for a line, a cell, 1,000 characters; and those it may take.
_OF_A_LINE, _OF_A_CELL, _OF_1000_CHARACTERS = 45, 25, 450
_MOST_FOR_A_PDF = 520_000
_HINT = "shorten the text or correct the template that it comes from"


def check_blocks(tokens: Sequence[Token]) -> None:
    """Refuse blocks that are nested very deep, and paragraphs full of marks or without spaces."""
    for token in tokens:
        if token.level > _DEEPEST:
            raise _refused("lists or quotes that are nested too deep")
        if len(token.content) <= _MOST_MARKS:
            continue
        if len(_MARKS.findall(token.content)) > _MOST_MARKS:
            raise _refused(f"a paragraph with more than {_MOST_MARKS:,} marks such as `[` or `*`")
        if max(map(len, token.content.split()), default=0) > _LONGEST_WORD:
            raise _refused(f"a word of more than {_LONGEST_WORD:,} characters")
        if _in_long_words(token.content) > _MOST_IN_LONG_WORDS:
            raise _refused("a paragraph of very long words")


def check_length(markdown: str) -> None:
    """Refuse a document that takes more than 600 MB as a PDF, or is full of very long words."""
    if _in_long_words(markdown) > _MOST_IN_A_PDF:
        raise _refused("too many very long words for a PDF")
    lines = markdown.count("\n") - markdown.count("\n\n")
    needed = lines * _OF_A_LINE + markdown.count("|") * _OF_A_CELL
    needed += len(markdown) * _OF_1000_CHARACTERS // 1_000
    if needed > _MOST_FOR_A_PDF:
        message = "the document is too long for a PDF, which would take more than 600 MB of memory"
        hint = "choose `--format html` and print it from a browser, or choose `--format docx`"
        raise SstcError(message, hint, ExitCode.DATA)


def _in_long_words(text: str) -> int:
    return sum(map(len, _LONG_WORDS.findall(text)))


def _refused(what: str) -> SstcError:
    return SstcError(f"the document has {what}", _HINT, ExitCode.DATA)


_FILE = re.compile(r"\(<([\w./-]+)>\)")
_BREAK = re.compile(r"<br *+/? *+>")
_OF_PARAGRAPHS = ("paragraph_open", "inline", "paragraph_close")
_ENDS = {"softbreak": " ", "hardbreak": "\n"}  # ends of lines, as plain text
_LANGUAGE = re.compile(r"\{lang=([A-Za-z]+(?:-[A-Za-z]+)*)\}")
_KICKER = "kicker"
# the paragraphs of a letter by their place
DATELINE, ADDRESS, MATTER, SIGNATURE, ASIDE = "dateline", "address", "matter", "signature", "small"
_NUMBERED = re.compile(r"\d+\. ")
_WIDE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"  # compiled where a line ends in a paragraph
_OF_A_ROW = 80  # digits that a line of a page has room for
_AS_WIDE = 9  # digits that need the room of the widest picture
_NO_PHOTOS: Mapping[str, Photo] = MappingProxyType({})
# Only plain addresses, and none that is a part of something longer.
_EMAIL = re.compile(
    r"(?<![\w.%+/:@-])([A-Za-z0-9][A-Za-z0-9._+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w@-])"
)


@cache
def reader(*, words: bool = True) -> MarkdownIt:
    """Return a parser of Markdown that never yields HTML, outer pictures, or a link to a script.

    All formats share it. Without `words`, it does not parse what is inside blocks.
    """
    parser = MarkdownIt("js-default", {"html": False})
    parser.disable(["image", "html_block", "html_inline"])
    parser.validateLink = may_link_to  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "language", _language)
    parser.inline.ruler.before("autolink", "break", _break)
    parser.inline.ruler.before("link", "picture", _picture)
    if not words:
        parser.core.ruler.disable(["inline", "text_join"])
    return parser


def _break(state: StateInline, silent: bool) -> bool:
    """Parse `<br>`, which begins a new line also in a table."""
    mark = _BREAK.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    if mark is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = mark.end()
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    """Parse `![words](<file>)`, which only the filter `picture` of templates writes."""
    if not state.src.startswith("![", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    mark = _FILE.match(state.src, end + 1) if end >= 0 else None
    if mark is None:
        return False
    if not silent:
        words = state.md.parseInline(state.src[state.pos + 2 : end], {})
        alt = plain_text(SyntaxTreeNode(words))
        state.push("picture", "img", 0).attrs = {"file": mark[1], "alt": alt}
    state.pos = mark.end()
    return True


def _language(state: StateInline, silent: bool) -> bool:
    """Parse `[words]{lang=zh}`, the syntax of Pandoc, as a `span` with its own direction."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    mark = _LANGUAGE.match(state.src, end + 1) if end >= 0 else None
    if mark is None:
        return False
    if not silent:
        limit, state.posMax = state.posMax, end
        state.pos += 1
        state.push("span_open", "span", 1).attrs = {"lang": mark[1], "dir": "auto"}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = limit
    state.pos = mark.end()
    return True


def parse(
    markdown: str, direction: str = "ltr", photos: Mapping[str, Photo] = _NO_PHOTOS
) -> list[Token]:
    """Return the tokens of a document; tables of facts lose their empty head.

    A paragraph right before the title is its kicker; if there are several, it is a letter. A
    paragraph in a language that runs against the direction of the document has a direction of its
    own. A picture has its photo as `meta`.
    """
    references: dict[str, Any] = {}  # the addresses of `[name]` links in this document
    tokens = reader(words=False).parse(markdown, references)
    check_blocks(tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = (
                _words(token.content, references) if references else _cached_words(token.content)
            )
            if photos is not _NO_PHOTOS and "![" in token.content:
                token.children = [
                    replace(child, meta={"photo": qr_photo(file) or photos[file]})
                    if child.type == "picture" and (file := str(child.attrs["file"]))
                    else child
                    for child in token.children
                ]
    opening = [(token.type, token.tag) for token in tokens[:4:3]]
    if opening == [("paragraph_open", "p"), ("heading_open", "h1")]:
        tokens[0].attrSet("class", _KICKER)
    elif opening == [("paragraph_open", "p"), ("paragraph_open", "p")]:
        tokens = _as_letter(tokens)
    _mark_foreign(tokens, direction)
    return _without_empty_heads(tokens)


@lru_cache(maxsize=4_096)  # most labels, names and times recur in every document
def _cached_words(text: str) -> list[Token]:
    return _words(text, {})


def _words(text: str, references: dict[str, Any]) -> list[Token]:
    """Return the tokens of the words inside a block, which no caller may change."""
    tokens = list(_without_spaces(reader().parseInline(text, references)[0].children or []))
    return [
        piece
        for word in _with_addresses(tokens)
        for piece in ([word] if word.type != "text" else split_unbroken(word))
    ]


def _without_spaces(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens without the ends of lines in Chinese, which would become spaces."""
    words = [token.content for token in tokens]
    for index, token in enumerate(tokens):
        if token.type == "softbreak":
            before = next(filter(None, reversed(words[:index])), "")
            after = next(filter(None, words[index + 1 :]), "")
            if re.match(_WIDE, before[-1:]) and re.match(_WIDE, after):
                continue
        yield token


def _with_addresses(tokens: Sequence[Token]) -> Iterator[Token]:
    is_in_link = False
    for token in tokens:
        is_in_link = token.type == "link_open" or (is_in_link and token.type != "link_close")
        if token.type != "text" or is_in_link:
            yield token
            continue
        for index, words in enumerate(_EMAIL.split(token.content)):
            text = Token("text", "", 0, content=words)
            if index % 2:
                yield Token("link_open", "a", 1, attrs={"href": f"mailto:{words}"})
                yield from (text, Token("link_close", "a", -1))
            elif words:
                yield text


def title_of(tokens: Sequence[Token]) -> str:
    for head, inline in pairwise(tokens):
        if head.type == "heading_open":
            words = (_ENDS.get(part.type, part.content) for part in inline.children or ())
            return " ".join("".join(words).split("\n"))
    return ""


def plain_text(node: SyntaxTreeNode) -> str:
    parts = (part for part in node.walk() if part.type in ("text", "code_inline", *_ENDS))
    return "".join(_ENDS.get(part.type, part.content) for part in parts)


def room_text(cell: SyntaxTreeNode) -> str:
    """Return a text that is as wide as the cell of a table: digits stand for a picture."""
    has_picture = any(part.type == "picture" for part in cell.walk())
    return plain_text(cell) + ("0" * _AS_WIDE if has_picture else "")


def is_kicker(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph" and node.attrs.get("class") == _KICKER


def follows_title(node: SyntaxTreeNode) -> bool:
    """Return whether a paragraph is a subtitle, which the first of several numbered ones is not."""
    before = node.previous_sibling
    if before is None or before.type != "heading" or before.tag != "h1":
        return False
    return role_of(before) != MATTER and not _NUMBERED.match(plain_text(node))


def is_at_end(cell: SyntaxTreeNode) -> bool:
    """Return whether the words of a cell end with it: those below `---:` are figures."""
    return cell.attrs.get("style") == "text-align:right"


def follows_table(node: SyntaxTreeNode) -> bool:
    before = node.previous_sibling
    return before is not None and before.type == "table"


def leads_on(node: SyntaxTreeNode) -> bool:
    """Return whether no page ends after a block.

    A paragraph stays with the table or figure that it leads to, and the closing of a letter with
    the signatures and with two lines before it, or the last rows of a table.
    """
    after = node.next_sibling
    if after is None or role_of(node) == SIGNATURE:
        return False
    if node.type == "paragraph" and after.type in ("table", "fence"):
        return True
    return role_of(after) == SIGNATURE or _is_closing(after) or _is_line_above_closing(after)


def _is_closing(node: SyntaxTreeNode) -> bool:
    after = node.next_sibling
    return node.type == "paragraph" and after is not None and role_of(after) == SIGNATURE


def _is_line_above_closing(node: SyntaxTreeNode) -> bool:
    after = node.next_sibling
    is_line = node.type == "paragraph" and display_width(plain_text(node)) < _OF_A_ROW
    return is_line and after is not None and _is_closing(after)


def in_letter(node: SyntaxTreeNode) -> bool:
    return any(role_of(block) == MATTER for block in node.siblings)


def has_text_below(table: SyntaxTreeNode) -> bool:
    after = table.next_sibling
    return after is not None and after.type in ("heading", "paragraph")


def _as_letter(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a letter, if only paragraphs come before its title.

    They are its date and the address. Signatures follow the first line, and small words the second.
    """
    title = next((at for at, token in enumerate(tokens) if token.tag == "h1"), 0)
    if any(token.type not in _OF_PARAGRAPHS for token in tokens[:title]) or not title:
        return [*tokens]
    kinds, role, kept = iter([SIGNATURE, ASIDE]), DATELINE, []
    for token in tokens:
        if token.type == "hr":
            role = next(kinds, ASIDE)
            continue
        kept.append(token)
        if token.tag == "h1" and token.nesting == 1:
            token.attrSet("class", MATTER)
            role = ""
        elif token.type == "paragraph_open" and token.level == 0 and role:
            token.attrSet("class", role)
            role = ADDRESS if role == DATELINE else role
    return kept


def role_of(node: SyntaxTreeNode) -> str:
    """Return the place of a paragraph in a letter, or nothing."""
    return str(node.attrs.get("class", "")) if node.type in ("paragraph", "heading") else ""


def signatures_of(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """Return all signatures of a letter, if a node is the first of them."""
    before = node.previous_sibling
    every = [one for one in node.siblings if role_of(one) == SIGNATURE]
    return [] if before and role_of(before) == SIGNATURE else every


def _mark_foreign(tokens: Sequence[Token], direction: str) -> None:
    """Give paragraphs that run the other way their own direction, but not the subtitle."""
    for before, token, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type != "paragraph_open" or token.level > 0 or before.tag == "h1":
            continue
        words = _foreign_words(inline.children or [])
        runs_left = starts_right_to_left(words)
        if 2 * len(words) > len(inline.content) and runs_left != (direction == "rtl"):
            token.attrSet("dir", "rtl" if runs_left else "ltr")


def _foreign_words(tokens: Sequence[Token]) -> str:
    if not tokens or tokens[0].type != "span_open":
        return ""
    inside = takewhile(lambda token: token.type != "span_close", tokens)
    return "".join(token.content for token in inside)


def _without_empty_heads(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens without the heads of tables whose cells are all empty.

    Markdown requires a head, so an empty one means that the table has none.
    """
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if token.type == "th_close" and kept[-2].children:
            kept[-2].children = [_capitalised(kept[-2].children[0]), *kept[-2].children[1:]]
        if token.type == "thead_close":
            start = max(at for at, earlier in enumerate(kept) if earlier.type == "thead_open")
            if not any(part.content for part in kept[start:]):
                del kept[start:]
                table = next(earlier for earlier in reversed(kept) if earlier.type == "table_open")
                table.attrSet("class", "facts")  # its first column names its rows
    return kept


def _capitalised(token: Token) -> Token:
    """Return the first word of a column's name with a capital; a letter alone is a symbol: n."""
    start = token.content[:1]
    if token.type != "text" or start in (start.upper(), token.content):
        return token
    return Token("text", "", 0, content=start.upper() + token.content[1:])
