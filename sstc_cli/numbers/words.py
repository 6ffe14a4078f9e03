"""How the numbers of surveys are said, on a terminal and in a report alike."""

from collections.abc import Iterator, Sequence

from sstc_cli.diagnostics import counted
from sstc_cli.model import Question, Survey
from sstc_cli.model.countries import LISTS, country_name, region_name
from sstc_cli.numbers.breakdown import Breakdown, GroupShare
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.statistics import Mean, Share
from sstc_cli.numbers.summary import QuestionNumbers, SurveyNumbers
from sstc_cli.store import Attended

_GROUPS = {
    "not_stated": "not stated",
    "other_countries": "other countries",
    "ldc": "least developed countries",
    "lldc": "landlocked developing countries",
    "sids": "small island developing States",
    "first_time": "first time",
    "returning": "returning",
}


def scope(webinars: Sequence[int]) -> str:
    """Which webinars are counted."""
    if not webinars:
        return "all webinars"
    return f"webinar{'s' if len(webinars) > 1 else ''} {', '.join(map(str, webinars))}"


def head(numbers: SurveyNumbers) -> str:
    """`24 responses: 23 persons, 1 anonymous response`."""
    text = f"{counted(numbers.n, 'response')}: {counted(numbers.persons, 'person')}"
    if numbers.anonymous:
        text += f", {counted(numbers.anonymous, 'anonymous response')}"
    if numbers.superseded:
        text += f"; {counted(numbers.superseded, 'earlier submission')} not counted"
    return text


def attendance(attended: Attended) -> str:
    """`60 persons`; over several webinars `260 attendances of 180 persons`."""
    persons = counted(attended.persons, "person")
    if len(attended.webinars) == 1:
        return persons
    return f"{counted(sum(attended.webinars.values()), 'attendance')} of {persons}"


def rate(numbers: SurveyNumbers) -> str | None:
    """`response rate: 24 of 60 attendees, …`, where attendance is known."""
    found = numbers.response_rate
    if found is None:
        return None
    if found.percent is None:
        return f"no response rate: {found.count} responses, but only {found.n} attendees known"
    return f"response rate: {share(found, 'attendees')}"


def sums(numbers: QuestionNumbers) -> Iterator[str]:
    """What sums a question up."""
    if numbers.correct is not None:
        yield f"right: {share(numbers.correct)}"
    if numbers.promotion is not None:
        found = numbers.promotion
        parts = f"{found.promoters} promoters, {found.passives} passives, {found.detractors}"
        yield f"net promoter score: {found.score:+.0f} ± {found.error:.0f} SE ({parts} detractors)"
    elif numbers.top_two is not None:
        yield f"two best ratings: {share(numbers.top_two)}"
    if numbers.mean is not None:
        yield f"mean: {numbers.mean:.2f}"
    if numbers.not_applicable:
        yield f"not applicable: {numbers.not_applicable}, out of n"
    if not numbers.tallies and numbers.mean is None:
        yield f"{counted(numbers.n, 'text')}, not shown here"


def learnt(gain: Gain) -> Iterator[str]:
    """What people learnt, with how many it rests on."""
    asked = counted(len(gain.questions), "question")
    lost = f"{gain.only_before} answered before only, {gain.only_after} after only"
    yield f"{asked} asked before and after: {counted(gain.pairs, 'pair')}; {lost}"
    if gain.difference is not None:
        yield (
            f"paired gain: {difference(gain.difference)},"
            f" from {gain.before:.1f} % to {gain.after:.1f} % right"
        )
    if gain.normalised is not None:
        yield f"normalised gain (Hake): {gain.normalised:.2f}"
    if gain.unpaired is not None:
        yield f"difference of the others, who are not the same people: {difference(gain.unpaired)}"


def difference(mean: Mean) -> str:
    """`+12.5 points (95 % interval +3.1 to +21.9)`."""
    if mean.low is None:
        return f"{mean.value:+.1f} points"
    return f"{mean.value:+.1f} points (95 % interval {mean.low:+.1f} to {mean.high:+.1f})"


def share(found: Share, what: str = "") -> str:
    """`17 of 24, 70.8 % (95 % interval 50.8 to 85.1 %)`."""
    text = f"{found.count} of {found.n}{f' {what}' if what else ''}"
    if found.percent is None:
        return text
    return f"{text}, {found.percent:.1f} % (95 % interval {found.low:.1f} to {found.high:.1f} %)"


def rated(cell: GroupShare) -> str:
    """A group's share, or why there is none."""
    if cell.n is None:
        return "hidden"
    if cell.percent is None:
        return "–"
    return f"{cell.percent:.1f} % ({cell.low:.1f} to {cell.high:.1f})"


def dimension(groups: Breakdown) -> str:
    """What the groups are by: for countries on a list, with the day of which it is."""
    listed = LISTS.get(groups.by)
    return f"{_GROUPS[groups.by]} (list of {listed})" if listed else str(groups.by)


def group_names(groups: Breakdown) -> list[str]:
    """What the groups of attendance are called, which no survey asks about."""
    return [_GROUPS[code] for code in groups.groups]


def group_name(survey: Survey, groups: Breakdown, code: str, language: str) -> str:
    """What a group is called."""
    if code in _GROUPS:
        return _GROUPS[code]
    if groups.by == "country":
        return country_name(code, language)
    if groups.by in ("region", "subregion"):
        return region_name(code)
    asked = [
        option for q in survey.questions if str(q.role) == str(groups.by) for option in q.options
    ]
    return next((each.text.pick(language) for each in asked if each.code == code), code)


def answer_name(question: Question, code: str, language: str) -> str:
    """An option's text; a rating with what it stands for; a country's name."""
    if question.type == "country":
        return country_name(code, language)
    if question.scale is not None and question.scale.points:
        words = question.scale.points[int(code) - question.scale.lowest]
        return f"{code} {words.pick(language)}"
    for option in question.options:
        if option.code == code:
            right = " (right)" if option.code == question.correct else ""
            return option.text.pick(language) + right
    return code
