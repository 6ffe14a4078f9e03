"""Whether a webinar is planned, held, cancelled or published."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Status, Webinar
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import and_others, problem
from sstc_cli.rules.wordings import PlacedText


@rule("W219")
def cancelled_and_held_again(plan: Plan) -> Iterator[Diagnostic]:
    """A cancelled webinar has the same title as a later one: it was probably moved instead.

    A webinar that moves keeps its entry, so that calendars update it. A webinar that is cancelled and
    entered again disappears from calendars, and participants do not get the new date.

    Wrong:
      count: 2
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - Payment solutions …
          status: cancelled # <- W219
        - {id: b, number: 2, title: Payment solutions, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    Right:
      count: 1
      window: {starts: 2020-08-14, ends: 2020-08-21}
      webinars:
        - id: a
          number: 1
          title: Payment solutions
          starts: 2020-08-21 15:30
          ends: 2020-08-21 17:00
          revision: 1
    """
    if not any(webinar.cancelled for webinar in plan.series.webinars):
        return
    by_time = sorted(enumerate(plan.series.webinars), key=lambda numbered: numbered[1].starts)
    later: dict[tuple[str, str], Webinar] = {}
    for index, webinar in reversed(by_time):
        path = ("webinars", index, "status")
        titles = PlacedText(path, webinar.title).folded(plan.main)
        if not webinar.cancelled:
            later.update(dict.fromkeys(titles, webinar))
        elif again := next((later[key] for key in titles if key in later), None):
            message = (
                f"webinar {webinar.number} is cancelled, but webinar {again.number} "
                f"on {again.starts:%Y-%m-%d} has the same title"
            )
            hint = f"give webinar {webinar.number} the new date, and delete the other entry"
            yield problem(message, path, hint)


@rule("W222")
def reason_without_cancellation(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar that is not cancelled has the reason of a cancellation.

    `sstc schedule set "webinars[0].status" planned` deletes the reason together with the cancellation.

    Wrong:
      webinars:
        - A …
          status: planned
          cancelled_because: The speakers cannot come # <- W222
    Instead:
          status: cancelled
    """
    for index, webinar in enumerate(plan.series.webinars):
        if webinar.cancelled_because and not webinar.cancelled:
            message = f"webinar {webinar.number} is `{webinar.status}`, but has `cancelled_because`"
            hint = "delete the reason, or write `status: cancelled`"
            path = ("webinars", index, "cancelled_because")
            yield problem(message, path, hint, at_key=True)


@rule("W306")
def changed_since_release(plan: Plan) -> Iterator[Diagnostic]:
    """A future webinar differs from the last release.

    Calendars and people still have the published version. Series without a release are not checked.

    Today: 2020-08-01

    The release `data/releases/001-first-plan.yaml`:
      version: 1
      name: first-plan
      published: 2020-06-01 00:00:00Z
      note: The plan as sent to all partners
      series:
        id: series
        domain: example.org
        title: A series
        zone: Asia/Shanghai
        languages:
          - en
        organisers:
          - id: office
            name: The office
        webinars:
          - id: a
            number: 1
            sequence: 0
            stamp: 2020-06-01 00:00:00Z
            title: Payment
            starts: 2020-08-14 15:30
            ends: 2020-08-14 17:00

    Wrong:
      webinars:
        - id: a
          number: 1
          title: Payment
          starts: 2020-08-14 16:00 # <- W306
          ends: 2020-08-14 17:30
    Right (the change above is also right once it is published):
      webinars:
        - Payment …
    """
    for change in plan.unpublished:
        if change.day >= plan.today:
            message = (
                f"webinar {change.number} on {change.day} has changed since the release "
                f"`{change.release}` of {change.since}: {change.what}"
            )
            hint = "publish a new release with `sstc release publish NAME`, or undo the change"
            yield problem(message, change.path, hint, at_key=change.path == ("webinars",))


@rule("W307")
def past_but_planned(plan: Plan) -> Iterator[Diagnostic]:
    """A past webinar still has the status `planned`, so it is unclear whether it was held.

    All such webinars get one diagnostic together, at the first of them.

    Today: 2020-08-15

    Wrong:
      webinars:
        - A …
          status: planned # <- W307
    Instead:
          status: held
    """
    past = [
        (index, webinar)
        for index, webinar in enumerate(plan.series.webinars)
        if webinar.status is Status.PLANNED
        and plan.is_past(webinar)
        and index not in plan.in_other_years
    ]
    if past:
        index, first = past[0]
        message = f"webinar {first.number} was on {first.starts:%Y-%m-%d}, but is still `planned`"
        message += and_others(len(past) - 1, "webinar")
        hint = "write `status: held`, or `status: cancelled` if it was not held"
        yield problem(message, ("webinars", index, "status"), hint)


@rule("W310")
def recording_ahead(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar that has not been held has a recording: it may be the link of another webinar.

    Tomorrow is accepted, because it may already be tomorrow in the time zone of a colleague.

    Today: 2020-08-01

    Wrong:
      webinars:
        - A …
          recording: https://example.org/recording # <- W310
    Instead:
      nothing
    """
    for index, webinar in enumerate(plan.series.webinars):
        is_ahead = webinar.starts.date() > plan.tomorrow
        if webinar.recording and (webinar.cancelled or is_ahead):
            state = "is cancelled" if webinar.cancelled else f"is on {webinar.starts:%Y-%m-%d}"
            message = f"webinar {webinar.number} has a recording, but {state}"
            hint = "move `recording:` to the webinar that it shows, or delete it"
            yield problem(message, ("webinars", index, "recording"), hint)
