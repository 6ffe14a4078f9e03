"""Deadlines, and the days when something was done."""

from collections.abc import Iterator
from datetime import date, datetime

from sstc_cli.diagnostics import Diagnostic, Path, RenameKey, did_you_mean, meant
from sstc_cli.model import Around, due_days
from sstc_cli.quantity import first_few
from sstc_cli.rules.plan import Plan, rule
from sstc_cli.rules.rule import problem


@rule("W224")
def speakers_deadline_unseen(plan: Plan) -> Iterator[Diagnostic]:
    """A deadline is for speakers, but it is not due around a webinar, so no speaker sees it.

    Speakers see what is due before and after their own webinar. What is due every week or month, or on
    one date, is only in the organisers' checklist.

    Wrong:
      deadlines:
        - id: slides
          name: Send the slides
          for: speakers # <- W224
          due: every Monday
      webinars: …
    Instead:
          due: 4 days before
    """
    for index, deadline in enumerate(plan.series.deadlines):
        if deadline.for_ == "speakers" and not isinstance(deadline.due, Around):
            message = f"no speaker sees `{deadline.id}`: it is due for the whole series"
            hint = "write `due: 4 days before`, or delete `for: speakers`"
            yield problem(message, ("deadlines", index, "for"), hint)


@rule("W225")
def done_without_deadline(plan: Plan) -> Iterator[Diagnostic]:
    """Something is recorded as done that was never due.

    `done` of a webinar has ids of deadlines around webinars. `done` of a deadline has days when
    the deadline is due for the whole series.

    Wrong:
      deadlines:
        - {id: agenda, name: Send the detailed agenda, due: 7 days before}
      webinars:
        - A …
          done:
            agend: 2020-07-30 # <- W225
    Instead:
            agenda: 2020-07-30
    """
    deadlines = plan.series.deadlines
    around = [deadline.id for deadline in deadlines if isinstance(deadline.due, Around)]
    for index, webinar in enumerate(plan.series.webinars):
        for name in webinar.done:
            if name not in around:
                message = f"webinar {webinar.number} has no deadline `{name}`"
                path = ("webinars", index, "done", name)
                correct = meant(name, [other for other in around if other not in webinar.done])
                fix = (RenameKey(path, correct),) if correct else ()
                hint = did_you_mean(name, around)
                yield problem(message, path, hint, at_key=True, fix=fix)
    for index, deadline in enumerate(deadlines):
        days = due_days(plan.series, deadline) if deadline.done else ()
        for day in deadline.done:
            if day not in days:
                message = f"`{deadline.id}` is not due on {day}"
                path = ("deadlines", index, "done", str(day))
                hint = f"write one of the due days: {first_few(days)}"
                if not days:
                    hint = "move the record to `webinars[].done`"
                yield problem(message, path, hint, at_key=True)


@rule("W308")
def done_ahead(plan: Plan) -> Iterator[Diagnostic]:
    """Something is recorded as done on a future date.

    Tomorrow is accepted, because it may already be tomorrow in the time zone of a colleague.

    Today: 2020-08-01

    Wrong:
      deadlines:
        - {id: agenda, name: Send the detailed agenda, due: 7 days before}
      webinars:
        - A …
          done:
            agenda: 2020-08-07 # <- W308
    Instead:
            agenda: 2020-07-31
    """
    for path, day in _recorded(plan):
        if day > plan.tomorrow:
            message = f"this is recorded as done on {day}, but today is {plan.today}"
            yield problem(message, path, "correct the day, or delete the record")


def _recorded(plan: Plan) -> Iterator[tuple[Path, date]]:
    """Yield the path and day of every record of something done."""
    for index, webinar in enumerate(plan.series.webinars):
        for name, day in webinar.done.items():
            yield ("webinars", index, "done", name), day
    for index, deadline in enumerate(plan.series.deadlines):
        for due, day in deadline.done.items():
            yield ("deadlines", index, "done", str(due)), day


@rule("W312")
def revised_ahead(plan: Plan) -> Iterator[Diagnostic]:
    """The plan was revised on a future date.

    Until that date, calendars may take the entries for newer than changes made in the meantime.
    Tomorrow is accepted, because it may already be tomorrow in the zone of the series.

    Today: 2020-08-01

    Wrong:
      webinars:
        - A …
          revised: 2020-08-14 09:00 # <- W312
    Instead:
          revised: 2020-07-31 09:00
    """
    for path, revised in _revised(plan):
        if revised.date() > plan.tomorrow:
            message = f"revised on {revised:%Y-%m-%d}, but today is {plan.today}"
            yield problem(message, path, "write when the plan last changed")


def _revised(plan: Plan) -> Iterator[tuple[Path, datetime]]:
    yield ("revised",), plan.series.revised
    for index, webinar in enumerate(plan.series.webinars):
        if webinar.revised:
            yield ("webinars", index, "revised"), webinar.revised


@rule("W739")
def deadline_and_message_differ(plan: Plan) -> Iterator[Diagnostic]:
    """A deadline is due at another time than its message goes out.

    Wrong:
      organisers: [{id: office, name: The office, email: office@cities-project.net}]
      messages:
        - {id: agenda, document: agenda, to: [registered], send: 7 days before}
      deadlines:
        - id: agenda
          name: Send the detailed agenda
          due: 5 days before # <- W739
          message: agenda
      webinars: …
    Instead:
          due: 7 days before
    """
    for index, deadline in enumerate(plan.series.deadlines):
        message = plan.series.message(deadline.message) if deadline.message else None
        if message and message.send is not None and message.send != deadline.due:
            what = f"the deadline `{deadline.id}` and its message `{message.id}` differ in time"
            hint = f"write the same under `due` here and under `send` of `{message.id}`"
            yield problem(what, ("deadlines", index, "due"), hint)
