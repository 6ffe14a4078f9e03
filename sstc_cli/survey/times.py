"""When rows were written: the order of their dates, and the zone of their hours."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sstc_cli.model import Series, known_zones, load_zone
from sstc_cli.sheets.cells import Order, Value, date_order, moment_of, text_of
from sstc_cli.survey.platforms import Use
from sstc_cli.survey.table import Table
from sstc_cli.survey.webinars import Webinars

TIMES = (Use.SUBMITTED, Use.STARTED, Use.JOINED, Use.LEFT)


def order_of(table: Table, webinars: Webinars) -> Order:
    """The order of the dates in a table's own columns: one tool writes all of them alike."""
    return date_order(_dated(table, webinars))


class Times:
    """The moments of one table's rows, in the zone of the series where theirs is known."""

    def __init__(self, table: Table, series: Series) -> None:
        self.columns = {each.use: each.index for each in table.columns if each.use in TIMES}
        self.days_first = {Order.DMY: True, Order.MDY: False}.get(table.order)
        self.tz = series.tz
        self.own: ZoneInfo | None = None
        if table.zone in known_zones():
            self.own = load_zone(table.zone)

    def moment(self, cells: Sequence[Value], use: Use) -> datetime | None:
        """The moment of a row; without offset where nothing says one."""
        index = self.columns.get(use)
        if index is None:
            return None
        moment = moment_of(cells[index], days_first=self.days_first)
        if moment is not None and moment.tzinfo is None and self.own is not None:
            moment = moment.replace(tzinfo=self.own)
        return moment.astimezone(self.tz) if moment is not None and moment.tzinfo else moment

    def text(self, cells: Sequence[Value], use: Use) -> str | None:
        """The moment as ISO text; as it is written where it cannot be understood."""
        index = self.columns.get(use)
        if index is None:
            return None
        moment = self.moment(cells, use)
        return moment.isoformat() if moment else text_of(cells[index]) or None


def _dated(table: Table, webinars: Webinars) -> Iterator[tuple[Value, date | None]]:
    """Every cell with a time, and the day of the row's webinar."""
    times = [each.index for each in table.columns if each.use in TIMES]
    named = next((each.index for each in table.columns if each.use is Use.WEBINAR), None)
    day = webinars.day(table.webinar)
    if not times:
        return
    for row in table.rows():
        if table.webinar is None and named is not None and named < len(row):
            day = webinars.day(webinars.named(row[named]))
        yield from ((row[index], day) for index in times if index < len(row))
