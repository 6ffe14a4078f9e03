"""When rows were written: the order of their dates, and the zone of their hours."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice

from sstc_cli.model import Series, known_zones, load_zone
from sstc_cli.sheets.cells import DateOrder, Value, date_order, moment_of, text_of
from sstc_cli.survey.column import use_of
from sstc_cli.survey.table import TIMES, ReadyTable, Table
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey_tools.platform import Use

_LOOKED_AT = 200  # rows: a tool writes all its times alike


def order_of(table: Table, webinar: int | None, series: Series) -> DateOrder:
    return date_order(_dated(table, webinar, Webinars(series)))


def lacks_zone(table: ReadyTable, series: Series) -> bool:
    """Return whether answers have times whose zone neither the file nor the tool shows."""
    times = Times(table, series)
    return not table.platform.is_attendance and any(
        times.is_local(row, use)
        for row in islice(table.padded_rows(), _LOOKED_AT)
        for use in times.columns
    )


class Times:
    """The moments of one table's rows, in the zone of the series."""

    def __init__(self, table: ReadyTable, series: Series) -> None:
        used = ((use_of(column), column.index) for column in table.columns)
        self.columns = {use: index for use, index in used if use in TIMES}
        self.days_first = {DateOrder.DMY: True, DateOrder.MDY: False}.get(table.order)
        self.tz = series.tz
        self.own = load_zone(table.zone) if table.zone in known_zones() else None
        self.local = load_zone(table.local_zone) if table.local_zone else None

    def moment(self, cells: Sequence[Value], use: Use) -> datetime | None:
        """Return the moment of a row; a day alone, and an unknown zone, leave it without offset."""
        moment = self._written(cells, use)
        if moment is None or self.local is None or not self._is_local(moment, cells, use):
            return moment
        return moment.replace(tzinfo=self.local).astimezone(self.tz)

    def text(self, cells: Sequence[Value], use: Use) -> str | None:
        """Return the moment as ISO text, or the cell's own text if it is not a moment."""
        return self._text(cells, use, self.moment(cells, use))

    def written(self, cells: Sequence[Value], use: Use) -> str | None:
        """Return the same text without a zone that a person decided: keys do not depend on it."""
        return self._text(cells, use, self._written(cells, use))

    def is_local(self, cells: Sequence[Value], use: Use) -> bool:
        """Return whether a cell has a time, more than a day, whose zone is unknown."""
        moment = self._written(cells, use)
        return moment is not None and self._is_local(moment, cells, use)

    def _is_local(self, moment: datetime, cells: Sequence[Value], use: Use) -> bool:
        has_time = moment.time() != time() or ":" in text_of(cells[self.columns[use]])
        return has_time and moment.tzinfo is None

    def _written(self, cells: Sequence[Value], use: Use) -> datetime | None:
        """Return the moment of a row, without an offset if neither file nor tool has one."""
        index = self.columns.get(use)
        if index is None:
            return None
        moment = moment_of(cells[index], days_first=self.days_first)
        if moment is not None and moment.tzinfo is None and self.own is not None:
            moment = moment.replace(tzinfo=self.own)
        return moment.astimezone(self.tz) if moment is not None and moment.tzinfo else moment

    def _text(self, cells: Sequence[Value], use: Use, moment: datetime | None) -> str | None:
        index = self.columns.get(use)
        if index is None:
            return None
        return moment.isoformat() if moment else text_of(cells[index]) or None


def _dated(
    table: Table, webinar: int | None, webinars: Webinars
) -> Iterator[tuple[Value, date | None]]:
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
