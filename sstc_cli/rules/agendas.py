"""The agendas of webinars, their talks, and how both fit the slots."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import AgendaItem, Around, Series, Webinar, due_day, lengths_of
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan, rule, takes_days
from sstc_cli.rules.rule import and_others, problem


class Minutes(NamedTuple):
    """The minutes of a slot, and the planned and the shortest ones of its agenda."""

    slot: int
    planned: int
    shortest: int


def agendas_in(series: Series) -> Iterator[tuple[Path, tuple[AgendaItem, ...]]]:
    """Yield the path and the items of the series' agenda, and of those of single webinars."""
    yield ("agenda",), series.agenda
    for index, webinar in enumerate(series.webinars):
        if webinar.agenda is not None:
            yield ("webinars", index, "agenda"), webinar.agenda


def by_minutes(
    series: Series, webinars: Iterable[tuple[int, Webinar]]
) -> Mapping[Minutes, list[int]]:
    """Return the indexes of webinars by the minutes of their slot and agenda."""
    indexes: dict[Minutes, list[int]] = defaultdict(list)
    for index, webinar in webinars:
        if takes_days(webinar):
            continue
        lengths = lengths_of(series, webinar)
        planned = sum(length.planned for length in lengths)
        shortest = sum(length.shortest for length in lengths)
        indexes[Minutes(series.minutes_of(webinar), planned, shortest)].append(index)
    return indexes


def slot_of(series: Series, indexes: list[int], slot: int) -> str:
    """Return the slot of the first webinar in words, with the number of other webinars."""
    number = series.webinars[indexes[0]].number
    return f"the slot of webinar {number} has {slot}{and_others(len(indexes) - 1, 'webinar')}"


@rule("E210")
def agenda_longer_than_slot(plan: Plan) -> Iterator[Diagnostic]:
    """The agenda is longer than the webinar, even if its items are shortened.

    An item may be shortened to `at_least` minutes, but a talk keeps its own `minutes`, and each of the
    other talks needs at least one. The slot has the minutes that really pass, also in a night in which
    the clocks change. All webinars with a slot and an agenda of the same
    length get one diagnostic together.

    Wrong:
      agenda:
        - {id: talks, name: Talks, minutes: 100, holds: talks}
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- E210
    Instead:
        - {id: talks, name: Talks, minutes: 100, at_least: 80, holds: talks}
    """
    series = plan.series
    for minutes, indexes in by_minutes(series, enumerate(series.webinars)).items():
        if minutes.shortest > minutes.slot > 0:
            message = (
                f"the agenda takes at least {minutes.shortest} minutes, but "
                f"{slot_of(series, indexes, minutes.slot)}"
            )
            hint = "shorten an item or a talk, add `at_least`, or end later"
            yield problem(message, ("webinars", indexes[0], "ends"), hint)


_MORE_TALKS = "add a talk, only with its id if nothing else is known: `- id: talk-3`"
_FEWER_TALKS = "delete a talk, or change `talks_per_webinar`"


@rule("E212")
def talk_count_differs(plan: Plan) -> Iterator[Diagnostic]:
    """The number of talks in a webinar differs from the announced one.

    Wrong:
      talks_per_webinar: 2
      webinars:
        - A …
          talks: [{id: first}] # <- E212
    Instead:
          talks: [{id: first}, {id: second}]
    """
    announced = plan.series.talks_per_webinar
    for index, webinar in plan.held:
        actual = len(webinar.talks)
        if announced is not None and actual != announced:
            message = f"webinar {webinar.number} has {actual} talks, but {announced} are announced"
            hint = _MORE_TALKS if actual < announced else _FEWER_TALKS
            yield problem(message, ("webinars", index, "talks"), hint)


@rule("E233")
def talk_without_time(plan: Plan) -> Iterator[Diagnostic]:
    """No time is left for a talk, because the other talks take all minutes of their agenda item.

    Talks without `minutes` share what remains of the item, and each needs at least one minute.

    Wrong:
      agenda:
        - {id: talks, name: Talks, minutes: 60, holds: talks}
      webinars:
        - id: a
          number: 1
          title: A
          starts: 2020-08-14 15:30
          ends: 2020-08-14 16:35
          talks:
            - {id: keynote, minutes: 60}
            - {id: answer} # <- E233
    Instead:
        - {id: talks, name: Talks, minutes: 65, holds: talks}
    """
    for index, webinar in enumerate(plan.series.webinars):
        taken = sum(talk.minutes or 0 for talk in webinar.talks)
        sharing = [at for at, talk in enumerate(webinar.talks) if not talk.minutes]
        for item in plan.series.agenda_of(webinar):
            if item.holds == "talks" and sharing and item.minutes - taken < len(sharing):
                talk = webinar.talks[sharing[0]]
                message = (
                    f"no time is left for talk `{talk.id}` of webinar {webinar.number}: "
                    f"`{item.id}` has {quantity(item.minutes, 'minute')} for "
                    f"{quantity(len(webinar.talks), 'talk')}"
                ) + (f", and the others take {taken}" if taken else "")
                hint = f"shorten a talk, or give `{item.id}` more minutes"
                path = ("webinars", index, "talks", sharing[0])
                yield problem(message, path, hint)


