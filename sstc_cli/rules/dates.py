"""The dates of webinars, their order, and holidays."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

from sstc_cli.diagnostics import Diagnostic, Path, Reorder, Severity
from sstc_cli.model import Webinar, public_holidays
from sstc_cli.model.series import Break, Window
from sstc_cli.model.webinar import LONGEST_USUAL
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan, clashes, rule, takes_days
from sstc_cli.rules.rule import problem

_LONGEST_NIGHT = timedelta(minutes=LONGEST_USUAL)  # of a webinar over midnight


@rule("E201")
def ends_before_starts(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar ends before it starts, or at the same minute; or a break or the window does.

    Wrong:
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 14:00} # <- E201
    Instead:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
    """
    for index, webinar in enumerate(plan.series.webinars):
        if webinar.ends <= webinar.starts:
            message = f"webinar {webinar.number} ends before it starts, at {webinar.starts:%H:%M}"
            hint = "swap `starts` and `ends`, or correct one of them"
            following = webinar.ends + timedelta(1)
            if following - webinar.starts <= _LONGEST_NIGHT:
                hint = "swap `starts` and `ends`, or write the next day: "
                hint += f"`{following:%Y-%m-%d %H:%M}`"
            yield problem(message, ("webinars", index, "ends"), hint)
    window = plan.series.window
    spans: list[tuple[str, Window | Break, Path]] = [("the window", window, ("window",))]
    for index, pause in enumerate(plan.series.breaks):
        spans.append((f"the break `{pause.name.pick(plan.main)}`", pause, ("breaks", index)))
    for name, span, path in spans:
        if span.ends and span.ends < span.starts:
            message = f"{name} ends on {span.ends}, before it starts on {span.starts}"
            yield problem(message, (*path, "ends"), "swap the two days, or correct one of them")


@rule("W240")
def webinar_very_long(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar takes more than six hours, which is mostly a mistake in its start or its end.

    One that takes more than a day is an error.

    Wrong:
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 22:30, ends: 2020-08-15 21:30} # <- W240
    Instead:
        - {id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:30}
    """
    for index, webinar in enumerate(plan.series.webinars):
        minutes = (webinar.ends - webinar.starts) // timedelta(minutes=1)
        if minutes <= LONGEST_USUAL:
            continue
        is_days = takes_days(webinar)
        length = quantity(minutes // 1440, "day") if is_days else quantity(minutes // 60, "hour")
        hint = "correct `starts` or `ends`"
        meant = datetime.combine(webinar.starts.date(), webinar.ends.time())
        if 0 < (meant - webinar.starts) // timedelta(minutes=1) <= LONGEST_USUAL:
            hint += f": did you mean `{meant:%Y-%m-%d %H:%M}`?"
        message = f"webinar {webinar.number} takes {length}, until {webinar.ends:%Y-%m-%d %H:%M}"
        weight = Severity.ERROR if is_days else None
        yield problem(message, ("webinars", index, "ends"), hint, weight=weight)


@rule("E203")
def outside_window(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar is outside the announced window of the series.

    The hint names the day to which the window must reach for all webinars, or the right day if only the
    year is wrong.

    Wrong:
      window: {starts: 2020-08-14, ends: 2020-08-14}
      count: 2
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00} # <- E203
    Instead:
      window: {starts: 2020-08-14, ends: 2020-08-21}
    """
    first, last = plan.series.window.starts, plan.series.window.ends
    webinars = enumerate(plan.series.webinars)
    days = [webinar.starts.date() for at, webinar in webinars if at not in plan.in_other_years]
    for index, webinar in enumerate(plan.series.webinars):
        day = webinar.starts.date()
        if first <= day <= last:
            continue
        early = day < first
        limit, key = (first, "starts") if early else (last, "ends")
        side = "before the window starts" if early else "after the window ends"
        message = (
            f"webinar {webinar.number} is {quantity(abs((day - limit).days), 'day')} {side}, "
            f"on {limit:%A} {limit}"
        )
        hint = f"correct the date, or set `window.{key}` to {min(days) if early else max(days)}"
        if meant := plan.in_other_years.get(index):
            hint = f"did you mean {meant}?"
        yield problem(message, ("webinars", index, "starts"), hint)


