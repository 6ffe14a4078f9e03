"""The regular days of a series, its breaks and its window."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count, pairwise

from sstc_cli.diagnostics import Diagnostic, SetValue
from sstc_cli.model import WEEKDAYS, Series, Webinar
from sstc_cli.model.days import Cadence
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import problem


@rule("E202")
def weekday_differs(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar is on another weekday than announced.

    The announced weekday is `weekday` of the webinar, otherwise one of the series' `cadence`. A webinar
    that is on another day on purpose states that day: `sstc schedule move` adds `weekday` to it.

    Wrong:
      webinars:
        - id: a
          number: 1
          title: A
          weekday: Thursday # <- E202
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
    Instead:
          weekday: Friday
    """
    usual = plan.series.cadence.weekday if plan.series.cadence else ()
    taken = {other.starts.date() for _, other in plan.held}
    for index, webinar in enumerate(plan.series.webinars):
        announced = (webinar.weekday,) if webinar.weekday else usual
        actual = WEEKDAYS[webinar.starts.weekday()]
        if announced and actual not in announced and index not in plan.in_other_years:
            step = "weekday" if webinar.weekday else "starts"
            day = webinar.starts.date()
            message = (
                f"{day} is a {actual}, but webinar {webinar.number} is announced for a "
                f"{' or '.join(announced)}"
            )
            path = ("webinars", index, step)
            instead = "correct the weekday" if webinar.weekday else f"add `weekday: {actual}` to it"
            move = f"`sstc schedule move {webinar.number} --date …`"
            free = (str(_first_free(day, way, announced, taken)) for way in (-1, 1))
            hint = f"move it to {' or '.join(free)} ({move}), or {instead}"
            fix = (SetValue(path, actual),) if webinar.weekday and actual in usual else ()
            yield problem(message, path, hint, fix=fix)


def _first_free(day: date, step: int, announced: tuple[str, ...], taken: Container[date]) -> date:
    """Return the first announced date before or after a day when no webinar is."""
    numbers = count(day.toordinal() + step, step)
    days = (date.fromordinal(number) for number in numbers)
    return next(day for day in days if WEEKDAYS[day.weekday()] in announced and day not in taken)


_WEEK = timedelta(days=7)


@rule("E208")
def cadence_gap(plan: Plan) -> Iterator[Diagnostic]:
    """A regular day of the series has no webinar, and `breaks` gives no reason.

    Participants keep the day free and wait. A day with a cancelled webinar needs no break. Neither does
    a regular day with a webinar less than a week before or after it, on a day that is not regular or
    already has another webinar.

    Wrong:
      count: 2
      cadence: {weekday: Friday}
      window: {starts: 2020-08-14, ends: 2020-08-28}
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: B, starts: 2020-08-28 15:30, ends: 2020-08-28 17:00} # <- E208
    Right:
      count: 2
      cadence: {weekday: Friday}
      window: {starts: 2020-08-14, ends: 2020-08-28}
      breaks: [{name: Summer break, starts: 2020-08-21}]
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: B, starts: 2020-08-28 15:30, ends: 2020-08-28 17:00}
    """
    dated = sorted(enumerate(plan.series.webinars), key=lambda numbered: numbered[1].starts)
    known = [(index, webinar) for index, webinar in dated if index not in plan.in_other_years]
    is_reversed = any(pause.last < pause.starts for pause in plan.series.breaks)  # see E201
    if plan.series.cadence is None or not known or is_reversed:
        return
    days = [webinar.starts.date() for _, webinar in known]
    others = list(_filling_days(plan.series.cadence, [webinar for _, webinar in known]))
    gaps = _gaps(plan.series, plan.series.cadence, days, others)
    _fill_by_numbers(gaps, [webinar for _, webinar in known], plan)
    by_later: dict[int, list[date]] = defaultdict(list)
    for day in gaps:
        by_later[bisect(days, day)].append(day)
    for at, missing in by_later.items():
        (_, earlier), (index, later) = known[at - 1], known[at]
        message = (
            f"no webinar on {_listed(missing)}, between webinars {earlier.number} "
            f"and {later.number}"
        )
        hint = f"add the reason to `breaks`: `- {{name: …, starts: {missing[0]}}}`"
        yield problem(message, ("webinars", index, "starts"), hint)


def _filling_days(cadence: Cadence, webinars: Iterable[Webinar]) -> Iterator[date]:
    """Yield the days that can fill gaps: not regular, or regular with a webinar already."""
    taken = set[date]()
    for webinar in webinars:
        day = webinar.starts.date()
        if WEEKDAYS[day.weekday()] not in cadence.weekday:
            yield day
        elif not webinar.cancelled:
            if day in taken:
                yield day
            taken.add(day)


