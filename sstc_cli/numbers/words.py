"""The words of a survey summary, on a terminal and in Markdown alike."""

from collections.abc import Iterator, Sequence

from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.model.countries import LISTS, country_name, region_name
from sstc_cli.numbers.breakdown import Breakdown, GroupShare
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.statistics import Mean, Share
from sstc_cli.numbers.summary import QuestionNumbers, SurveyNumbers
from sstc_cli.quantity import quantity
from sstc_cli.store import AttendanceCounts

_GROUPS = {
    "not_stated": "not stated",
    "other_countries": "other countries",
    "ldc": "least developed countries",
    "lldc": "landlocked developing countries",
    "sids": "small island developing States",
    "first_time": "first time",
    "returning": "returning",
}


def webinars_text(webinars: Sequence[int]) -> str:
    """Return the webinars of a summary: `all webinars` or `webinars 7, 8`."""
    if not webinars:
        return "all webinars"
    return webinar_numbers(webinars)


def webinar_numbers(webinars: Sequence[int]) -> str:
    """Return the numbers of webinars with their noun: `webinar 7` or `webinars 7, 8`."""
    return f"webinar{'s' if len(webinars) > 1 else ''} {', '.join(map(str, webinars))}"


def responses_line(numbers: SurveyNumbers) -> str:
    """Return the responses, for example `24 responses: 23 people, 1 anonymous response`."""
    text = f"{quantity(numbers.n, 'response')}: {quantity(numbers.persons, 'person', 'people')}"
    if numbers.anonymous and not numbers.persons:
        text = quantity(numbers.n, "anonymous response")
    elif numbers.anonymous:
        text += f", {quantity(numbers.anonymous, 'anonymous response')}"
    if numbers.superseded:
        text += f"; {quantity(numbers.superseded, 'earlier submission')} not counted"
    return text


def attendance_line(attendance: AttendanceCounts) -> str:
    """Return `60 people`, or for several webinars `260 attendances of 180 people`."""
    people = quantity(attendance.persons, "person", "people")
    if len(attendance.webinars) == 1:
        return people
    return f"{quantity(sum(attendance.webinars.values()), 'attendance')} of {people}"


def rate_line(numbers: SurveyNumbers) -> str | None:
    """Return `response rate: 24 of 60 attendees, …`, or None if attendance is unknown."""
    part = numbers.response_rate
    if part is None:
        return None
    if part.percent is None:
        attendees = quantity(part.n, "attendee")
        return f"no response rate: {quantity(part.count, 'response')}, but only {attendees} known"
    return f"response rate: {share_text(part, 'attendees')}"


def question_lines(numbers: QuestionNumbers) -> Iterator[str]:
    """Yield the lines that sum up a question."""
    if numbers.correct is not None:
        yield f"correct: {share_text(numbers.correct)}"
    if numbers.promotion is not None:
        score = numbers.promotion
        parts = f"{score.promoters} promoters, {score.passives} passives, {score.detractors}"
        yield f"net promoter score: {score.score:+.0f} ± {score.error:.0f} SE ({parts} detractors)"
    elif numbers.top_two is not None:
        yield f"two best ratings: {share_text(numbers.top_two)}"
    if numbers.mean is not None:
        yield f"mean: {numbers.mean:.2f}"
    if numbers.not_applicable:
        yield f"not applicable: {numbers.not_applicable}, excluded from n"
    if not numbers.tallies and numbers.mean is None:
        yield _instead_of_counts(numbers)


def _instead_of_counts(numbers: QuestionNumbers) -> str:
    """Return the line for a question without counts: texts, no answers, or a hidden mean."""
    if not numbers.n:
        return "no answers"
    if numbers.type is QuestionType.NUMBER:
        return f"{quantity(numbers.n, 'answer')}, mean not shown"
    return f"{quantity(numbers.n, 'text')}, not shown here"


def gain_lines(gain: Gain) -> Iterator[str]:
    """Yield the lines on the knowledge gain, with the numbers of people that it rests on."""
    asked = quantity(len(gain.questions), "question")
    others = f"{gain.only_before} answered before only, {gain.only_after} after only"
    yield f"{asked} asked before and after: {quantity(gain.pairs, 'pair')}; {others}"
    if gain.difference is not None:
        yield (
            f"paired gain: {difference_text(gain.difference)},"
            f" from {gain.before:.1f} % to {gain.after:.1f} % correct"
        )
    if gain.normalised is not None:
        yield f"normalised gain (Hake): {gain.normalised:.2f}"
    if gain.unpaired is not None:
        unpaired = difference_text(gain.unpaired)
        yield f"difference of the others, who are different people: {unpaired}"


def difference_text(mean: Mean) -> str:
    """Return a difference, for example `+12.5 points (95 % interval +3.1 to +21.9)`."""
    if mean.low is None:
        return f"{mean.value:+.1f} points"
    return f"{mean.value:+.1f} points (95 % interval {mean.low:+.1f} to {mean.high:+.1f})"


def share_text(part: Share, noun: str = "") -> str:
    """Return a share, for example `17 of 24, 70.8 % (95 % interval 50.8 to 85.1 %)`."""
    text = f"{part.count} of {part.n}{f' {noun}' if noun else ''}"
    if part.percent is None:
        return text
    return f"{text}, {part.percent:.1f} % (95 % interval {part.low:.1f} to {part.high:.1f} %)"


def group_share_text(cell: GroupShare) -> str:
    """Return the share of a group, `hidden`, or `–` if nobody answered."""
    if cell.n is None:
        return "hidden"
    if cell.percent is None:
        return "–"
    return f"{cell.percent:.1f} % ({cell.low:.1f} to {cell.high:.1f})"


def dimension_name(groups: Breakdown) -> str:
    """Return the property of the groups, with the date of the list for countries on a list."""
    list_date = LISTS.get(groups.by)
    return f"{_GROUPS[groups.by]} (list of {list_date})" if list_date else str(groups.by)


def group_names(groups: Breakdown) -> list[str]:
    """Return the names of the groups of attendance, for which no survey asks."""
    return [_GROUPS[code] for code in groups.groups]


def group_name(survey: Survey, groups: Breakdown, code: str, language: str) -> str:
    """Return the name of a group."""
    if code in _GROUPS:
        return _GROUPS[code]
    if groups.by == "country":
        return country_name(code, language)
    if groups.by in ("region", "subregion"):
        return region_name(code)
    options = [
        option for q in survey.questions if str(q.role) == str(groups.by) for option in q.options
    ]
    return next((option.text.pick(language) for option in options if option.code == code), code)


def answer_name(question: Question, code: str, language: str) -> str:
    """Return the text of an option, a rating with its meaning, or the name of a country."""
    if question.type == "country":
        return country_name(code, language)
    if question.scale is not None and question.scale.points:
        words = question.scale.points[int(code) - question.scale.lowest]
        return f"{code} {words.pick(language)}"
    for option in question.options:
        if option.code == code:
            mark = " (correct)" if option.code == question.correct else ""
            return option.text.pick(language) + mark
    return code