@rule("E234")
def talks_held_twice(plan: Plan) -> Iterator[Diagnostic]:
    """Two items of an agenda hold the talks, so each talk would be listed twice.

    Wrong:
      agenda:
        - {id: talks, name: Talks, minutes: 60, holds: talks}
        - {id: questions, name: Questions and answers, minutes: 30, holds: talks} # <- E234
      webinars: …
    Instead:
        - {id: questions, name: Questions and answers, minutes: 30}
    """
    for path, items in agendas_in(plan.series):
        first, *others = [at for at, item in enumerate(items) if item.holds] or [0]
        for at in others:
            message = (
                f"`{items[at].id}` holds the talks, but `{items[first].id}` holds them already"
            )
            yield problem(message, (*path, at, "holds"), "delete one of the two `holds`")


@rule("E235")
def at_least_above_minutes(plan: Plan) -> Iterator[Diagnostic]:
    """The shortest length of an agenda item is above its planned length.

    Wrong:
      agenda:
        - {id: questions, name: Questions, minutes: 20, at_least: 30} # <- E235
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 15:50}
    Instead:
        - {id: questions, name: Questions, minutes: 30, at_least: 20}
    """
    for path, items in agendas_in(plan.series):
        for at, item in enumerate(items):
            if item.at_least is not None and item.at_least > item.minutes:
                message = f"`{item.id}` takes {item.minutes} minutes, but at least {item.at_least}"
                hint = "swap the two numbers, or correct one of them"
                yield problem(message, (*path, at, "at_least"), hint)


_RESERVE = 10


@rule("W236")
def agenda_shorter_than_slot(plan: Plan) -> Iterator[Diagnostic]:
    """The agenda ends 10 minutes or more before the webinar.

    Participants keep the whole slot free, and the agenda shows them an earlier end. If all talks have
    `minutes`, their item is as long as they are. All planned webinars with a slot and an agenda of the
    same length get one diagnostic together.

    Wrong:
      agenda:
        - {id: talks, name: Talks, minutes: 60, holds: talks}
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W236
    Instead:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 16:30}
    """
    for minutes, indexes in by_minutes(plan.series, plan.planned).items():
        if 0 < minutes.planned <= minutes.slot - _RESERVE:
            message = (
                f"the agenda takes {minutes.planned} minutes, but "
                f"{slot_of(plan.series, indexes, minutes.slot)}"
            )
            hint = "end earlier, or give an item or a talk more minutes"
            yield problem(message, ("webinars", indexes[0], "ends"), hint)


_USUALLY_DUE = Around(-7)


@rule("W301")
def agenda_incomplete(plan: Plan) -> Iterator[Diagnostic]:
    """The detailed agenda is due, but talks lack a title or a speaker.

    The agenda is due on the date of the deadline with the id `agenda`. Without such a deadline, it is
    due 7 days before the webinar.

    Today: 2020-08-10

    Wrong:
      deadlines: [{id: agenda, name: Send the detailed agenda, due: 5 days before}]
      people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
      webinars:
        - Payment …
          join_url: https://example.org/join
          talks:
            - {id: one, title: Mobile money, speaker: ama, confirmed: true}
            - {id: two, title: Fees} # <- W301
            - {id: three}
    Right:
      deadlines: [{id: agenda, name: Send the detailed agenda, due: 5 days before}]
      people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
      webinars:
        - Payment …
          join_url: https://example.org/join
          talks:
            - {id: one, title: Mobile money, speaker: ama, confirmed: true}
    """
    declared = [deadline.due for deadline in plan.series.deadlines if deadline.id == "agenda"]
    due = next((due for due in declared if isinstance(due, Around)), _USUALLY_DUE)
    for index, webinar in plan.planned:
        day = due_day(plan.series, webinar, due)
        if not day <= plan.today <= webinar.starts.date():
            continue
        open_talks = {
            at: talk
            for at, talk in enumerate(webinar.talks)
            if talk.title is None or talk.speaker is None
        }
        if open_talks:
            message = (
                f"the agenda of webinar {webinar.number}, due on {day:%A} {day}, is incomplete: "
                f"{len(open_talks)} of {len(webinar.talks)} talks lack a title or a speaker"
            )
            ids = ", ".join(f"`{talk.id}`" for talk in list(open_talks.values())[:5])
            path = ("webinars", index, "talks", min(open_talks))
            hint = f"add the missing title or speaker of {ids}, or delete the talk"
            yield problem(message, path, hint)
