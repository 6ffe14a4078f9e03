"""Mentions of a person in texts: the address and names, in any spelling."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

from sstc_cli.store.names.spelling import folded, without
from sstc_cli.store.response import Attendance, Identity, Response

_Part = TypeVar("_Part", bound=Attendance | Identity | Response)

ERASED = "[erased]"
LATIN = "\u2e7f"  # the character before those of Chinese, whose names have no spaces
_SPACE = r"(?:\s|\\[bfnrt]|\\u00(?:0b|1[c-f]))"  # in JSON, line ends and tabs are escaped
_SIGN = (
    rf"(?:[@＠]|[(\[{{<]{_SPACE}*(?:at|@){_SPACE}*[)\]}}>]"
    rf"|(?:(?<=\s)|(?<=\\[nrt]))at(?={_SPACE}))"
)
_AT = rf"{_SPACE}*{_SIGN}{_SPACE}*"
_DOT = (
    rf"(?:\.|{_SPACE}*[(\[{{<]{_SPACE}*(?:dot|\.){_SPACE}*[)\]}}>]{_SPACE}*"
    rf"|{_SPACE}+dot{_SPACE}+)"
)
_AT_ALONE = rf"(?i){_SIGN}{_SPACE}*"
_SPACES_AT_END = rf"(?i){_SPACE}+\Z"
_NOT_LOCAL = r"[\s\"\\@＠<>()\[\]{},;:]"
_LABEL = r"[\w-]{1,63}"
_DOMAIN = rf"(?i){_LABEL}(?:{_DOT}{_LABEL}){{1,8}}"
_DOTS = f"(?i){_DOT}"
_STARTS = r"(?i)^|(?<=^[bfnrt])|(?<=^u[0-9a-f]{4})|(?<=[^a-z0-9])"
_ENDS = r"(?i)(?![a-z0-9])"
_LONGEST = 80  # letters of an address, and of spaces, before its @
_TEXTS = ("answers", "others", "extras", "name", "organisation", "contacts")


def mention(address: str) -> re.Pattern[str]:
    """Return a pattern for the spellings of an address, but not for longer ones."""
    local, _, domain = address.rpartition("@")
    spelt = re.escape(local) + _AT + _DOT.join(map(re.escape, domain.split(".")))
    return re.compile(_alone(spelt), re.IGNORECASE)


def naming(names: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for names in the folded form of a text, but not for longer ones."""
    forms = [folded(name).text for name in names]
    chinese = [re.escape(form) for form in forms if min(form) > LATIN]
    others = [spaced(form) for form in forms if min(form) <= LATIN]
    return re.compile("|".join(([_alone("|".join(others))] if others else []) + chinese))


def eraser(address: str, names: Sequence[str]) -> Callable[[str], str]:
    """Return a function that erases an address, and any names, in a text."""
    spelt = mention(address)
    if not names:
        return lambda text: spelt.sub(ERASED, text)
    named = naming(names)
    return lambda text: without(named, spelt.sub(ERASED, text), ERASED)


def spaced(name: str) -> str:
    """Return a pattern for a name with any spaces between its words."""
    return f"{_SPACE}+".join(map(re.escape, name.split()))


def _alone(pattern: str) -> str:
    r"""Return a pattern that does not match within a longer word.

    The texts are JSON, in which a letter before the word may be part of a line end (`\n`).
    """
    before = r"(?:(?<![a-z0-9])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))"
    return f"{before}(?:{pattern})(?![a-z0-9])"


def without_mentions(part: _Part, is_gone: Callable[[str], bool]) -> _Part:
    """Return a record, or the identity in one, without the addresses of people who are gone."""
    texts = {name: text for name in _TEXTS if (text := getattr(part, name, None))}
    erased: dict[str, Any] = {name: _erased(text, is_gone) for name, text in texts.items()}
    if identity := getattr(part, "identity", None):
        texts["identity"], erased["identity"] = identity, without_mentions(identity, is_gone)
    return part if erased == texts else cast("_Part", part._replace(**erased))


def _erased(text: str, is_gone: Callable[[str], bool]) -> str:
    """Return a text without those addresses. Each that it may have is tried, as none is known."""
    return without_addresses(text, is_gone, ERASED)


def without_addresses(text: str, is_meant: Callable[[str], bool], mask: str) -> str:
    """Return a text with a mask in place of addresses, however they are spelt."""
    addresses = {found for found in _addresses(text) if is_meant(found)}
    for address in sorted(addresses, key=len, reverse=True):
        text = mention(address).sub(mask, text)
    return text


def _addresses(text: str) -> Iterator[str]:
    """Yield all addresses that a text may have: the words around one may be part of it."""
    for at in re.finditer(_AT_ALONE, text):
        if not (domain := re.compile(_DOMAIN).match(text, at.end())):
            continue
        before = re.sub(_SPACES_AT_END, "", text[max(0, at.start() - _LONGEST) : at.start()])
        word = re.split(_NOT_LOCAL, before)[-1]
        labels = ".".join(re.split(_DOTS, domain[0]))
        domains = [labels[: end.start()] for end in re.finditer(_ENDS, labels)]
        for start in re.finditer(_STARTS, word):
            if local := word[start.start() :]:
                yield from (f"{local}@{domain}" for domain in domains)
