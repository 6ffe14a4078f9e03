"""The tasks of a speaker: the deadlines `for: speakers` of a webinar."""

from sstc_cli.model import Duty, Person, Series, Webinar, duties_of

_REPLY = "reply"  # the id of the deadline by which speakers answer the invitation


def tasks_for_speakers(series: Series, webinar: Webinar) -> list[Duty]:
    """Return what the speakers have to do, by date."""
    return [duty for duty in duties_of(series, webinar) if duty.deadline.for_ == "speakers"]


def open_tasks(series: Series, webinar: Webinar, person: Person) -> list[Duty]:
    """Return what a speaker has still to do: who has confirmed all talks has replied."""
    talks = [talk for talk in webinar.talks if talk.speaker == person.id]
    has_replied = all(talk.confirmed for talk in talks)
    tasks = [duty for duty in tasks_for_speakers(series, webinar) if duty.done is None]
    return [duty for duty in tasks if not (has_replied and duty.deadline.id == _REPLY)]


def reply_task(series: Series, webinar: Webinar) -> Duty | None:
    """Return the deadline with the id `reply`, otherwise the first one for speakers."""
    tasks = tasks_for_speakers(series, webinar)
    return next((duty for duty in tasks if duty.deadline.id == _REPLY), next(iter(tasks), None))