@rule("E206")
def order_differs(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar is held before one with a lower number.

    Cancelled webinars do not count.

    Wrong:
      count: 2
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
        - {id: b, number: 2, title: B, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- E206
    Instead:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    dated = ((index, webinar) for index, webinar in plan.held if index not in plan.in_other_years)
    by_number = sorted(dated, key=lambda indexed: indexed[1].number)
    for (_, earlier), (index, later) in pairwise(by_number):
        if later.starts < earlier.starts and later.number != earlier.number:
            message = (
                f"webinar {later.number} is held on {later.starts:%Y-%m-%d}, "
                f"before webinar {earlier.number} on {earlier.starts:%Y-%m-%d}"
            )
            hint = "swap the numbers, or correct a date"
            yield problem(message, ("webinars", index, "starts"), hint)


@rule("E207")
def overlap(plan: Plan) -> Iterator[Diagnostic]:
    """Two webinars are held at the same time.

    Cancelled webinars do not count.

    Wrong:
      count: 2
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: B, starts: 2020-08-14 16:30, ends: 2020-08-14 18:00} # <- E207
    Instead:
        - {id: b, number: 2, title: B, starts: 2020-08-14 17:00, ends: 2020-08-14 18:30}
    """
    held = (numbered for numbered in plan.held if not takes_days(numbered[1]))
    for index, webinar, other in clashes(held):
        message = (
            f"webinar {webinar.number} starts at {webinar.starts:%H:%M}, "
            f"while webinar {other.number} runs until {other.ends:%H:%M}"
        )
        hint = "move one of the two, or cancel it"
        yield problem(message, ("webinars", index, "starts"), hint)


@rule("W221")
def listed_out_of_order(plan: Plan) -> Iterator[Diagnostic]:
    """Webinars are not listed in the order of their dates.

    Documents and calendars use the order of the file. `sstc validate --fix` reorders the webinars, with
    the comments above them, if numbers and dates agree. If they do not agree, see `E206`.

    Wrong:
      count: 2
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W221
    Right:
      count: 2
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
        - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    webinars = plan.series.webinars
    order = sorted(range(len(webinars)), key=lambda index: webinars[index].number)
    if order == list(range(len(webinars))) or not _agree([webinars[index] for index in order]):
        return
    late, early = next(
        (one, other) for one, other in pairwise(range(len(webinars)))
        if webinars[other].number < webinars[one].number
    )  # fmt: skip
    message = f"webinar {webinars[early].number} is listed after webinar {webinars[late].number}"
    fix = (Reorder(("webinars",), tuple(order)),)
    hint = "list the webinars by their numbers"
    yield problem(message, ("webinars", early, "number"), hint, fix=fix)


def _agree(numbered: list[Webinar]) -> bool:
    """Return whether webinars in the order of their numbers are also in that of their dates."""
    return all(
        one.number < other.number and one.starts <= other.starts
        for one, other in pairwise(numbered)
    )


@rule("W402")
def public_holiday(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar is on a public holiday in a country of its organisers or of the audience.

    The countries are those of `organisers[].country` and `audience_countries`. Nationwide holidays come
    from the package `holidays`. `UN` stands for the official holidays of the United Nations in New
    York in 2020; other years are unknown. Dates are those in the zone of the series. Only webinars to
    come are checked. They are listed as one diagnostic, but a waiver may be for one of them.

    Wrong:
      audience_countries: [KE, IN]
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-10-20 15:30, ends: 2020-10-20 17:00} # <- W402
      window: {starts: 2020-10-20, ends: 2020-10-20}
    Instead:
        - {id: a, number: 1, title: A, starts: 2020-10-21 15:30, ends: 2020-10-21 17:00}
      window: {starts: 2020-10-21, ends: 2020-10-21}
    """
    years = sorted({webinar.starts.year for _, webinar in plan.planned})
    calendars: dict[str, Mapping[date, str]] = {}
    for country, path in _countries(plan).items():
        calendars[country] = calendar = public_holidays(country, years)
        covered = {day.year for day in calendar}
        if missing := [str(year) for year in years if year not in covered]:
            message = f"the public holidays of `{country}` are unknown for {', '.join(missing[:3])}"
            hint = "write an ISO 3166-1 code such as `KE`; if it is one, check the dates yourself"
            yield problem(message, path, hint)
    for index, webinar in plan.planned:
        day = webinar.starts.date()
        names = [
            f"{calendars[country][day]} ({country})"
            for country in _countries_of(plan, webinar)
            if day in calendars[country]
        ]
        if names:
            subject = f"webinar {webinar.number} on {day}"
            message = f"webinar {webinar.number} is on {day}, a holiday: {', '.join(names)}"
            hint = "move it, or add the day to `breaks`"
            path = ("webinars", index, "starts")
            yield problem(message, path, hint, kind="holiday", subject=subject)


def _countries(plan: Plan) -> dict[str, Path]:
    """Return every declared country with its first path."""
    paths: dict[str, Path] = {}
    for index, organiser in enumerate(plan.series.organisers):
        if organiser.country is not None:
            paths.setdefault(organiser.country, ("organisers", index, "country"))
    for index, country in enumerate(plan.series.audience_countries):
        paths.setdefault(country, ("audience_countries", index))
    return paths


def _countries_of(plan: Plan, webinar: Webinar) -> list[str]:
    """Return the countries of a webinar's organisers and of the audience, without repetition."""
    organisers = plan.series.organisers_of(webinar)
    own = [organiser.country for organiser in organisers if organiser.country is not None]
    return list(dict.fromkeys([*own, *plan.series.audience_countries]))
