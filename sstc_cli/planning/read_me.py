"""The sheet that explains the workbook."""

from collections.abc import Iterator, Sequence

from sstc_cli.model import Series
from sstc_cli.planning.columns import Layout
from sstc_cli.planning.headings import Names
from sstc_cli.planning.looks import Looks
from sstc_cli.render.book import Sheet, write_text
from sstc_cli.views.plan_labels import PlanAdvice

_WIDTH = 88


def write_read_me(sheet: Sheet, looks: Looks, words: Sequence[str], command: str) -> None:
    """Write a title, sentences, and the command that takes changes over."""
    title, *advice, last = words
    sheet.set_column(0, 0, _WIDTH, looks.words)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    write_text(sheet, 0, 0, title, looks.title)
    for row, sentence in enumerate(advice, 2):
        write_text(sheet, row, 0, sentence, looks.words)
    write_text(sheet, len(words) + 1, 0, last, looks.words)
    write_text(sheet, len(words) + 2, 0, command, looks.command)
    sheet.protect()


def sentences(series: Series, layout: Layout, names: Names) -> Iterator[str]:
    """Yield the title of the series, and what people should know."""
    yield series.title.pick(layout.language)
    yield names.say(PlanAdvice.PURPOSE)
    zone = str(series.zone_name.pick(layout.language)) if series.zone_name else ""
    place = f"{zone}, {series.zone}" if zone else series.zone
    yield names.say(PlanAdvice.CLOCK, zone=place)
    for advice in (PlanAdvice.NEW, PlanAdvice.ORDER, PlanAdvice.MISSING, PlanAdvice.COLOUR):
        yield names.say(advice)
    yield names.say(PlanAdvice.PRIVATE if layout.private else PlanAdvice.LEFT_OUT)
    yield names.say(PlanAdvice.PROTECTED)
    yield names.say(PlanAdvice.IMPORT)
