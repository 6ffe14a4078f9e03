"""PDF with Typst: archival (PDF/A-2a) and accessible (PDF/UA-1), with the same bytes every time.

`document.typ` receives the document as JSON; nothing in it is ever read as Typst's markup.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from sstc_cli.model.photo import IN_TEXT, Photo
from sstc_cli.render.columns import count_lines, fit_columns
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.in_markdown import with_inserts
from sstc_cli.render.figures.in_typst import insert_data
from sstc_cli.render.figures.inserts import first_line, headings_of, inserts_of, parsed
from sstc_cli.render.line_breaks import is_gap
from sstc_cli.render.parse import (
    SIGNATURE,
    check_length,
    follows_title,
    is_at_end,
    is_kicker,
    leads_on,
    plain_text,
    role_of,
    room_text,
    signatures_of,
    title_of,
)
from sstc_cli.render.stationery import Stationery
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.typesetting import require_typst, typeset_document

_LAYOUT = Path(__file__).with_name("document.typ")
_DENSE = 1.1  # times more text in a line of a dense document
_UNCUT = 1000  # characters: a longer row may continue on the next page
_PAGE = re.compile(rb"/Type */Page\b(?!s)")
_FEW = 8  # pages: a longer file does not become tight for one of them
_SHORT = 14  # lines: so short a table surely fits on a page, and need not be measured
_BRACKET = "）"
_LATIN = re.compile("[A-Za-z]")
_LONGEST_TITLE = 1_000  # characters in the properties of the file

Node = dict[str, Any]


def write_pdf(document: Document, templates: Templates) -> bytes:
    """Return the document as the bytes of a `.pdf` file.

    If that saves a page, its lines are closer, and a letter of two pages also has smaller type. A
    dense document of two pages at most has the usual type if it needs no further page.
    """
    require_typst("PDF")
    check_length("\n".join(map(with_inserts, document.parts)))
    made = _typeset(document, templates)
    if not len(document.parts) < (pages := _pages(made)) <= _FEW:
        return made
    choices = [made, _typeset(document, templates, tight=True)]
    parts = _data(document, templates)["parts"]
    # tables with many columns have smaller type already
    is_large = all(block.get("size", 1) == 1 for part in parts for block in part["blocks"])
    is_brief = pages == _pages(choices[1]) <= 2 * len(document.parts)
    if is_brief and (is_large or document.dense):
        other = _typeset(replace(document, dense=not document.dense), templates)
        choices.insert(0 if document.dense else 2, other)
    return min(choices, key=_pages)


def _typeset(document: Document, templates: Templates, *, tight: bool = False) -> bytes:
    """Return the bytes of the file; a tight one has less room between lines and blocks."""
    data = _data(document, templates) | {"tight": tight}
    inputs = {"document": data, "letterhead": _letterhead(templates.stationery)}
    return typeset_document(_LAYOUT, inputs, document, templates)


def _pages(pdf: bytes) -> int:
    return len(_PAGE.findall(pdf))


def _data(document: Document, templates: Templates) -> Node:
    page = templates.stationery
    parts = [parsed(part, page.photos) for part in document.parts]
    return {
        "title": (title_of(parts[0][0]) or page.series)[:_LONGEST_TITLE],
        "subject": document.series,
        "author": page.author,
        "accent": page.look.accent,
        "paper": page.paper,
        "dense": document.dense,
        "parts": [
            _part(part, *tokens_and_tree, page.text_width * (_DENSE if document.dense else 1))
            for part, tokens_and_tree in zip(document.parts, parts, strict=True)
        ],
    }


@lru_cache(maxsize=1)
def _letterhead(page: Stationery) -> Node | None:
    if page.letterhead is None:
        return None
    heads, feet, margins = page.letterhead.heads, page.letterhead.feet, page.letterhead.margins
    return {
        "heads": asdict(heads) if heads else None,
        "feet": asdict(feet) if feet else None,
        "numbered": page.letterhead.is_numbered,
        "margins": asdict(margins),
        "width": page.text_width,
    }


def _part(document: Document, tokens: Sequence[Token], tree: SyntaxTreeNode, width: float) -> Node:
    blocks, last = list(_blocks(document, tokens, tree, width)), 0
    for block in blocks:  # PDF/UA requires headings that begin at level 1 and skip no level
        if block["kind"] == "heading":
            last = block["level"] = min(block["level"], last + 1)
    return {
        "language": document.language,
        "direction": document.direction,
        "organisers": document.organisers,
        "series": document.series,
        "foot": document.foot,
        "quotes": bool(inserts_of(document, tokens)),
        "blocks": blocks,
    }


def _blocks(
    document: Document, tokens: Sequence[Token], tree: SyntaxTreeNode, width: float
) -> Iterator[Node]:
    """Yield the blocks and inserts of a document; links lead to headings if there are inserts."""
    inserts = inserts_of(document, tokens)
    headings = headings_of(document, tokens) if inserts else {}
    for node in tree.children:
        at = first_line(node)
        if insert := inserts.get(at):
            yield insert_data(insert)
        elif role_of(node) == SIGNATURE:
            if side_by_side := signatures_of(node):
                yield {"kind": "signatures", "cells": list(map(_lines, side_by_side))}
        else:
            target = {"target": headings[at].target} if at in headings else {}
            block = _block(node, width) | target
            if block["leads"] and len(items := block.get("items", ())) > 1:  # the last one leads
                yield block | {"items": items[:-1], "leads": False}
                block |= {"items": items[-1:], "start": block["start"] + len(items) - 1}
            yield block


def _block(node: SyntaxTreeNode, width: float) -> Node:
    match node.type:
        case "heading":
            content = {"level": int(node.tag[1:]), "role": role_of(node), "body": _lines(node)}
        case "paragraph":
            roles = {"kicker": is_kicker(node), "subtitle": follows_title(node),
                     "role": role_of(node)}  # fmt: skip
            content = {**roles, "direction": node.attrs.get("dir"), "body": _lines(node)}
        case "bullet_list" | "ordered_list":
            items = [[_block(child, width) for child in item.children] for item in node.children]
            content = {"start": int(node.attrs.get("start", 1)), "items": items}
        case "table":
            content = _table(node, width)
        case "blockquote":
            content = {"blocks": [_block(child, width) for child in node.children]}
        case _:
            content = {"text": clean(node.content).rstrip("\n")}
    return {"kind": node.type, "leads": leads_on(node), **content}


def _table(node: SyntaxTreeNode, width: float) -> Node:
    rows = [row for part in node.children for row in part.children]
    texts = [[room_text(cell) for cell in row.children] for row in rows]
    has_head = node.children[0].type == "thead"
    columns = fit_columns(texts, width, named=not has_head)
    return {
        "head": has_head,
        "widths": columns.widths,
        "ends": [is_at_end(cell) for cell in rows[0].children],
        "size": columns.size,
        "rows": [[_lines(cell) for cell in row.children] for row in rows],
        "short": count_lines(texts, columns) <= _SHORT,
        "long": [max(map(len, row)) > _UNCUT for row in texts],
    }


def _lines(block: SyntaxTreeNode) -> list[Node]:
    return [_inline(node) for inline in block.children for node in inline.children]


def _inline(node: SyntaxTreeNode) -> Node:
    match node.type:
        case "text" | "code_inline":
            return {"kind": node.type, "text": clean(node.content)}
        case "softbreak":
            return {"kind": "text", "text": " "}
        case "hardbreak":
            return {"kind": "break"}
        case "unbroken":
            return _unbroken(node)
        case "picture":
            photo: Photo = node.meta["photo"]
            width, height = photo.within(*IN_TEXT)
            sizes = {"width": width, "height": height}
            return {"kind": "picture", "source": photo.address, "alt": node.attrs["alt"], **sizes}
        case _:
            body = [_inline(child) for child in node.children]
            return {"kind": node.type, "body": body, **node.attrs}


def _unbroken(node: SyntaxTreeNode) -> Node:
    """Return a piece that no line tears, and whether a gap parts it from Chinese around it.

    A bracket at its end stays outside, because Typst halves one that ends a box.
    """
    text = clean(plain_text(node))
    piece = text.removesuffix(_BRACKET)
    around = (node.previous_sibling, node.next_sibling)
    before, after = (plain_text(other) if other else "" for other in around)
    return {
        "kind": "unbroken",
        "body": [{"kind": "text", "text": piece}],
        "latin": _LATIN.match(piece) is not None,
        "bracket": text[len(piece) :],
        "before": is_gap(before[-1:], text[:1]),
        "after": is_gap(text[-1:], after[:1]),
    }
