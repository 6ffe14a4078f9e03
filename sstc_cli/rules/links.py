"""The links to join and to register."""

from collections import defaultdict
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Webinar
from sstc_cli.rules.plan import Plan, clashes, link_path, rule
from sstc_cli.rules.rule import problem


@rule("E218")
def join_link_shared(plan: Plan) -> Iterator[Diagnostic]:
    """Two webinars at the same time have the same join link.

    Participants of one of them join the wrong meeting. The rule is for series that hold webinars in
    parallel and turn `E207` off.

    Wrong:
      severities: {E207: "off"}
      count: 2
      webinars:
        - Payment …
          join_url: https://example.org/join
        - id: b
          number: 2
          title: Logistics
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
          join_url: https://example.org/join # <- E218
    Right:
      severities: {E207: "off"}
      count: 2
      webinars:
        - Payment …
          join_url: https://example.org/join/1
        - id: b
          number: 2
          title: Logistics
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
          join_url: https://example.org/join/2
    """
    by_link: dict[str, list[tuple[int, Webinar]]] = defaultdict(list)
    for index, webinar in plan.held:
        if webinar.join_link is not None:
            by_link[webinar.join_link.url].append((index, webinar))
    for webinars in by_link.values():
        for index, webinar, other in clashes(webinars):
            message = (
                f"webinar {webinar.number} starts at {webinar.starts:%H:%M} with the join link "
                f"of webinar {other.number}, which runs until {other.ends:%H:%M}"
            )
            hint = "give each webinar its own link"
            yield problem(message, ("webinars", index, *link_path(webinar)), hint)


@rule("W223")
def registration_after_webinar(plan: Plan) -> Iterator[Diagnostic]:
    """The last day to register is after the day of the webinar.

    This happens if a webinar is moved to an earlier day, and `register_by` stays. Documents would print
    the wrong day.

    Wrong:
      webinars:
        - A …
          register_by: 2020-08-18 # <- W223
    Instead:
          register_by: 2020-08-11
    """
    for index, webinar in plan.held:
        last, day = webinar.register_by, webinar.starts.date()
        if last is not None and last > day:
            message = f"people register until {last}, but webinar {webinar.number} is on {day}"
            hint = "write a day before the webinar, or delete the line"
            yield problem(message, ("webinars", index, "register_by"), hint)


_SOON = range(3, 8)  # nearer ones are W314


@rule("W304")
def join_link_missing(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar in 3 to 7 days has no join link.

    Today: 2020-08-10

    Wrong:
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W304
    Instead:
        - A …
          join: {url: https://example.org/join}
          register_url: https://example.org/register
    """
    for index, webinar, remaining in plan.ahead(max(_SOON)):
        if webinar.join_link is None and remaining in _SOON:
            message = f"webinar {webinar.number}, {plan.when(webinar)}, has no join link"
            hint = "add `join:` with the `url`, and export the calendar again"
            yield problem(message, ("webinars", index, "join"), hint)


@rule("E311")
def join_link_twice(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar has both `join` and `join_url`.

    `join_url` is public, and `join` is private unless it is `public: true`, so it is not clear who may
    see the link.

    Wrong:
      webinars:
        - A …
          register_url: https://example.org/register
          join: {url: https://example.org/join}
          join_url: https://example.org/join # <- E311
    Instead:
      nothing
    """
    for index, webinar in enumerate(plan.series.webinars):
        if webinar.join is not None and webinar.join_url is not None:
            message = f"webinar {webinar.number} has both `join` and `join_url`"
            hint = "delete `join_url`, or `join` if the link may be public"
            yield problem(message, ("webinars", index, "join_url"), hint, at_key=True)


_REGISTERING = 21


@rule("W313")
def registration_missing(plan: Plan) -> Iterator[Diagnostic]:
    """People cannot register for a webinar in the next 21 days, although its join link is private.

    The link to register is the `register_url` of the webinar, otherwise the `url` of the survey before.
    The rule is for webinars with a private link, and for series with a survey before. If no webinar has
    a link of its own, only the first one is reported.

    Today: 2020-08-01

    Wrong:
      webinars:
        - id: a # <- W313
          number: 1
          title: A
          starts: 2020-08-14 15:30
          ends: 2020-08-14 17:00
          join: {url: https://example.org/join}
    Right:
      webinars:
        - A …
          join: {url: https://example.org/join}
          register_url: https://example.org/register
    """
    series = plan.series
    has_survey = any(use.when == "before" for use in series.surveys)
    has_own = any(webinar.register_url for webinar in series.webinars)
    for index, webinar, _ in plan.ahead(_REGISTERING):
        is_open = webinar.join_for(named=False) is not None
        is_registered = has_survey or webinar.join_link is not None
        if is_open or not is_registered or series.register_url_of(webinar):
            continue
        message = f"webinar {webinar.number}, {plan.when(webinar)}, has no link to register"
        hint = "add `register_url:` to it, or `url:` to the survey before the webinars"
        yield problem(message, ("webinars", index, "register_url"), hint)
        if not has_own:
            return


_OVERDUE = 2


@rule("W314")
def join_link_overdue(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar in the next 2 days has no join link.

    Today: 2020-08-12

    Registered participants wait for it, and speakers cannot test the room.

    Wrong:
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W314
    Instead:
        - A …
          join: {url: https://example.org/join, passcode: 481516}
          register_url: https://example.org/register
    """
    for index, webinar, _ in plan.ahead(_OVERDUE):
        if webinar.join_link is None:
            message = f"webinar {webinar.number}, {plan.when(webinar)}, still has no join link"
            hint = "add `join:` with the `url`, and send it to the people who are registered"
            yield problem(message, ("webinars", index, "join"), hint)
