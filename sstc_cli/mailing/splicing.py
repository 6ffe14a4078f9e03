"""A mail made from that of another person: only the paragraphs that differ are rendered anew.

Most mails of a variant differ in the name after `Dear` alone. A paragraph of words is rendered the
same wherever it stands, so that it can be exchanged. Whatever is not such a paragraph, or is not
found exactly once, is left to a complete rendering.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.render.html import write_fragment

# what follows has no meaning of its own at the start of a block; nor has it line breaks
_WORDS = re.compile(r"[^\W\d_][^\n|<>`\[\]{}~*&]*")
_PARAGRAPH = re.compile(r"<p>([^<>&\u00a0]*)</p>\n")

Pair = tuple[str, str]


def spliced(
    texts: Pair, before: Sequence[Document], now: Sequence[Document], templates: Templates
) -> Pair | None:
    """Return the text and the page of documents by those of similar ones, or None if that fails."""
    text, page = texts
    for old, new in zip(before, now, strict=True):
        changed = _changed(old, new)
        if changed is None:
            return None
        for was, is_ in changed:
            words, marked = (
                _exchanged(text, was, is_, templates),
                _marked(page, was, is_, templates),
            )
            if words is None or marked is None:
                return None
            text, page = words, marked
    return text, page


def _changed(old: Document, new: Document) -> list[tuple[Document, Document]] | None:
    """Return the paragraphs that differ, old and new, or None if something else differs."""
    if old is new:
        return []
    pieces = old.markdown.split("\n\n"), new.markdown.split("\n\n")
    if len(pieces[0]) != len(pieces[1]) or replace(old, markdown=new.markdown) != new:
        return None
    pairs = [(was, is_) for was, is_ in zip(*pieces, strict=True) if was != is_]
    if not all(_WORDS.fullmatch(piece) for pair in pairs for piece in pair):
        return None
    return [
        (replace(new, markdown=f"{was}\n"), replace(new, markdown=f"{is_}\n")) for was, is_ in pairs
    ]


def _exchanged(text: str, old: Document, new: Document, templates: Templates) -> str | None:
    """Return a text with another paragraph, if the old one stands there once."""
    was, is_ = (_piece(*_facts(part), templates)[0] for part in (old, new))
    found = f"\n\n{was}\n\n"
    return text.replace(found, f"\n\n{is_}\n\n") if text.count(found) == 1 else None


def _marked(page: str, old: Document, new: Document, templates: Templates) -> str | None:
    """Return a page with another paragraph, if the old one stands there once."""
    was, is_ = (_piece(*_facts(part), templates)[1] for part in (old, new))
    if was is None or is_ is None:
        return None
    found = f">{was}</p>"
    return page.replace(found, f">{is_}</p>") if page.count(found) == 1 else None


def _facts(part: Document) -> tuple[str, str, str, str, bool]:
    """Return what decides how a paragraph is rendered."""
    return part.markdown, part.language, part.direction, part.colon, part.to_paste


@lru_cache(maxsize=256)  # the old paragraph is the same for all mails of a variant
def _piece(  # noqa: PLR0913, PLR0917 all are facts of one paragraph
    markdown: str,
    language: str,
    direction: str,
    colon: str,
    to_paste: bool,
    templates: Templates,
) -> tuple[str, str | None]:
    """Return a paragraph as text, and its words in HTML, or None if they have marks."""
    part = Document(markdown, language, direction, "", colon, to_paste)
    marked = _PARAGRAPH.fullmatch(write_fragment(part))
    text = FORMATS["txt"](part, templates).decode().strip("\n")
    return text, marked[1] if marked else None
