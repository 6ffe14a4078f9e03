"""What a header of a schedule says: a fact, a language, a zone."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from sstc_cli.diagnostics import column_letters
from sstc_cli.model.languages import locale_of
from sstc_cli.model.text import LANGUAGES
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.planning.days import plain
from sstc_cli.planning.foreign.dialogue import OF_PEOPLE, WHEN, Fact
from sstc_cli.planning.foreign.schedule import Recognised, ScheduleColumn
from sstc_cli.planning.foreign.spelling import zone_in
from sstc_cli.survey.match import nearest

_TABLE = Path(__file__).with_name("wordings.tsv")


@cache
def wordings() -> tuple[tuple[Fact, str, str], ...]:
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(
            (Fact(row["fact"]), row["language"], wording)
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            for wording in row["wordings"].split("|")
        )


_IN_BRACKETS = re.compile(r"\s*[(\[（【]([^)\]）】]*)[)\]）】]?")
_AFTER = re.compile(r"[_\-–:/\s]([A-Za-z]{2})\Z")
_BETWEEN = "_-–:/ \t\n\u00a0\u3000"
_DAYS_FIRST = re.compile(r"(?:d|j|t|д|т|g)+[./ -]?(?:m|м)+")
_MONTHS_FIRST = re.compile(r"(?:m|м)+[./ -]?(?:d|j|t|д)+")
_GENDERS = re.compile(r"(?<=\w)[·•‧.](?:e|ne|se|rice|euse|trice|ère|a)(?:[·•‧.]?s)?(?!\w)")
_JOINING = re.compile(r"\b(?:in|en|em|на|по|de)\b|[ -]+")


@dataclass(frozen=True, slots=True)
class Qualified:
    """The name in a header, and what else the header says."""

    text: str
    language: str = ""
    zone: str = ""
    order: str = ""


@cache
def qualified(header: str) -> Qualified:
    """Return a header without its language, zone or form of dates, which are apart."""
    language = zone = order = ""
    for inside in _IN_BRACKETS.findall(header):
        language = language or _language(inside)
        zone = zone or (inside if zone_in(inside) else "")
        order = order or _order(inside)
    text = _GENDERS.sub("", _IN_BRACKETS.sub(" ", header)).strip() or header
    match = None if language else _AFTER.search(text)
    before = text[: match.start()].rstrip(_BETWEEN) if match else ""
    if match and before and match[1].lower() in LANGUAGES:
        text, language = before, match[1].lower()
    if not language:
        text, language = _without_language(text)
    words = text.split(maxsplit=1)
    if len(words) > 1 and (named := zone_in(words[1])):
        text, zone = words[0], words[1] if named.zone or not zone else zone
    return Qualified(text, language, zone, order)


def _order(inside: str) -> str:
    """Return `dmy` or `mdy` for `dd/mm/yyyy` and `mm/dd/yyyy`, in the letters of any language."""
    letters = plain(inside)
    if _DAYS_FIRST.match(letters):
        return "dmy"
    return "mdy" if _MONTHS_FIRST.match(letters) else ""


def _language(text: str) -> str:
    folded = fold(text).strip()
    return folded if folded in LANGUAGES else _names().get(folded, "")


def _without_language(text: str) -> tuple[str, str]:
    """Return `title` and `en` for `English title`, `Título en inglés` or `英文题目`."""
    folded = fold(text)
    for name, code in _names().items():
        if name in folded and folded != name and len(name) > 1:
            words = " ".join(_JOINING.sub(" ", folded.replace(name, " ", 1)).split())
            if words:
                return words, code
    return text, ""


@cache
def _names() -> dict[str, str]:
    """Return the codes of languages by their names in all of them, the longest first."""
    names = {"中文": "zh", "英文": "en", "法文": "fr", "俄文": "ru", "西文": "es", "chinese": "zh"}
    for language in LANGUAGES:
        for code in LANGUAGES:
            names[fold(str(locale_of(language).languages[code]))] = code
    names |= {"на английском": "en", "на русском": "ru", "بالإنجليزية": "en", "بالعربية": "ar"}
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))


_NUMBERED = re.compile(r"(.*?[^\W\d])[ _]?(?:n°|no\.?|#)? ?(\d)(?:[ _](.+))?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NEAR = 0.75  # of the letters, as headers are short
_LONGEST = 40  # characters of a header that is compared with all known ones
# what a schedule may have several times, side by side
_REPEATED = OF_PEOPLE | {Fact.SPEAKER, Fact.MATERIAL, Fact.MODERATOR}


def columns_of(header: Sequence[str], decided: Mapping[str, Fact]) -> tuple[ScheduleColumn, ...]:
    """Return the columns of a header row; an empty header is a column only if it was named.

    `decided` has the facts of headers, folded, and of letters of columns.
    """
    columns = [
        _column(index, text, decided)
        for index, text in enumerate(header)
        if text or column_letters(index + 1).casefold() in decided
    ]
    named_first = sorted(_by_the_others(columns), key=lambda one: one.how is not Recognised.MAPPED)
    return tuple(sorted(_once_each(named_first), key=lambda one: one.index))


def _column(index: int, text: str, decided: Mapping[str, Fact]) -> ScheduleColumn:
    fact = decided.get(fold(text)) or decided.get(column_letters(index + 1).casefold())
    if fact is None:
        return replace(_known(text), index=index)
    about = qualified(text)
    return ScheduleColumn(index, text, fact, Recognised.MAPPED, about.language, zone=about.zone)


@cache
def _known(text: str) -> ScheduleColumn:
    """Return the column of a header by our wordings, with index 0."""
    about = qualified(text)
    spaced = _CAMEL.sub(" ", about.text.replace("_", " ")).replace(".", " ")
    for reading in dict.fromkeys((text, about.text, spaced)):
        if fact := _wordings().find(reading) or _without_accents().get(plain(reading)):
            return _found(text, fact, about)
        if (numbered := _NUMBERED.fullmatch(fold(reading))) and (
            fact := _wordings().find(f"{numbered[1]} {numbered[3] or ''}".strip())
        ):
            return replace(_found(text, fact, about), group=int(numbered[2]))
    zone = text if zone_in(text) else about.zone  # the times of a place: `Geneva (CEST)`
    return ScheduleColumn(0, text, None, Recognised.UNKNOWN, zone=zone)


def with_suggestion(column: ScheduleColumn) -> ScheduleColumn:
    """Return an unknown column with the fact to which its header is near, if to only one."""
    text = qualified(column.header).text
    if column.how is not Recognised.UNKNOWN or column.fact or not text or len(text) >= _LONGEST:
        return column
    near = nearest(fold(text), _folded())
    if near and text.isascii() and not get_close_matches(fold(text), _folded(), 1, _NEAR):
        return column
    return replace(column, suggestion=Fact(near) if near else None)


def _found(text: str, fact: Fact, about: Qualified) -> ScheduleColumn:
    """Return a column; `PT` is a zone beside a time, and otherwise a language."""
    language = "" if fact in WHEN and about.zone else about.language
    return ScheduleColumn(
        0, text, fact, Recognised.EXACT, language, zone=about.zone, order=about.order
    )


def is_wording(text: str) -> bool:
    return len(text) < 60 and _known(text).fact is not None


def is_part(text: str) -> bool:
    """Return whether a text may be below the head of a group: a wording, or a language."""
    return bool(_language(text)) or is_wording(text)


def languages_of(header: str) -> frozenset[str]:
    """Return the languages in which a header is one of our wordings."""
    texts = {fold(header), fold(qualified(header).text)}
    return frozenset(code for code, known in _by_language().items() if texts & known)


@cache
def _wordings() -> Wordings[Fact]:
    pairs = ((wording, fact) for fact, _, wording in wordings())
    return Wordings(pairs, ((fact.value, fact) for fact in Fact))


@cache
def _without_accents() -> dict[str, Fact]:
    """Return the facts by our wordings as people type them in a hurry: `titulo`."""
    return {plain(text): fact for fact, _, text in wordings() if len(text) > 3}


@cache
def _folded() -> dict[str, str]:
    """Return the facts by our folded wordings, but those of few letters."""
    pairs = ((fact.value, fold(text)) for fact, _, text in wordings())
    return {wording: fact for fact, wording in pairs if len(wording) > 1}


@cache
def _by_language() -> dict[str, set[str]]:
    by_language: dict[str, set[str]] = {}
    for _, code, wording in wordings():
        by_language.setdefault(code, set()).add(fold(wording))
    return by_language


_TWICE = (Fact.ENDS,)  # a day and a time, side by side
_PAPERS = ("paper", "papers", "article")


def _by_the_others(columns: Sequence[ScheduleColumn]) -> Iterator[ScheduleColumn]:
    """Yield the columns; what a *Name* or a *Paper* is depends on whether others have titles."""
    facts = {column.fact for column in columns}
    titled = facts & {Fact.WEBINAR, Fact.TALK} or any(
        column.fact is Fact.TITLE and fold(column.header) not in ("name", "名称")
        for column in columns
    )
    if titled and Fact.SPEAKER not in facts:
        columns = [
            replace(column, fact=Fact.SPEAKER)
            if column.fact is Fact.TITLE and fold(column.header) == "name"
            else column
            for column in columns
        ]
    titled = any(column.fact in (Fact.WEBINAR, Fact.TITLE) for column in columns)
    for column in columns:
        is_paper = titled and column.fact is Fact.TALK and fold(column.header) in _PAPERS
        yield replace(column, fact=Fact.MATERIAL) if is_paper else column


def _once_each(columns: Iterable[ScheduleColumn]) -> Iterator[ScheduleColumn]:
    """Yield the columns; one whose fact another one has already is a further group, or unknown."""
    seen: dict[tuple[Fact, str, int], int] = {}
    for column in columns:
        if column.fact is None or column.fact in (Fact.MORE, Fact.NONE):
            yield column
            continue
        several = column.fact in _REPEATED
        key = column.fact, column.language, column.group if several else 0
        seen[key] = seen.get(key, 0) + 1
        if seen[key] == 1 or (column.fact in _TWICE and seen[key] == 2):
            yield column
        elif several and not column.group:
            yield replace(column, group=seen[key])
        else:
            yield replace(column, fact=None, how=Recognised.REPEATED)
