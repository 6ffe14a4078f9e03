"""The sentences of a survey summary in one language, on a terminal and in Markdown alike."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.model import QuestionType
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.labels import Label
from sstc_cli.numbers.statistics import Mean, Rough, Share, Shown
from sstc_cli.numbers.summary import Promotion, QuestionNumbers, SurveyNumbers
from sstc_cli.store.rows import AttendanceCounts
from sstc_cli.views.dates import direction_of

_LEFT_TO_RIGHT = "\u200e"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_POINTS = {
    "few": Label.POINTS_FEW,
    "alike": Label.POINTS_ALIKE,
    "hidden": Label.POINTS_HIDDEN,
    None: Label.POINTS,
}


@dataclass(frozen=True)
class Words:
    """The words of a language: its labels by the English ones, which stand in for missing ones.

    `decimal_mark` is what it writes between ones and tenths.
    """

    language: str
    labels: Mapping[str, str] = field(default_factory=dict)
    decimal_mark: str = "."

    def say(self, label: str, **values: object) -> str:
        """Return a label with its names filled in."""
        text = self.labels.get(label, label)
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)

    def decimal(self, value: float, form: str = ".1f") -> str:
        """Return a number with decimals, in the format of Python: `12,5` in French.

        A sign is kept before its number, which Arabic writes from left to right.
        """
        text = format(value, form).replace(".", self.decimal_mark)
        is_signed = text[0] in "+-" and direction_of(self.language) == "rtl"
        return f"{_LEFT_TO_RIGHT}{text}" if is_signed else text

    def several(self, count: int, one: Label, many: Label) -> str:
        """Return a count with its noun: `1 pair` or `12 pairs`."""
        return self.say(one if count == 1 else many, count=count)

    def webinars(self, numbers: Sequence[int]) -> str:
        """Return the webinars of a summary: `all webinars`, `webinar 7` or `webinars 7, 8`."""
        listed = self.say(", ").join(map(str, numbers))
        if not numbers:
            return self.say(Label.ALL_WEBINARS)
        return self.say(Label.WEBINAR if len(numbers) == 1 else Label.WEBINARS, numbers=listed)

    def responses(self, numbers: SurveyNumbers) -> str:
        """Return the responses, for example `24 responses: 23 people, 1 anonymous response`."""
        people = self.several(numbers.persons, Label.PERSON, Label.PEOPLE)
        anonymous = self.several(numbers.anonymous, Label.ANONYMOUS, Label.ANONYMOUS_MANY)
        parts = [people, anonymous] if numbers.anonymous else [people]
        found = self.several(numbers.n, Label.RESPONSE, Label.RESPONSES)
        found += self.say(": ") + self.say(", ").join(parts)
        if numbers.anonymous and not numbers.persons:
            found = anonymous
        if numbers.superseded:
            earlier = self.several(numbers.superseded, Label.EARLIER, Label.EARLIER_MANY)
            found += self.say("; ") + earlier
        return found

    def attendance(self, attendance: AttendanceCounts) -> str:
        """Return `60 people`, or for several webinars `260 attendances of 180 people`."""
        people = self.several(attendance.persons, Label.PERSON, Label.PEOPLE)
        if len(attendance.webinars) == 1:
            return people
        count = sum(attendance.webinars.values())
        visits = self.several(count, Label.ATTENDANCE_COUNT, Label.ATTENDANCES_COUNT)
        return self.say(Label.OF_PEOPLE, attendances=visits, people=people)

    def rate(self, numbers: SurveyNumbers) -> str | None:
        """Return `response rate: 24 of 60 attendees, …`, or None if attendance is unknown."""
        part = numbers.response_rate
        if part is None:
            return None
        if part.percent is not None:
            return self.say(Label.RATE, share=self.share(part, Label.COUNT_OF_ATTENDEES))
        responses = self.several(part.count, Label.RESPONSE, Label.RESPONSES)
        attendees = self.several(part.n, Label.ATTENDEE, Label.ATTENDEES)
        return self.say(Label.NO_RATE, responses=responses, attendees=attendees)

    def question(self, numbers: QuestionNumbers) -> Iterator[str]:
        """Yield the lines that sum up a question."""
        if numbers.correct is not None:
            yield self.say(Label.CORRECT, share=self.share(numbers.correct))
        if numbers.promotion is not None:
            yield self._net_score(numbers.promotion)
        elif numbers.top_two is not None:
            yield self.say(Label.TWO_BEST, share=self.share(numbers.top_two))
        if numbers.mean is not None:
            yield self.say(Label.MEAN, mean=self.decimal(numbers.mean, ".2f"))
        if numbers.not_applicable:
            yield self.say(Label.NOT_APPLICABLE, count=numbers.not_applicable)
        if not numbers.tallies and numbers.mean is None:
            yield from self._instead_of_counts(numbers)

    def gain(self, gain: Gain) -> Iterator[str]:
        """Yield the lines on the knowledge gain, with the people that it rests on."""
        asked = self.several(len(gain.questions), Label.QUESTION, Label.QUESTIONS)
        pairs = self.several(gain.pairs, Label.PAIR, Label.PAIRS)
        others = self.say(Label.OTHERS, before=gain.only_before, after=gain.only_after)
        yield f"{asked}{self.say(': ')}{pairs}{self.say('; ')}{others}"
        levels = None
        if gain.before is not None and gain.after is not None:
            ends = {"before": self.decimal(gain.before), "after": self.decimal(gain.after)}
            levels = self.say(Label.LEVELS, **ends)
        if gain.difference is not None:
            paired = self.say(Label.GAIN, difference=self.difference(gain.difference))
            yield self.say(", ").join(filter(None, (paired, levels)))
        elif gain.pairs:
            yield self.say(Label.GAIN, difference=self.say(Label.HIDDEN))
        if gain.normalised is not None:
            yield self.say(Label.HAKE, gain=self.decimal(gain.normalised, ".2f"))
        if gain.unpaired is not None:
            yield self.say(Label.UNPAIRED, difference=self.difference(gain.unpaired))

    def difference(self, mean: Mean) -> str:
        """Return a difference, for example `+12.5 points (95 % interval +3.1 to +21.9)`."""
        ends = self._points(value=mean.value, low=mean.low, high=mean.high)
        return self.say(_POINTS[mean.missing], **ends)

    def share(self, part: Share | Rough, count_of: Label = Label.COUNT_OF) -> str:
        """Return a share, for example `17 of 24, 70.8 % (95 % interval 50.8 to 85.1 %)`."""
        if isinstance(part, Rough):
            return self.say(Label.OF_N, share=self.rough(part), n=part.n)
        count = self.say(count_of, count=part.count, n=part.n)
        if part.percent is None:
            return count
        return self.say(Label.SHARE, count=count, **self._percents(part))

    def group_share(self, part: Shown) -> str:
        """Return the share of a group, `hidden`, or `–` if nobody answered."""
        if part is None:
            return self.say(Label.HIDDEN)
        if isinstance(part, Rough):
            return self.rough(part)
        if part.percent is None:
            return "–"
        return self.say(Label.GROUP_SHARE, **self._percents(part))

    def rough(self, part: Rough) -> str:
        """Return a round share, for example `about 85 % (75 to 95)`, or a bound."""
        if part.percent is not None:
            return self.say(Label.ABOUT, percent=part.percent, low=part.low, high=part.high)
        if part.low:
            return self.say(Label.AT_LEAST, percent=part.low)
        return self.say(Label.AT_MOST, percent=part.high)

    def _percents(self, part: Share) -> dict[str, str]:
        """Return a share and the ends of its interval, those that it has."""
        values = {"percent": part.percent, "low": part.low, "high": part.high}
        return {name: self.decimal(value) for name, value in values.items() if value is not None}

    def _points(self, **values: float | None) -> dict[str, str]:
        """Return points with their signs, those that are known."""
        return {
            name: self.decimal(value, "+.1f") for name, value in values.items() if value is not None
        }

    def _net_score(self, found: Promotion) -> str:
        ends = self._points(score=found.score, low=found.low, high=found.high)
        score = self.say(Label.NET_SCORE, **ends)
        parts = {"promoters": found.promoters, "passives": found.passives}
        return score + self.say("; ") + self.say(Label.PARTS, **parts, detractors=found.detractors)

    def _instead_of_counts(self, numbers: QuestionNumbers) -> Iterator[str]:
        """Yield a line for a question without counts, for example of texts or a hidden mean."""
        if not numbers.n:
            yield self.say(Label.NO_ANSWERS)
        elif numbers.type is QuestionType.NUMBER:
            yield self.several(numbers.n, Label.MEAN_HIDDEN, Label.MEAN_HIDDEN_MANY)
        elif numbers.type is QuestionType.COUNTRY and not numbers.other:
            yield self.say(Label.ONE_ROW)
        elif numbers.type is QuestionType.TEXT:
            yield self.several(numbers.n, Label.TEXT, Label.TEXTS)


ENGLISH = Words("en")
