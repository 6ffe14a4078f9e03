"""What releases say in people's words: what of it is still public, and taking words out of it."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from sstc_cli.diagnostics import Path, SetValue
from sstc_cli.model import Model, Release, Text
from sstc_cli.model.ids import id_from
from sstc_cli.releases.change import Change, ChangeKind

_LINKS = ("join_url", "register_url")
_LINES = (*_LINKS, "note")
_GONE = "[…]"
_LEAST_OF_ID = 5  # with a hyphen at each side: a shorter piece is in many ids
_NOWHERE = "https://redacted.invalid/"  # RFC 2606: such a name never exists


def words_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each text and link of a state or a release with its path; no ids, times or numbers."""
    if isinstance(value, Text):
        for code, words in value.by_language.items():
            yield ((*path, code) if code else path), words
    elif isinstance(value, Model):
        for name in value.fields:
            yield from words_in(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from words_in(item, (*path, index))
    elif isinstance(value, str) and path[-1:] and path[-1] in _LINES:
        yield path, value


def redactions(release: Release, text: str) -> list[SetValue]:
    """Return the edits that take a text out of a release; links with it lead nowhere.

    Every value keeps its place, so that later releases still differ from this one, and calendars
    take their changes over.
    """
    found = _pattern(text)
    return [
        SetValue(
            path, _NOWHERE if path[-1] in _LINKS else found.sub(_GONE, normalize("NFC", words))
        )
        for path, words in words_in(release)
        if has_text(text, words)
    ]


def has_text(text: str, words: str) -> bool:
    """Return whether words have a text, in any case, over lines, or encoded in a link."""
    plain = normalize("NFC", words)
    return any(_pattern(text).search(one) for one in (plain, normalize("NFC", unquote(words))))


def ids_with(release: Release, text: str) -> Iterator[Path]:
    """Yield the paths of ids that were made from a text, which nothing can change any more."""
    wanted = f"-{id_from(text)}-"
    for path, value in _ids_in(release):
        if len(wanted) > _LEAST_OF_ID and wanted in f"-{value}-":
            yield path


def _ids_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Model):
        for name in value.fields:
            yield from _ids_in(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _ids_in(item, (*path, index))
    elif isinstance(value, str) and path[-1:] == ("id",):
        yield path, value


def _pattern(text: str) -> re.Pattern[str]:
    words = normalize("NFC", text).split()
    return re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)


# changes of times, numbers and codes, which quote nobody
_FACTS = frozenset(
    {
        ChangeKind.MOVED, ChangeKind.SHIFTED, ChangeKind.NEW, ChangeKind.REVIVED,
        ChangeKind.DROPPED, ChangeKind.RENUMBERED, ChangeKind.LANGUAGES, ChangeKind.ZONE,
        ChangeKind.TALK_LENGTH,
    }
)  # fmt: skip


def without_withdrawn(change: Change, public: Set[str]) -> tuple[Change, bool, bool]:
    """Return a change, and whether its values before and after may be quoted.

    A value may be if all of its words are public now. Groups and reasons, which are in the phrase
    of the change itself, are left out of it.
    """
    if change.kind in _FACTS:
        return change, True, True
    if change.kind is ChangeKind.GROUPS:
        sides = (change.before, change.after)
        kept = [tuple(one for one in side if _is_public(one, public)) for side in sides]
        return replace(change, before=kept[0], after=kept[1]), True, True
    before, after = (_is_public(value, public) for value in (change.before, change.after))
    if change.kind is ChangeKind.CANCELLED and not after:
        change = replace(change, after=None)
    return change, before, after


def _is_public(value: Any, public: Set[str]) -> bool:
    words: Iterable[str] = [value] if isinstance(value, str) else dict(words_in(value)).values()
    return set(words) <= public