def _gaps(
    series: Series, cadence: Cadence, days: Sequence[date], others: Sequence[date]
) -> list[date]:
    """Return the regular days without a webinar; the weeks count from the one before each gap."""
    regular = [day for day in days if WEEKDAYS[day.weekday()] in cadence.weekday]
    first = regular[0] if regular else days[0]
    periods = (first - days[0]).days // (7 * cadence.weeks) + 2
    start = first - timedelta(weeks=periods * cadence.weeks)
    expected = [
        day
        for after, before in pairwise([start, *regular, days[-1] + _WEEK])
        for day in cadence.regular_days(after, before)
        if not any(pause.starts <= day <= pause.last for pause in series.breaks)
    ]
    filled = _filled(expected, others)
    inside = [day for day in expected if days[0] < day < days[-1]]
    left = [_left(inside, {*regular, *held}) for held in (_in_own_weeks(filled, expected), filled)]
    return min(left, key=len)


def _left(expected: Iterable[date], held: Collection[date]) -> list[date]:
    """Return the days between the first and the last one with a webinar that have none."""
    first, last = min(held, default=date.max), max(held, default=date.min)
    return [day for day in expected if first < day < last and day not in held]


def _filled(expected: Iterable[date], others: Sequence[date]) -> dict[date, date]:
    """Return as many regular days as possible, each with another day less than a week away."""
    filled: dict[date, date] = {}
    waiting = list(reversed(others))
    for day in expected:
        while waiting and waiting[-1] <= day - _WEEK:
            waiting.pop()
        if waiting and waiting[-1] < day + _WEEK:
            filled[day] = waiting.pop()
    return filled


def _in_own_weeks(filled: dict[date, date], expected: Iterable[date]) -> set[date]:
    """Return the filled days, each the nearest free one in the week of the other day if it can."""
    possible, days = set(expected), set(filled)
    for day, other in reversed(filled.items()):
        monday = other - timedelta(days=other.weekday())
        own = {monday + timedelta(days=number) for number in range(7)} & possible
        days.remove(day)
        days.add(min(own - days, key=lambda near: abs(near - other), default=day))
    return days


def _fill_by_numbers(gaps: list[date], known: Iterable[Webinar], plan: Plan) -> None:
    """Delete the gap in which each webinar with a typo in the year belongs by its number."""
    by_number = sorted(known, key=lambda webinar: webinar.number)
    for index in plan.in_other_years:
        at = bisect(by_number, plan.series.webinars[index].number, key=lambda other: other.number)
        if 0 < at < len(by_number):
            gap = bisect(gaps, by_number[at - 1].starts.date())
            if gap < len(gaps) and gaps[gap] < by_number[at].starts.date():
                del gaps[gap]


def _listed(days: list[date]) -> str:
    first = ", ".join(f"{day:%A} {day}" for day in days[:3])
    return first + (f" and {len(days) - 3} more" if len(days) > 3 else "")


@rule("E209")
def on_break(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar is held during a break of the series.

    Wrong:
      breaks: [{name: National holidays, starts: 2020-08-10, ends: 2020-08-16}]
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- E209
    Instead:
      breaks: [{name: National holidays, starts: 2020-08-10, ends: 2020-08-12}]
    """
    for index, webinar in plan.held:
        day = webinar.starts.date()
        for pause in plan.series.breaks:
            if pause.starts <= day <= pause.last:
                name = pause.name.pick(plan.main)
                message = f"webinar {webinar.number} is held on {day}, during the break `{name}`"
                hint = "move the webinar, or shorten the break"
                yield problem(message, ("webinars", index, "starts"), hint)


@rule("W213")
def window_off_cadence(plan: Plan) -> Iterator[Diagnostic]:
    """The announced window starts or ends on another weekday than that of the webinars.

    No regular webinar can be on that day, so one of the two is probably a typo. If a webinar is held on
    that day, the window is right.

    Wrong:
      cadence: {weekday: Friday}
      window: {starts: 2020-08-08, ends: 2020-08-14} # <- W213
      webinars: …
    Instead:
      window: {starts: 2020-08-14, ends: 2020-08-14}
    """
    series = plan.series
    if series.cadence is None:
        return
    held = {webinar.starts.date() for webinar in series.webinars}
    regular = series.cadence.weekday
    for key, day in (("starts", series.window.starts), ("ends", series.window.ends)):
        actual = WEEKDAYS[day.weekday()]
        if actual not in regular and day not in held:
            message = f"the window {key} on a {actual}, {day}, in a {' and '.join(regular)} series"
            hint = "correct the day, or the weekday of `cadence`"
            yield problem(message, ("window", key), hint)
