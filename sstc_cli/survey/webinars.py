"""Which webinar a text speaks of: by number, by id or by title."""

import re
from collections.abc import Iterator
from datetime import date

from sstc_cli.model import Series, Webinar
from sstc_cli.model.wording import Wordings, fold
from sstc_cli.sheets.cells import Value, text_of

_NUMBERED = re.compile(
    r"webinar[ _#-]*(?:no\.?|number)?[ _-]*0*(\d{1,4})(?!\d)"
    r"|第 ?0*(\d{1,4}) ?[场期次讲]|研讨会 ?0*(\d{1,4})(?!\d)"
)


class Webinars:
    """The webinars of a series by everything that a sheet may call them."""

    def __init__(self, series: Series) -> None:
        self.by_number = {each.number: each for each in series.webinars}
        self.wordings = Wordings(_pairs(series))

    def day(self, number: int | None) -> date | None:
        """The day of a webinar."""
        webinar = None if number is None else self.by_number.get(number)
        return webinar.starts.date() if webinar and webinar.starts else None

    def named(self, value: Value) -> int | None:
        """The webinar that a cell names, and nothing else."""
        text = text_of(value)
        if number := self.wordings.find(text):
            return number
        found = self.mentioned(text)
        return found.pop() if len(found) == 1 else None

    def mentioned(self, text: str) -> set[int]:
        """The webinars that a title or a file name mentions."""
        folded = fold(text)
        numbers = {int(next(filter(None, each))) for each in _NUMBERED.findall(folded)}
        found = {number for number in numbers if number in self.by_number}
        return found or {each.number for each in self.by_number.values() if _speaks(folded, each)}


def _speaks(folded: str, webinar: Webinar) -> bool:
    """Whether the webinar's id or one of its titles stands in a folded text."""
    if re.search(rf"(?<![a-z0-9-]){re.escape(webinar.id)}(?![a-z0-9])", folded):
        return len(webinar.id) > 3
    titles = map(fold, webinar.title.by_language.values())
    return any(len(title) > 3 and title in folded for title in titles)


def _pairs(series: Series) -> Iterator[tuple[str, int]]:
    for each in series.webinars:
        yield str(each.number), each.number
        yield each.id, each.number
        yield from ((title, each.number) for title in each.title.by_language.values())
