"""The rows of the workbook: each thing in the plan, with its values as texts of the data file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sstc_cli.diagnostics import Path
from sstc_cli.model import Person, Series, Talk, Text, Webinar, duties
from sstc_cli.planning.columns import TEXTS, Column, Layout, Table

HIDDEN_LINK = "private"  # in place of a private link in a workbook for colleagues
APART = "; "


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A thing in the plan: its id in the workbook, its path in the data, and a text by column."""

    id: str
    path: Path
    values: Mapping[str, str]


def rows_of(series: Series, table: Table, layout: Layout) -> Iterator[PlanRow]:
    columns = layout.columns(table)
    match table:
        case Table.WEBINARS:
            for at, webinar in enumerate(series.webinars):
                facts, link = _slot(webinar), webinar.join_link
                is_shown = link and (link.public or layout.private)
                facts["join"] = link.url if link and is_shown else HIDDEN_LINK if link else ""
                facts["passcode"] = (webinar.join and webinar.join.passcode) or ""
                yield _row(webinar.id, ("webinars", at), webinar, columns, facts)
        case Table.TALKS:
            for at, webinar in enumerate(series.webinars):
                for order, talk in enumerate(webinar.talks):
                    facts = {"webinar": str(webinar.number), "order": str(order + 1)}
                    path = ("webinars", at, "talks", order)
                    yield _row(f"{webinar.id}/{talk.id}", path, talk, columns, facts)
        case Table.PEOPLE:
            for at, person in enumerate(series.people):
                yield _row(person.id, ("people", at), person, columns, {})
        case Table.DUTIES:
            yield from _duties(series, layout.language)


def text_in(text: Text | None, column: Column) -> str:
    """Return what a column shows of a text: one in no particular language is in the main column."""
    if text is None:
        return ""
    if "" in text.by_language:
        return text.by_language[""] if column.is_main else ""
    if not column.language:
        return next(iter(text.by_language.values()))
    return text.by_language.get(key_in(text, column), "")


def key_in(text: Text | None, column: Column) -> str:
    """Return the key by which a text has a language: `pt` for `pt-PT` if it has only that."""
    present = text.by_language if text else {}
    codes = (column.language, column.kin)
    return next((code for code in codes if code and code in present), column.language)


def _row(
    id_: str,
    path: Path,
    thing: Webinar | Talk | Person,
    columns: Sequence[Column],
    facts: Mapping[str, str],
) -> PlanRow:
    values = {
        column.name: facts[column.key] if column.key in facts else _value(thing, column)
        for column in columns
    }
    return PlanRow(id_, path, values)


def _value(thing: Webinar | Talk | Person, column: Column) -> str:
    value = getattr(thing, column.key)
    if column.kind in TEXTS:
        return text_in(value, column)
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return APART.join(value)
    return str(value)


def _slot(webinar: Webinar) -> dict[str, str]:
    """Return the day and the hours; an end that is not on that day or night has its own day."""
    starts, ends = webinar.starts, webinar.ends
    night = timedelta(ends.time() < starts.time())
    usual = ends.date() == starts.date() + night
    return {
        "date": str(starts.date()),
        "start": f"{starts:%H:%M}",
        "end": f"{ends:%H:%M}" if usual else f"{ends:%Y-%m-%d %H:%M}",
    }


def _duties(series: Series, language: str) -> Iterator[PlanRow]:
    webinars = {webinar.id: at for at, webinar in enumerate(series.webinars)}
    deadlines = {deadline.id: at for at, deadline in enumerate(series.deadlines)}
    for duty in duties(series):
        key = duty.deadline.id
        path: Path = ("deadlines", deadlines[key], "done", str(duty.day))
        if duty.webinar:
            path = ("webinars", webinars[duty.webinar.id], "done", key)
        values = {
            "task": str(duty.deadline.name.pick(language)),
            "webinar": str(duty.webinar.number) if duty.webinar else "",
            "due": str(duty.day),
            "done": str(duty.done) if duty.done else "",
        }
        yield PlanRow(f"{key}/{duty.webinar.id if duty.webinar else duty.day}", path, values)
