"""Find the question to which a header is only near: a suggestion, for a person to decide."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches

_NEAR, _APART = 0.6, 0.1  # how similar a suggestion is, and how much less the next question
_SHARED = 0.5  # of the pairs of signs, where few signs make a header
_SIGNS = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_LONGEST = 200  # characters that are compared


def nearest(folded: str, known: Mapping[str, str]) -> str | None:
    """Return the question whose wording is nearest to a header, if no other is nearly as near."""
    header = folded[:_LONGEST]
    shares = _by_pairs(header, known) if not header.isascii() and re.search(_SIGNS, header) else {}
    for wording, share in _by_letters(header, known).items():
        shares[wording] = max(share, shares.get(wording, 0))
    best: dict[str, float] = {}
    for wording, share in shares.items():
        best[known[wording]] = max(share, best.get(known[wording], 0))
    ranked = sorted(best, key=lambda id_: (-best[id_], id_))
    if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < _APART:
        return None
    return ranked[0] if ranked else None


def _by_letters(header: str, known: Mapping[str, str]) -> dict[str, float]:
    """Return the wordings with most of a header's letters in the same order, and how near."""
    if len(header) <= 3:
        return {}
    near = get_close_matches(header, known, n=4, cutoff=_NEAR)
    return {wording: SequenceMatcher(None, wording, header).ratio() for wording in near}


def _by_pairs(header: str, known: Mapping[str, str]) -> dict[str, float]:
    """Return the wordings that share pairs of signs with a header, and how many of them."""
    pairs = _pairs(header)
    shares = {
        wording: 2 * len(pairs & theirs) / (len(pairs) + len(theirs))
        for wording in known
        if (theirs := _pairs(wording)) & pairs
    }
    return {wording: share for wording, share in shares.items() if share >= _SHARED}


def _pairs(text: str) -> set[str]:
    """Return each two signs of a text that follow each other."""
    return {text[at : at + 2] for at in range(len(text) - 1)}
