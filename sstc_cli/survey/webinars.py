"""Find the webinar that a text mentions: by number, by id or by title."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sstc_cli.model import Series, Webinar
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.quantity import numbered
from sstc_cli.sheets.cells import Value, moment_of, text_of

# the number of a webinar in the titles of our forms, in the languages of documents
WEBINAR = {
    "en": "webinar {}",
    "zh": "第{}场",
    "fr": "webinaire {}",
    "es": "seminario web {}",
    "pt": "webinário {}",
    "ru": "вебинар {}",
    "ar": "الندوة الإلكترونية {}",
}
_NAMES = "|".join(fold(text.format("")) for text in WEBINAR.values() if text.endswith(" {}"))
_NUMBERED = re.compile(
    rf"(?:{_NAMES})[ _#-]*(?:no\.?|number)?[ _-]*0*(\d{{1,4}})(?!\d)"
    r"|第 ?0*(\d{1,4}) ?[场期次讲]|研讨会 ?0*(\d{1,4})(?!\d)"
)
_NUMBER = re.compile(r"[0-9]{1,4}")


class Webinars:
    """The webinars of a series, by all names that a sheet may have for them."""

    def __init__(self, series: Series) -> None:
        self.by_number = {webinar.number: webinar for webinar in series.webinars}
        self.wordings = Wordings(_pairs(series))

    def day(self, number: int | None) -> date | None:
        webinar = None if number is None else self.by_number.get(number)
        return webinar.starts.date() if webinar and webinar.starts else None

    def id_of(self, number: int | None) -> str | None:
        webinar = None if number is None else self.by_number.get(number)
        return webinar.id if webinar else None

    def named(self, value: Value) -> int | None:
        """Return the webinar that a cell names, or whose day it has, if it is only one."""
        text = text_of(value)
        if number := self.wordings.find(text):
            return number
        numbers = self.mentioned(text) or self._held_on(value)
        return numbers.pop() if len(numbers) == 1 else None

    def refusal(self, value: Value) -> str:
        """Return why a cell names no webinar; only a number is quoted: other texts are private."""
        folded = fold(text_of(value))
        numbers = {int(folded)} if _NUMBER.fullmatch(folded) else _numbers_in(folded)
        if len(numbers) != 1:
            return "does not name a webinar of the series"
        known = sorted(self.by_number)
        in_a_row = known[-1] - known[0] == len(known) - 1 > 0
        shown = f"webinars {known[0]} to {known[-1]}" if in_a_row else numbered("webinar", known)
        return f"has the number {numbers.pop()}; this series has {shown}"

    def are_days(self, values: Iterable[Value]) -> bool:
        written = [value for value in values if text_of(value)]
        return bool(written) and all(len(self._held_on(value)) == 1 for value in written)

    def _held_on(self, value: Value) -> set[int]:
        """Return the numbers of the webinars on the day of a cell, whose month may come first."""
        moments = (moment_of(value, days_first=first) for first in (True, False))
        days = {moment.date() for moment in moments if moment}
        return {number for number in self.by_number if self.day(number) in days}

    def mentioned(self, text: str) -> set[int]:
        folded = fold(text)
        by_number = _numbers_in(folded) & {*self.by_number}
        return by_number or {
            webinar.number for webinar in self.by_number.values() if _mentions(folded, webinar)
        }


def _numbers_in(folded: str) -> set[int]:
    return {int(next(filter(None, digits))) for digits in _NUMBERED.findall(folded)}


def _mentions(folded: str, webinar: Webinar) -> bool:
    if re.search(rf"(?<![a-z0-9-]){re.escape(webinar.id)}(?![a-z0-9])", folded):
        return len(webinar.id) > 3
    titles = map(fold, webinar.title.by_language.values())
    return any(len(title) > 3 and title in folded for title in titles)


def _pairs(series: Series) -> Iterator[tuple[str, int]]:
    for webinar in series.webinars:
        yield str(webinar.number), webinar.number
        yield webinar.id, webinar.number
        yield from ((title, webinar.number) for title in webinar.title.by_language.values())
