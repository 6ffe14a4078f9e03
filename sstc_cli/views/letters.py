"""The head of a letter: place, date and reference, and the country to which it goes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated, Any, cast

from sstc_cli.model import Audience, Organiser, Person, Series, Webinar, due_day
from sstc_cli.model.countries import country_name
from sstc_cli.model.due import Around
from sstc_cli.model.messages import AFTERWARDS
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts, View
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.file_names import Made
from sstc_cli.views.people import with_direction_mark


class LetterHead(Facts):
    """What an office writes above a letter."""

    place: Annotated[str | None, "where the first organiser signs letters, if the data has it"]
    date: Annotated[str, "the date of the letter, for example `18 September 2020`"]
    reference: Annotated[str, "series, number of the webinar, and id of the reader"]
    country: Annotated[str | None, "country of the speaker whom it is for"]


def letter_head(
    series: Series, webinar: Webinar, document: str, reader: Person | Audience | None, language: str
) -> LetterHead:
    """Return the head of a letter to a person, to a group, or to everybody."""
    country = reader.country if isinstance(reader, Person) else None
    parts = [series.id, f"{webinar.number:02}", *([reader.id] if reader else [])]
    return LetterHead(
        place=signing_place(series.organisers_of(webinar), language),
        date=plain_day_text(_letter_day(series, webinar, document), language),
        reference=with_direction_mark("/".join(parts), language),
        country=country_name(country, language) if country else None,
    )


def signing_place(offices: Iterable[Organiser], language: str) -> str | None:
    """Return where the first of the offices signs letters, if the data says it."""
    signing = (office.signatory for office in offices if office.signatory)
    return next(filter(None, (pick(signatory.place, language) for signatory in signing)), None)


def _letter_day(series: Series, webinar: Webinar, document: str) -> date:
    """Return the day on which the plan sends a letter: not before its facts, or what it is for.

    The letter on a cancelled webinar is sent once that is known.
    """
    days = [(webinar.revised or series.revised).date()]
    if webinar.cancelled:
        return days[0]
    sent = (one.send for one in series.messages if one.document == document)
    days += (due_day(series, webinar, due) for due in sent if isinstance(due, Around))
    if document in AFTERWARDS:
        days.append(webinar.ends.date())
    return max(days)


def dated(make: Callable[[str], Made], day: date | None) -> Callable[[str], Made]:
    """Return a function that yields the same makers of views, with a day as the date of letters."""

    def made(language: str) -> Made:
        for stem, view in make(language):
            yield stem, partial(_dated, view, day) if day else view

    return made


def _dated(make: Callable[[], View], day: date) -> View:
    view: Any = make()
    head = getattr(view, "head", None)
    if not isinstance(head, LetterHead):
        return cast("View", view)
    head = replace(head, date=plain_day_text(day, view.language))
    return cast("View", replace(view, head=head))
