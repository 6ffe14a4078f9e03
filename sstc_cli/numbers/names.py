"""The names of groups, answers and places in a survey summary."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from sstc_cli.model import Question, Survey
from sstc_cli.model.countries import LISTS, countries, country_name
from sstc_cli.model.languages import alphabet_key
from sstc_cli.model.regions import region_name
from sstc_cli.numbers.breakdown import OTHER_WORDS, Breakdown, By
from sstc_cli.numbers.labels import Label
from sstc_cli.numbers.places import OTHER, REST, REST_OF_LIST
from sstc_cli.numbers.words import Words
from sstc_cli.views.dates import plain_day_text

_GROUPS = {
    "not_stated": Label.NOT_STATED,
    "other_countries": Label.OTHER_COUNTRIES,
    REST: Label.REST,
    REST_OF_LIST: Label.REST_OF_LIST,
    "ldc": Label.LDC,
    "lldc": Label.LLDC,
    "sids": Label.SIDS,
    "first_time": Label.FIRST_TIME,
    "returning": Label.RETURNING,
    "promoters": Label.PROMOTERS,
    "passives": Label.PASSIVES,
    "detractors": Label.DETRACTORS,
}


def dimension_name(words: Words, by: By) -> str:
    """Return the property of the groups, with the date of the list for countries on a list."""
    name = words.say(Label[by.name])
    if day := LISTS.get(by):
        return words.say(Label.LIST_DATE, list=name, date=plain_day_text(day, words.language))
    return name


def in_alphabet(words: Words, sizes: Iterable[tuple[str, object]]) -> list[int]:
    """Return the positions of groups, with countries of one size by the language's alphabet.

    `sizes` are the codes of the groups with their sizes, the largest first.
    """
    listed, known = list(sizes), countries()
    runs = groupby(enumerate(listed), lambda place: (place[1][1], place[1][0] in known))
    positions: list[int] = []
    for (_, are_countries), run in runs:
        places = [(position, code) for position, (code, _) in run]
        if are_countries:
            places.sort(
                key=lambda place: alphabet_key(_place_name(words, place[1]), words.language)
            )
        positions += [position for position, _ in places]
    return positions


def groups_in_alphabet(words: Words, groups: Breakdown) -> Breakdown:
    """Return the groups, with countries of one size in the order of the language's alphabet."""
    order = in_alphabet(words, zip(groups.groups, groups.responses, strict=True))
    return replace(
        groups,
        groups=tuple(groups.groups[position] for position in order),
        responses=tuple(groups.responses[position] for position in order),
        rows=tuple(
            replace(row, cells=tuple(row.cells[position] for position in order))
            for row in groups.rows
        ),
    )


def group_names(words: Words, survey: Survey | None, groups: Breakdown) -> list[str]:
    """Return the names of the groups; no survey asks for those of attendance."""
    return [_group_name(words, survey, groups, code) for code in groups.groups]


def answer_name(words: Words, question: Question, code: str) -> str:
    """Return the text of an option, a rating with its meaning, or the name of a place."""
    for option in question.options:
        if option.code == code:
            text = option.text.pick(words.language)
            right = option.code == question.correct
            return words.say(Label.RIGHT_ANSWER, answer=text) if right else text
    if code == OTHER_WORDS:
        return words.say(Label.OTHER_WORDS)
    if code in _GROUPS or question.type == "country":
        return _place_name(words, code)
    if question.scale is not None and question.scale.points:
        ratings = dict(zip(map(str, question.scale.ratings), question.scale.points, strict=True))
        return f"{code} {ratings[code].pick(words.language)}" if code in ratings else code
    return code


def _group_name(words: Words, survey: Survey | None, groups: Breakdown, code: str) -> str:
    questions = survey.questions if survey else ()
    options = [option for q in questions if str(q.role) == str(groups.by) for option in q.options]
    for option in options:
        if option.code == code:
            return option.text.pick(words.language)
    return _place_name(words, code)


def _place_name(words: Words, code: str) -> str:
    """Return the name of a place, or of people without a group."""
    if code in _GROUPS:
        return words.say(_GROUPS[code])
    if code.startswith(OTHER):
        place = _place_name(words, code.removeprefix(OTHER))
        return words.say(Label.REST_OF_PLACE, place=place)
    if code in countries():
        return country_name(code, words.language)
    return region_name(code, words.language)
