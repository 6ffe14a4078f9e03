"""The glossary of a series: terms, and how each is said in other languages."""

import csv
import re
from collections.abc import Iterator, Mapping
from math import ceil
from typing import NamedTuple

from sstc_cli.model.values import LANGUAGE

_TERM = "term"
_STEM = 0.7  # of the letters of a word: the rest may be an ending
_SHORTEST = 3
_IN_CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # no spaces between words


class GlossaryTerm(NamedTuple):
    """A term in the main language, and its translations by language; `line` is in the file."""

    term: str
    translations: Mapping[str, str]
    line: int

    def is_in(self, text: str) -> bool:
        """Return whether a text of the main language has the term."""
        return _has(text, self.term, whole=True)

    def is_used_in(self, translation: str, language: str) -> bool:
        """Return whether a translation has the words of the glossary, with any ending."""
        return _has(translation, self.translations[language], whole=False)


def _has(text: str, term: str, *, whole: bool) -> bool:
    text, term = text.casefold(), term.casefold()
    if term in text and not whole:
        return True
    if whole and not _IN_CHINESE.search(term):
        return re.search(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", text) is not None
    if whole:
        return term in text
    words = term.split()
    stems = (word[: max(_SHORTEST, ceil(len(word) * _STEM))] for word in words)
    return all(stem in text for stem in stems)


def read_glossary(text: str) -> tuple[list[GlossaryTerm], list[tuple[int, str, str]]]:
    """Return the terms of a csv, and each mistake with its line, its words and a hint."""
    rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    head = [word.strip() for word in next(rows, [])]
    if not head or head[0].lower() != _TERM:
        hint = "write `term`, then a code for each language: `term,fr,zh`"
        return [], [(1, "the first column is not `term`", hint)]
    wrong = [
        (1, f"`{code}` is not a language code", "write `zh`, `fr`, …")
        for code in head[1:]
        if not LANGUAGE.fullmatch(code)
    ]
    terms = [*_terms(rows, head)] if not wrong else []
    seen: set[str] = set()
    for term in terms:
        if term.term.casefold() in seen:
            wrong.append((term.line, f"`{term.term}` is listed twice", "keep one of the lines"))
        seen.add(term.term.casefold())
    return terms, wrong


def _terms(rows: Iterator[list[str]], head: list[str]) -> Iterator[GlossaryTerm]:
    for line, row in enumerate(rows, 2):
        term, *others = [cell.strip() for cell in row] or [""]
        if term:
            pairs = zip(head[1:], others, strict=False)
            yield GlossaryTerm(term, {code: word for code, word in pairs if word}, line)
