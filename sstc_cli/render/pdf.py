"""PDF with Typst: archival (PDF/A-2a) and accessible (PDF/UA-1), with the same bytes every time.

`document.typ` receives the document as JSON; nothing in it is ever read as Typst's markup.
"""

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.errors import SstcError
from sstc_cli.render.columns import fit_columns
from sstc_cli.render.escape import clean
from sstc_cli.render.fonts import (
    MONO,
    families,
    font_folder,
    order_fonts,
    require_fonts,
)
from sstc_cli.render.guard.font import check_fonts
from sstc_cli.render.guard.layout import explained_by_typst, pdf_failed
from sstc_cli.render.guard.markdown import check_length
from sstc_cli.render.parse import follows_title, is_kicker, parse, plain_text, title_of
from sstc_cli.render.stationery import Stationery
from sstc_cli.render.templates import Document, Templates

try:
    import typst
except ImportError:  # sstc was installed without its extra `pdf`
    typst = None  # type: ignore[assignment]

_LAYOUT = Path(__file__).with_name("document.typ")
_STANDARDS: Any = ["a-2a", "ua-1"]
_DENSE = 1.1  # times more text in a line of a dense document
_UNCUT = 1000  # characters: a longer row may continue on the next page
_LONGEST_TITLE = 1_000  # characters in the properties of the file
_INSTALL = (
    "install Typst into the environment of sstc: `python -m pip install typst` there; with pipx, "
    "`pipx inject sstc-cli typst`; with uv, `uv tool install --with typst .` in the clone"
)

Node = dict[str, Any]


def write_pdf(document: Document, templates: Templates) -> bytes:
    """Return the document as the bytes of a `.pdf` file."""
    if typst is None:
        raise SstcError("PDF needs Typst, which is not installed", _INSTALL)
    check_length("\n".join(part.markdown for part in document.parts))
    data = json.dumps(_data(document, templates), ensure_ascii=False)
    letterhead = _letterhead(templates.stationery)
    needed = families(data + letterhead)
    own = font_folder(templates.own)
    fonts = _fonts(tuple(own), bool(needed))
    require_fonts(needed, fonts.families())
    own_fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=own
    )
    inputs = {
        "document": data,
        "letterhead": letterhead,
        "fonts": json.dumps(
            order_fonts(templates.stationery.look.font, needed, own_fonts.families())
        ),
        "mono": MONO,
    }
    stamp = int(datetime.fromisoformat(document.revised).timestamp())
    try:
        pdf = _compiler(tuple(own), bool(needed)).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=_STANDARDS, timestamp=stamp
        )
    except typst.TypstError as error:
        raise explained_by_typst(error.message) from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":  # of a panic in Rust, which has no class here
            raise
        raise pdf_failed("it gave up") from error
    assert isinstance(pdf, bytes)  # noqa: S101
    return pdf


@cache
def _fonts(own: tuple[Path, ...], system: bool) -> "typst.Fonts":
    """Return the fonts of the workspace and of Typst, and with `system` those of the machine."""
    for folder in own:
        check_fonts(folder)
    return typst.Fonts(include_system_fonts=system, font_paths=list(own))


@cache
def _compiler(own: tuple[Path, ...], system: bool) -> "typst.Compiler":
    return typst.Compiler(_LAYOUT, root=_LAYOUT.parent, font_paths=_fonts(own, system))


def _data(document: Document, templates: Templates) -> Node:
    page = templates.stationery
    parts = [parse(part.markdown, part.direction) for part in document.parts]
    return {
        "title": (title_of(parts[0]) or page.series)[:_LONGEST_TITLE],
        "author": page.author,
        "accent": page.look.accent,
        "paper": page.paper,
        "dense": document.dense,
        "parts": [
            _part(part, SyntaxTreeNode(tokens), page.text_width * (_DENSE if document.dense else 1))
            for part, tokens in zip(document.parts, parts, strict=True)
        ],
    }


@lru_cache(maxsize=1)
def _letterhead(page: Stationery) -> str:
    """Return the letterhead of each page as JSON, `null` if there is none."""
    if page.letterhead is None:
        return "null"
    heads, feet, margins = page.letterhead.heads, page.letterhead.feet, page.letterhead.margins
    bands = {
        "heads": asdict(heads) if heads else None,
        "feet": asdict(feet) if feet else None,
        "numbered": heads.is_numbered or feet.is_numbered,
        "margins": asdict(margins),
        "width": page.text_width,
    }
    return json.dumps(bands, ensure_ascii=False)


def _part(document: Document, tree: SyntaxTreeNode, width: float) -> Node:
    """Return the document in one language."""
    return {
        "language": document.language,
        "direction": document.direction,
        "organisers": document.organisers,
        "series": document.series,
        "foot": document.foot,
        "blocks": _ordered([_block(node, width) for node in tree.children]),
    }


def _ordered(blocks: list[Node]) -> list[Node]:
    """Return blocks whose headings begin at level 1 and skip no level, as PDF/UA requires."""
    last = 0
    for block in blocks:
        if block["kind"] == "heading":
            last = block["level"] = min(block["level"], last + 1)
    return blocks


def _block(node: SyntaxTreeNode, width: float) -> Node:
    """Return a block of the document with the blocks and words inside it."""
    match node.type:
        case "heading":
            content = {"level": int(node.tag[1:]), "body": _lines(node)}
        case "paragraph":
            roles = {"kicker": is_kicker(node), "subtitle": follows_title(node)}
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
    return {"kind": node.type, **content}


def _table(node: SyntaxTreeNode, width: float) -> Node:
    rows = [row for part in node.children for row in part.children]
    texts = [[plain_text(cell) for cell in row.children] for row in rows]
    has_head = node.children[0].type == "thead"
    columns = fit_columns(texts, width, named=not has_head)
    return {
        "head": has_head,
        "widths": columns.widths,
        "size": columns.size,
        "rows": [[_lines(cell) for cell in row.children] for row in rows],
        "long": [max(map(len, row)) > _UNCUT for row in texts],
    }


def _lines(block: SyntaxTreeNode) -> list[Node]:
    """Return the inline content of a block."""
    return [_inline(node) for inline in block.children for node in inline.children]


def _inline(node: SyntaxTreeNode) -> Node:
    match node.type:
        case "text" | "code_inline":
            return {"kind": node.type, "text": clean(node.content)}
        case "softbreak":
            return {"kind": "text", "text": " "}
        case "hardbreak":
            return {"kind": "break"}
        case _:
            body = [_inline(child) for child in node.children]
            return {"kind": node.type, "body": body, **node.attrs}
