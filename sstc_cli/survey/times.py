"""When rows were written: the order of their dates, and the zone of their hours."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sstc_cli.model import Series, known_zones, load_zone
from sstc_cli.sheets.cells import DateOrder, Value, date_order, moment_of, text_of
from sstc_cli.survey.column import Column, use_of
from sstc_cli.survey.platforms import Use
from sstc_cli.survey.table import TIMES, ReadyTable, Table
from sstc_cli.survey.webinars import Webinars


def order_of(table: Table, webinar: int | None, series: Series) -> DateOrder:
    """Return the order of the dates in a table's own columns: a tool writes all of them alike."""
    return date_order(_dated(table, webinar, Webinars(series)))


class Times:
    """The moments of one table's rows, in the zone of the series if their own is known."""

    def __init__(self, table: ReadyTable, series: Series) -> None:
        self.columns = _time_columns(table.columns)
        self.days_first = {DateOrder.DMY: True, DateOrder.MDY: False}.get(table.order)
        self.tz = series.tz
        self.own: ZoneInfo | None = None
        if table.zone in known_zones():
            self.own = load_zone(table.zone)

    def moment(self, cells: Sequence[Value], use: Use) -> datetime | None:
        """Return the moment of a row, without an offset if the file has none."""
        index = self.columns.get(use)
        if index is None:
            return None
        moment = moment_of(cells[index], days_first=self.days_first)
        if moment is not None and moment.tzinfo is None and self.own is not None:
            moment = moment.replace(tzinfo=self.own)
        return moment.astimezone(self.tz) if moment is not None and moment.tzinfo else moment

    def text(self, cells: Sequence[Value], use: Use) -> str | None:
        """Return the moment as ISO text, or the cell's own text if it is not a moment."""
        index = self.columns.get(use)
        if index is None:
            return None
        moment = self.moment(cells, use)
        return moment.isoformat() if moment else text_of(cells[index]) or None


def _time_columns(columns: Sequence[Column]) -> dict[Use, int]:
    """Return the places of columns with times, by what they hold."""
    used = ((use_of(column), column.index) for column in columns)
    return {use: index for use, index in used if use in TIMES}


def _dated(
    table: Table, webinar: int | None, webinars: Webinars
) -> Iterator[tuple[Value, date | None]]:
    """Yield each cell with a time, and the day of the row's webinar."""
    times = [column.index for column in table.columns if use_of(column) in TIMES]
    naming = (column.index for column in table.columns if use_of(column) is Use.WEBINAR)
    named = next(naming, None)
    day = webinars.day(webinar)
    if not times:
        return
    for row in table.rows():
        if webinar is None and named is not None and named < len(row):
            day = webinars.day(webinars.named(row[named]))
        yield from ((row[index], day) for index in times if index < len(row))
