"""Answers that are numbers of options, because a person exported numbers instead of texts.

A column has numbers in place of answers if it has only numbers although its options are words. They
are read as options only if that is certain: all such columns have to have numbers, and the form has
to be ours, question by question. The numbers of other files have no certain meaning.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from sstc_cli.model import FormMapping, QuestionType, Role, Survey
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.survey.column import AskedColumn, Column, MatchedBy
from sstc_cli.survey.match import Matcher
from sstc_cli.survey_tools.platform import Platform

_CHOICES = (QuestionType.CHOICE, QuestionType.CHOICES)
_POSITION = r"(?:第 ?)?(\d{1,3}) ?[题、.．:：(（]"


class AnswerCodes(NamedTuple):
    """What the numbers of a table mean: codes by number, by question.

    `unsure` are the columns whose numbers have no certain meaning.
    """

    codes: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    unsure: tuple[AskedColumn, ...] = ()


NO_ANSWER_CODES = AnswerCodes()


def decode_numbers(
    matcher: Matcher, columns: Sequence[Column], rows: Rows, file: str
) -> AnswerCodes:
    """Return the meaning of the numbers of a table, or `NO_ANSWER_CODES` if it has texts."""
    platform = matcher.platform
    texts = partial(_texts, platform, rows)
    coded = [
        column
        for column in columns
        if isinstance(column, AskedColumn)
        and column.option is None
        and column.question.type in (*_CHOICES, QuestionType.SCALE)
    ]
    text_columns = [
        column
        for column in coded
        if _has_only_text_options(column, matcher.mapping) and any(texts(column))
    ]
    numbered = [column for column in text_columns if _are_numbers(texts(column))]
    certain = numbered == text_columns and platform.has_positions(file)
    if not numbered or not certain or not _is_our_form(matcher.survey, columns):
        # the numbers of a column about consent may be ticked and empty boxes
        ticked = {column for column in numbered if {*texts(column)} <= {"0", "1"}}
        doubtful = (c for c in numbered if c.role is not Role.CONSENT or c not in ticked)
        return AnswerCodes(unsure=tuple(doubtful))
    by_column = {column: _meanings(column, {*texts(column)}) for column in coded}
    unsure = tuple(column for column, codes in by_column.items() if codes is None)
    codes = {column.question.id: codes for column, codes in by_column.items() if codes}
    return AnswerCodes(codes, unsure)


def _has_only_text_options(column: AskedColumn, mapping: FormMapping) -> bool:
    question = column.question
    texts = (text for option in question.options for text in option.wordings)
    plain = question.type in _CHOICES and not any(text.strip().isdecimal() for text in texts)
    return plain and not mapping.codes(question.id)


def _texts(platform: Platform, rows: Rows, column: AskedColumn) -> Iterator[str]:
    cells = (text_of(row[column.index]) for row in rows if column.index < len(row))
    parts = (part.strip() for cell in cells for part in re.split(platform.separator, cell))
    return (part for part in parts if part and fold(part) not in platform.blank_answers)


def _are_numbers(texts: Iterable[str]) -> bool:
    return all(text.isdecimal() for text in texts)


def _is_our_form(survey: Survey, columns: Sequence[Column]) -> bool:
    """Return whether a form asks all our questions, in our words, order and positions."""
    positions: dict[str, int] = {}
    for column in columns:
        position = re.match(_POSITION, column.header.strip())
        if position is None:
            continue
        if not isinstance(column, AskedColumn) or column.how is not MatchedBy.EXACT:
            return False
        positions.setdefault(column.question.id, int(position[1]))
    asked = [
        question.id
        for question in survey.questions
        if question.id in positions or not question.webinars
    ]
    return [positions.get(id_) for id_ in asked] == list(range(1, len(asked) + 1))


def _meanings(column: AskedColumn, numbers: set[str]) -> Mapping[str, str] | None:
    question = column.question
    codes = [option.code for option in question.options]
    if question.scale is not None:
        codes = [*map(str, question.scale.ratings)]
    by_position = {str(position): code for position, code in enumerate(codes, 1)}
    if not _are_numbers(numbers) or not numbers <= {*by_position, *codes}:
        return None
    if question.scale is None:
        return by_position if numbers <= set(by_position) else None
    if set(by_position) == set(codes) or not numbers:
        return by_position
    # only the ends of ratings from 0 show whether a number is a position or the rating itself
    if numbers <= set(by_position) and str(len(codes)) in numbers:
        return by_position
    return {} if numbers <= set(codes) and codes[0] in numbers else None
