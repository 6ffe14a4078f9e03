"""The columns of a schedule: what each one says, and how that was found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

from sstc_cli.diagnostics import column_letters
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.planning.foreign.column import Column, How
from sstc_cli.planning.foreign.facts import OF_PEOPLE, Fact
from sstc_cli.planning.foreign.spelling.qualifiers import Qualified, qualified
from sstc_cli.planning.foreign.spelling.wordings import wordings
from sstc_cli.survey.near import nearest

_NUMBERED = re.compile(r"(.*?[^\W\d])[ _]?(?:n°|no\.?|#)? ?(\d)(?:[ _](.+))?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NEAR = 0.75  # of the letters, as headers are short
_LONGEST = 40  # characters of a header that is compared with all known ones
# what a schedule may have several times, side by side
_REPEATED = OF_PEOPLE | {Fact.SPEAKER, Fact.TALK, Fact.MATERIAL, Fact.MODERATOR}


def columns_of(header: Sequence[str], decided: Mapping[str, Fact]) -> tuple[Column, ...]:
    """Return the columns of a header row; an empty header is a column only if it was named.

    `decided` has the facts of headers, folded, and of letters of columns.
    """
    columns = [
        _column(index, text, decided)
        for index, text in enumerate(header)
        if text or column_letters(index + 1).casefold() in decided
    ]
    return tuple(_once_each(_papers_as_materials([*_names_as_titles(columns)])))


def _column(index: int, text: str, decided: Mapping[str, Fact]) -> Column:
    """Return the column of a header."""
    for key in (fold(text), column_letters(index + 1).casefold()):
        if key in decided:
            about = qualified(text)
            return Column(index, text, decided[key], How.MAPPED, about.language, zone=about.zone)
    return replace(_known(text), index=index)


@cache
def _known(text: str) -> Column:
    """Return the column of a header by our wordings, with index 0."""
    about = qualified(text)
    spaced = _CAMEL.sub(" ", about.text.replace("_", " ")).replace(".", " ")
    for reading in dict.fromkeys((text, about.text, spaced)):
        if fact := _wordings().find(reading):
            return _found(text, fact, about)
        if (numbered := _NUMBERED.fullmatch(fold(reading))) and (
            fact := _wordings().find(f"{numbered[1]} {numbered[3] or ''}".strip())
        ):
            return replace(_found(text, fact, about), group=int(numbered[2]))
    return Column(0, text, None, How.UNKNOWN)


def with_suggestion(column: Column) -> Column:
    """Return an unknown column with the fact to which its header is near, if to only one."""
    text = qualified(column.header).text
    if column.how is not How.UNKNOWN or column.fact or not text or len(text) >= _LONGEST:
        return column
    near = nearest(fold(text), _folded())
    if near and text.isascii() and not get_close_matches(fold(text), _folded(), 1, _NEAR):
        return column
    return replace(column, suggestion=Fact(near) if near else None)


def _found(text: str, fact: Fact, about: Qualified) -> Column:
    return Column(0, text, fact, How.EXACT, about.language, zone=about.zone, order=about.order)


def is_wording(text: str) -> bool:
    """Return whether a text is what columns are called."""
    return len(text) < 60 and _known(text).fact is not None


def languages_of(header: str) -> frozenset[str]:
    """Return the languages in which a header is one of our wordings."""
    texts = {fold(header), fold(qualified(header).text)}
    return frozenset(code for code, known in _by_language().items() if texts & known)


@cache
def _wordings() -> Wordings[Fact]:
    return Wordings(_pairs(), ((fact.value, fact) for fact in Fact))


def _pairs() -> Iterator[tuple[str, Fact]]:
    yield from ((wording, fact) for fact, _, wording in wordings())


@cache
def _folded() -> dict[str, str]:
    """Return the facts by our folded wordings, but those of few letters."""
    return {wording: fact.value for text, fact in _pairs() if len(wording := fold(text)) > 1}


@cache
def _by_language() -> dict[str, set[str]]:
    by_language: dict[str, set[str]] = {}
    for _, code, wording in wordings():
        by_language.setdefault(code, set()).add(fold(wording))
    return by_language


def _names_as_titles(columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns; one that is only called a name is about people if others have titles."""
    facts = {column.fact for column in columns}
    titled = facts & {Fact.WEBINAR, Fact.TALK} or any(
        column.fact is Fact.TITLE and fold(column.header) not in ("name", "名称")
        for column in columns
    )
    for column in columns:
        is_name = column.fact is Fact.TITLE and fold(column.header) == "name"
        if is_name and titled and Fact.SPEAKER not in facts:
            yield replace(column, fact=Fact.SPEAKER)
        else:
            yield column


def _papers_as_materials(columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns; papers are titles only if nothing else is."""
    titled = any(column.fact in (Fact.WEBINAR, Fact.TITLE) for column in columns)
    for column in columns:
        is_paper = titled and column.fact is Fact.TALK and fold(column.header) in _PAPERS
        yield replace(column, fact=Fact.MATERIAL) if is_paper else column


_PAPERS = ("paper", "papers", "article")


def _once_each(columns: Sequence[Column] | Iterator[Column]) -> Iterator[Column]:
    """Yield the columns; one whose fact another one has already is a further group, or unknown."""
    seen: dict[tuple[Fact, str, int], int] = {}
    for column in columns:
        if column.fact is None or column.fact in (Fact.MORE, Fact.NONE):
            yield column
            continue
        key = column.fact, column.language, column.group
        seen[key] = seen.get(key, 0) + 1
        if seen[key] == 1:
            yield column
        elif column.fact in _REPEATED and not column.group:
            yield replace(column, group=seen[key])
        else:
            yield replace(column, fact=None, how=How.REPEATED)
