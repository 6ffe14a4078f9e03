"""Answers that are numbers of options, because the tool was told to write these, not their texts.

Numbers are read as what they stand for only where that is certain: the form has to be ours,
question by question, and one column at least must have nothing but numbers though no text of its
options is one. What the numbers of all other files mean, nobody can know.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sstc_cli.model import FormMapping, Question, QuestionType, Survey
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.survey.match import Column, How, Matcher
from sstc_cli.survey.platforms import Platform

_CHOICES = (QuestionType.CHOICE, QuestionType.CHOICES)
_PLACE = re.compile(r"(?:第 ?)?(\d{1,3}) ?[题、.．:：(（]")


@dataclass(frozen=True, slots=True)
class AnswerCodes:
    """What the numbers of a table mean: codes by number, by question.

    `unsure` are the columns whose numbers nobody can be certain of.
    """

    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unsure: tuple[Column, ...] = ()


NO_ANSWER_CODES = AnswerCodes()


def decode_numbers(
    matcher: Matcher, columns: Sequence[Column], rows: Rows, file: str
) -> AnswerCodes:
    """Return what the numbers of a table mean; `NO_ANSWER_CODES` if it has texts."""
    platform = matcher.platform
    if platform.texts is None:
        return NO_ANSWER_CODES
    texts = partial(_texts, platform, rows)
    coded = [each for each in columns if each.question and each.option is None and _has_codes(each)]
    found = [each for each in coded if _tells(each, matcher.mapping) and any(texts(each))]
    if not found or not all(_are_numbers(texts(each)) for each in found):
        return NO_ANSWER_CODES
    if not platform.counts_places(file) or not _is_ours(matcher.survey, columns):
        return AnswerCodes(unsure=tuple(found))
    meant = {each: _meant(each, {*texts(each)}) for each in coded}
    unsure = tuple(each for each, codes in meant.items() if codes is None)
    codes = {_question(each).id: codes for each, codes in meant.items() if codes}
    return AnswerCodes(codes, unsure)


def _question(column: Column) -> Question:
    assert column.question is not None  # noqa: S101 only columns with one are looked at
    return column.question


def _has_codes(column: Column) -> bool:
    return _question(column).type in (*_CHOICES, QuestionType.SCALE)


def _tells(column: Column, mapping: FormMapping) -> bool:
    """Whether numbers in a column can only be those of options."""
    question = _question(column)
    texts = (text for option in question.options for text in option.wordings)
    plain = question.type in _CHOICES and not any(text.strip().isdecimal() for text in texts)
    return plain and not mapping.codes(question.id)


def _texts(platform: Platform, rows: Rows, column: Column) -> Iterator[str]:
    """Everything that stands in a column; most files are known by the first of it."""
    cells = (text_of(row[column.index]) for row in rows if column.index < len(row))
    parts = (part.strip() for cell in cells for part in re.split(platform.separator, cell))
    return (each for each in parts if each and fold(each) not in platform.blanks)


def _are_numbers(texts: Iterable[str]) -> bool:
    return all(each.isdecimal() for each in texts)


def _is_ours(survey: Survey, columns: Sequence[Column]) -> bool:
    """Whether the questions are those of our form: all of them, in our words, order and places."""
    places: dict[str, int] = {}
    for each in columns:
        place = _PLACE.match(each.header.strip())
        if place is None:
            continue
        if each.question is None or each.how is not How.EXACT:
            return False
        places.setdefault(each.question.id, int(place[1]))
    asked = [each for each in survey.questions if each.id in places or not each.webinars]
    return [places.get(each.id) for each in asked] == list(range(1, len(asked) + 1))


def _meant(column: Column, found: set[str]) -> Mapping[str, str] | None:
    """What each number in a column stands for; None where that cannot be certain."""
    question = _question(column)
    codes = [each.code for each in question.options]
    if question.scale is not None:
        codes = [*map(str, question.scale.ratings)]
    by_place = {str(place): code for place, code in enumerate(codes, 1)}
    if not _are_numbers(found) or not found <= {*by_place, *codes}:
        return None
    if question.scale is None:
        return by_place if found <= set(by_place) else None
    if set(by_place) == set(codes) or not found:
        return by_place
    # of ratings from 0, only the ends tell whether a number is a place or the rating itself
    if found <= set(by_place) and str(len(codes)) in found:
        return by_place
    return {} if found <= set(codes) and codes[0] in found else None
