"""The record of a published report: a file in `data/reports/`, with every figure that was shown."""

from sstc_cli.model.base import Model, field
from sstc_cli.model.values import Day, Id, Line, Number

REPORT_VERSION = 1


class PublishedTable(Model):
    """The values that were shown of one table: of the series, or of a webinar."""

    id: Line = field(description="id of the table, for example `content`")
    webinar: Number | None = field(default=None, description="the webinar [default: the series]")
    n: Number | None = field(default=None, description="people behind it, if that was shown")
    values: dict[Line, Line] = field(
        default={}, description="its values by line and column, for example `two_best.share: 36/47`"
    )


class PublishedReport(Model):
    """A published report."""

    version: Number = field(description="version of the format")
    name: Id = field(description="name of the report")
    published: Day = field(description="day of publication")
    webinars: tuple[Number, ...] = field(description="the webinars that it covers")
    tables: tuple[PublishedTable, ...] = field(description="what was shown")
