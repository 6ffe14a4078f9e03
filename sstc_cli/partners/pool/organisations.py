"""Names of organisations in a form in which equal ones are equal."""

import re

from sstc_cli.model.wording import fold

_BREAK = re.compile(r"[\W_]+")
# what says only which kind of company it is, as written without points
# fmt: off
_LEGAL = frozenset({
    "ab", "ag", "as", "asa", "bhd", "bv", "co", "company", "corp", "corporation", "doo",
    "eurl", "gmbh", "inc", "incorporated", "kft", "kg", "kk", "limited", "llc", "llp", "ltd",
    "ltda", "lda", "nv", "oy", "oyj", "pao", "plc", "pte", "pty", "pvt", "private", "sa",
    "saa", "sac", "sarl", "sas", "sasu", "sae", "sdn", "spa", "srl", "sro", "ао", "зао",
    "оао", "ооо", "пао",
})
# fmt: on
_CHINESE = re.compile(r"(?:股份|集团)*有限(?:责任)?公司\Z|股份公司\Z")
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?!\w)")


def compared_organisation(name: str) -> str | None:
    """Return a name without case, punctuation, `the` and legal endings; None without a letter."""
    words = _BREAK.sub(" ", _POINTS.sub("", fold(name)).replace("&", " and ")).split()
    if words[:1] == ["the"]:
        words = words[1:]
    bare = _bare(words) or words
    text = " ".join(bare)
    return _CHINESE.sub("", text) or text or None


def _bare(words: list[str]) -> list[str]:
    """Return words without the legal forms at both ends, such as `co ltd` and `ооо`."""
    start, end = 0, len(words)
    while end and words[end - 1] in _LEGAL:
        end -= 1
    while start < end and words[start] in _LEGAL and not words[start].isascii():
        start += 1
    return words[start:end]
