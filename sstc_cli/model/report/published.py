"""The record of a published report: a file in `data/reports/`, with every figure that was shown."""

import re
from typing import Annotated

from sstc_cli.model.base import Model, field
from sstc_cli.model.readers import Value
from sstc_cli.model.values import Day, Id, Line, Number, pattern, read_text, refuse

REPORT_VERSION = 1
_COUNT = r"[0-9]{1,9}"
_DECIMAL = rf"-?{_COUNT}(?:\.[0-9]{{1,9}})?"
# compiled on first use, which only published reports need
_SHOWN = (
    rf"hidden|{_COUNT}(?:/{_COUNT})?|{_DECIMAL}(?: \({_DECIMAL} to {_DECIMAL}\))?"
    rf"|(?:about {_COUNT}|{_DECIMAL} to {_DECIMAL}) % of {_COUNT}"
)


def read_shown(value: object) -> str:
    """Return a value as `publish` writes it, or refuse it (E111): others cannot be compared."""
    text = read_text(value, "a value")
    count, is_share, n = text.partition("/")
    if not re.fullmatch(_SHOWN, text) or (is_share and int(count) > int(n)):
        refuse("E111", "`{value}` is not a value of a report", "restore the file from git", text)
    return text


ShownValue = Annotated[str, Value(read_shown, pattern(_SHOWN))]


class PublishedTable(Model):
    """The values that were shown of one table: of the series, or of a webinar."""

    id: Line = field(description="id of the table, for example `content`")
    webinar: Number | None = field(default=None, description="the webinar [default: the series]")
    n: Number | None = field(default=None, description="people behind it, if that was shown")
    values: dict[Line, ShownValue] = field(
        default={}, description="its values by line and column, for example `two_best.share: 36/47`"
    )


class PublishedReport(Model):
    """A published report."""

    version: Number = field(description="version of the format")
    name: Id = field(description="name of the report")
    published: Day = field(description="day of publication")
    webinars: tuple[Number, ...] = field(description="the webinars that it covers")
    tables: tuple[PublishedTable, ...] = field(description="what was shown")
