"""The sentences of a survey summary in one language, and the names of its groups and answers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sstc_cli.choices import By
from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.model.countries import LISTS, countries, country_name
from sstc_cli.model.languages import alphabet_key, region_name
from sstc_cli.model.text import form_for
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.labels import ReportLabel, SummaryLabel
from sstc_cli.numbers.public_groups import OTHER, REST, REST_OF_LIST
from sstc_cli.numbers.statistics import Mean, Rough, Share, Shown
from sstc_cli.numbers.summary import (
    NOT_STATED,
    ORDER,
    OTHER_WORDS,
    OTHERS,
    Breakdown,
    Promotion,
    QuestionNumbers,
    SurveyNumbers,
)
from sstc_cli.store.people import AttendanceCounts
from sstc_cli.views.dates import direction_of, plain_day_text

_LEFT_TO_RIGHT = "\u200e"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_POINTS = {
    "few": SummaryLabel.POINTS_FEW,
    "alike": SummaryLabel.POINTS_ALIKE,
    "hidden": SummaryLabel.POINTS_HIDDEN,
    None: SummaryLabel.POINTS,
}


@dataclass(frozen=True)
class Words:
    """The words of a language: its labels by the English ones, which stand in for missing ones."""

    language: str
    labels: Mapping[str, str] = field(default_factory=dict)
    decimal_mark: str = "."

    def say(self, label: str, **values: object) -> str:
        text = form_for(self.labels.get(label, label), values)
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)

    def listed(self, parts: Iterable[str]) -> str:
        """Return a list: `1, 2`, in Chinese with the comma that only lists have."""
        return self.say(SummaryLabel.LIST, item="", next="").join(parts)

    def decimal(self, value: float, form: str = ".1f") -> str:
        """Return a number with decimals, in the format of Python: `12,5` in French.

        A sign is kept before its number, which Arabic writes from left to right.
        """
        text = format(value, form).replace(".", self.decimal_mark)
        text = text.lstrip("+-") if not float(format(value, form)) else text
        is_signed = text[0] in "+-" and direction_of(self.language) == "rtl"
        return f"{_LEFT_TO_RIGHT}{text}" if is_signed else text

    def several(self, count: int, one: SummaryLabel, many: SummaryLabel) -> str:
        """Return a count with its noun: `1 pair` or `12 pairs`."""
        return self.say(one if count == 1 else many, count=count)

    def webinars(self, numbers: Sequence[int]) -> str:
        """Return the webinars of a summary: `all webinars`, `webinar 7` or `webinars 7, 8`."""
        if not numbers:
            return self.say(SummaryLabel.ALL_WEBINARS)
        label = SummaryLabel.WEBINAR if len(numbers) == 1 else SummaryLabel.WEBINARS
        return self.say(label, numbers=self.listed(map(str, numbers)))

    def responses(self, numbers: SurveyNumbers) -> str:
        """Return the responses, for example `24 responses: 23 people, 1 anonymous response`."""
        label, n = SummaryLabel, numbers.superseded
        people = self.several(numbers.persons, label.PERSON, label.PEOPLE)
        anonymous = self.several(numbers.anonymous, label.ANONYMOUS, label.ANONYMOUS_MANY)
        parts = [people, anonymous] if numbers.anonymous else [people]
        found = self.several(numbers.n, label.RESPONSE, label.RESPONSES)
        found += self.say(": ") + self.say(", ").join(parts)
        if numbers.anonymous and not numbers.persons:
            found = anonymous
        earlier = self.say("; ") + self.several(n, label.EARLIER, label.EARLIER_MANY)
        return found + earlier if n else found

    def attendance(self, attendance: AttendanceCounts) -> str:
        """Return `60 people`, or for several webinars `260 attendances of 180 people`."""
        people = self.several(attendance.persons, SummaryLabel.PERSON, SummaryLabel.PEOPLE)
        if len(attendance.webinars) == 1:
            return people
        count = sum(attendance.webinars.values())
        visits = self.several(count, SummaryLabel.ATTENDANCE_COUNT, SummaryLabel.ATTENDANCES_COUNT)
        return self.say(SummaryLabel.OF_PEOPLE, attendances=visits, people=people)

    def rate(self, numbers: SurveyNumbers) -> str | None:
        """Return `response rate: 24 of 60 attendees, …`, or None if attendance is unknown."""
        part = numbers.response_rate
        if part is None:
            return None
        if part.percent is not None:
            share = self.share(part, SummaryLabel.COUNT_OF_ATTENDEES)
            return self.say(SummaryLabel.RATE, share=share)
        responses = self.several(part.count, SummaryLabel.RESPONSE, SummaryLabel.RESPONSES)
        attendees = self.several(part.n, SummaryLabel.ATTENDEE, SummaryLabel.ATTENDEES)
        return self.say(SummaryLabel.NO_RATE, responses=responses, attendees=attendees)

    def question(self, numbers: QuestionNumbers) -> Iterator[str]:
        if numbers.correct is not None:
            yield self.say(SummaryLabel.CORRECT, share=self.share(numbers.correct))
        if numbers.promotion is not None:
            yield self._net_score(numbers.promotion)
        elif numbers.top_two is not None:
            yield self.say(SummaryLabel.TWO_BEST, share=self.share(numbers.top_two))
        if numbers.mean is not None:
            yield self.say(SummaryLabel.MEAN, mean=self.decimal(numbers.mean, ".2f"))
        if numbers.not_applicable:
            yield self.say(SummaryLabel.NOT_APPLICABLE, count=numbers.not_applicable)
        if not numbers.tallies and numbers.mean is None:
            yield from self._instead_of_counts(numbers)

    def gain(self, gain: Gain) -> Iterator[str]:
        asked = self.several(len(gain.questions), SummaryLabel.QUESTION, SummaryLabel.QUESTIONS)
        pairs = self.several(gain.pairs, SummaryLabel.PAIR, SummaryLabel.PAIRS)
        others = self.say(SummaryLabel.OTHERS, before=gain.only_before, after=gain.only_after)
        yield f"{asked}{self.say(': ')}{pairs}{self.say('; ')}{others}"
        levels = None
        if gain.before is not None and gain.after is not None:
            ends = {"before": self.decimal(gain.before), "after": self.decimal(gain.after)}
            levels = self.say(SummaryLabel.LEVELS, **ends)
        if gain.difference is not None:
            paired = self.say(SummaryLabel.GAIN, difference=self.difference(gain.difference))
            yield self.say(", ").join(filter(None, (paired, levels)))
        elif gain.pairs:
            yield self.say(SummaryLabel.GAIN, difference=self.say(SummaryLabel.HIDDEN))
        if gain.normalised is not None:
            yield self.say(SummaryLabel.HAKE, gain=self.decimal(gain.normalised, ".2f"))
        if gain.unpaired is not None:
            yield self.say(SummaryLabel.UNPAIRED, difference=self.difference(gain.unpaired))

    def difference(self, mean: Mean) -> str:
        """Return a difference, for example `+12.5 points (95 % interval +3.1 to +21.9)`."""
        ends = self._decimals("+.1f", value=mean.value, low=mean.low, high=mean.high)
        return self.say(_POINTS[mean.missing], **ends)

    def share(self, part: Share, count_of: SummaryLabel = SummaryLabel.COUNT_OF) -> str:
        """Return a share, for example `17 of 24, 70.8 % (95 % interval 50.8 to 85.1 %)`."""
        count = self.say(count_of, count=part.count, n=part.n)
        if part.percent is None:
            return count
        return self.say(SummaryLabel.SHARE, count=count, **self._percents(part))

    def group_share(self, part: Shown) -> str:
        """Return the share of a group, or `–` if nobody answered."""
        if not isinstance(part, Share) or part.percent is None:
            return "–"
        return self.say(SummaryLabel.GROUP_SHARE, **self._percents(part))

    def rough(self, part: Rough) -> str:
        """Return a round share, for example `about 85 %`, or bounds."""
        if part.percent is not None:
            percent = self.say(ReportLabel.PERCENT, percent=part.percent)
            return self.say(ReportLabel.ABOUT, value=percent)
        if not part.low:
            return self.say(SummaryLabel.AT_MOST, percent=part.high)
        if part.high == 100:
            return self.say(SummaryLabel.AT_LEAST, percent=part.low)
        return self.say(ReportLabel.BOUNDS_OF, low=part.low, high=part.high)

    def _percents(self, part: Share) -> dict[str, str]:
        return self._decimals(".1f", percent=part.percent, low=part.low, high=part.high)

    def _decimals(self, form: str, **values: float | None) -> dict[str, str]:
        known = {name: value for name, value in values.items() if value is not None}
        return {name: self.decimal(value, form) for name, value in known.items()}

    def _net_score(self, found: Promotion) -> str:
        ends = self._decimals("+.1f", score=found.score, low=found.low, high=found.high)
        parts = {part: getattr(found, part) for part in ("promoters", "passives", "detractors")}
        score = self.say(SummaryLabel.NET_SCORE, **ends)
        return score + self.say("; ") + self.say(SummaryLabel.PARTS, **parts)

    def _instead_of_counts(self, numbers: QuestionNumbers) -> Iterator[str]:
        if not numbers.n:
            yield self.say(SummaryLabel.NO_ANSWERS)
        elif numbers.type is QuestionType.NUMBER:
            yield self.several(numbers.n, SummaryLabel.MEAN_HIDDEN, SummaryLabel.MEAN_HIDDEN_MANY)
        elif numbers.type is QuestionType.COUNTRY and not numbers.other:
            yield self.say(SummaryLabel.ONE_ROW)
        elif numbers.type is QuestionType.TEXT:
            yield self.several(numbers.n, SummaryLabel.TEXT, SummaryLabel.TEXTS)


ENGLISH = Words("en")


_GROUPS = {
    str(code): SummaryLabel[code.upper()]
    for code in (
        *(NOT_STATED, OTHERS, REST, REST_OF_LIST, By.LDC, By.LLDC, By.SIDS, *ORDER),
        *("promoters", "passives", "detractors"),
    )
}


def dimension_name(words: Words, by: By) -> str:
    """Return the property of the groups, with the date of the list for countries on a list."""
    name = words.say(SummaryLabel[by.name])
    day = LISTS.get(by)
    date = plain_day_text(day, words.language) if day else ""
    return words.say(SummaryLabel.LIST_DATE, list=name, date=date) if day else name


def in_alphabet(words: Words, sizes: Iterable[tuple[str, object]]) -> list[int]:
    """Return the positions of groups, with countries of one size by the language's alphabet.

    `sizes` are the codes of the groups with their sizes, the largest first.
    """
    listed, known = list(sizes), countries()
    runs = groupby(enumerate(listed), lambda place: (place[1][1], place[1][0] in known))
    positions: list[int] = []
    for (_, are_countries), run in runs:
        places = [(position, code) for position, (code, _) in run]
        names = {code: _place_name(words, code) for _, code in places if are_countries}
        if are_countries:
            places.sort(key=lambda place: alphabet_key(names[place[1]], words.language))
        positions += [position for position, _ in places]
    return positions


def groups_in_alphabet(words: Words, groups: Breakdown) -> Breakdown:
    """Return the groups, with countries of one size in the order of the language's alphabet."""
    order = in_alphabet(words, zip(groups.groups, groups.responses, strict=True))
    rows = (replace(row, cells=tuple(row.cells[at] for at in order)) for row in groups.rows)
    return replace(
        groups,
        groups=tuple(groups.groups[at] for at in order),
        responses=tuple(groups.responses[at] for at in order),
        rows=tuple(rows),
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
            return words.say(SummaryLabel.RIGHT_ANSWER, answer=text) if right else text
    if code == OTHER_WORDS:
        return words.say(SummaryLabel.OTHER_WORDS)
    if code in _GROUPS or question.type == "country":
        return _place_name(words, code)
    if question.scale is not None and question.scale.points:
        ratings = dict(zip(map(str, question.scale.ratings), question.scale.points, strict=True))
        return f"{code} {ratings[code].pick(words.language)}" if code in ratings else code
    return code


def _group_name(words: Words, survey: Survey | None, groups: Breakdown, code: str) -> str:
    questions = survey.questions if survey else ()
    options = (option for q in questions if str(q.role) == str(groups.by) for option in q.options)
    texts = (option.text.pick(words.language) for option in options if option.code == code)
    return next(texts, None) or _place_name(words, code)


def _place_name(words: Words, code: str) -> str:
    if code in _GROUPS:
        return words.say(_GROUPS[code])
    if code.startswith(OTHER):
        place = _place_name(words, code.removeprefix(OTHER))
        return words.say(SummaryLabel.REST_OF_PLACE, place=place)
    if code in countries():
        return country_name(code, words.language)
    return region_name(code, words.language)
