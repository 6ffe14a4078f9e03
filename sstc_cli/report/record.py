"""The record of a published report, and what two reports together would reveal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sstc_cli.model.report import REPORT_VERSION, PublishedReport, PublishedTable
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.differences import revealing
from sstc_cli.numbers.statistics import Mean, Rough, Share
from sstc_cli.numbers.tables.table import Table, Value
from sstc_cli.quantity import quantity
from sstc_cli.report.evidence import ReportEvidence
from sstc_cli.store.history import HandedOut

HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """A value that another report shows differently; None was not in one of them."""

    name: str
    before: str | None
    after: str | None


def record_of(evidence: ReportEvidence, name: str, published: date) -> PublishedReport:
    scopes = sorted(evidence.tables)
    return PublishedReport(
        version=REPORT_VERSION,
        name=name,
        published=published,
        webinars=tuple(scope[0] for scope in scopes if scope),
        tables=tuple(
            _table(table) for scope in scopes for table in evidence.tables[scope].values()
        ),
    )


def revealed(
    new: PublishedReport, before: Sequence[PublishedReport], publish: Publish
) -> Iterator[str]:
    """Yield in words where the difference to an earlier report is about few people.

    In multiples of the least count or more, a number does not show how many people came since.
    """
    least, is_round = publish.least, publish.round >= publish.least
    shown = [] if is_round else [(old.name, [*_counts(old)]) for old in before]
    for name, older in shown:
        for here, other in revealing(_counts(new), older, least):
            more = abs(here.count - other.count)
            nouns = ("person", "people") if here.webinars else ("request", "requests")
            count = quantity(here.count, *nouns)
            yield (
                f"`{here.name}` of {_webinars(here)} shows {count}, and the report"
                f" `{name}` shows {other.count} of {_webinars(other)}: the difference is {more}"
            )


def changes(before: PublishedReport, after: PublishedReport) -> list[PublishedChange]:
    old, new = _values(before), _values(after)
    names = dict.fromkeys([*new, *old])
    found = (PublishedChange(name, old.get(name), new.get(name)) for name in names)
    return [change for change in found if change.before != change.after]


def _values(report: PublishedReport) -> Mapping[str, str]:
    return {
        f"{table.id}.{key}{'' if table.webinar is None else f'@{table.webinar}'}": text
        for table in report.tables
        for key, text in table.values.items()
    }


def _table(table: Table) -> PublishedTable:
    values = {
        f"{line.key}.{column}": _text(value)
        for line in table.lines
        for column, value in zip(table.columns, line.values, strict=True)
    }
    webinar = table.webinars[0] if table.webinars else None
    return PublishedTable(id=table.id, webinar=webinar, n=table.n, values=values)


def _text(value: Value) -> str:
    if isinstance(value, Share):
        return f"{value.count}/{value.n}"
    if isinstance(value, Rough):
        about = f"about {value.percent} %" if value.percent else f"{value.low} to {value.high} %"
        return f"{about} of {value.n}"
    if isinstance(value, Mean):
        ends = "" if value.low is None else f" ({value.low} to {value.high})"
        return f"{value.value}{ends}"
    return HIDDEN if value is None else str(value)


def _counts(report: PublishedReport) -> Iterator[HandedOut]:
    for table in report.tables:
        if table.id == "bounds":  # per cent, which follow from counts of other tables
            continue
        webinars = report.webinars if table.webinar is None else (table.webinar,)
        if table.id.startswith("partners."):
            webinars = ()  # of the whole series, whichever webinars the report covers
        for key, text in table.values.items():
            count, _, n = text.partition("/")
            if count.isascii() and count.isdigit():
                yield HandedOut(f"{table.id}.{key}", webinars, int(count))
            if n.isascii() and n.isdigit():
                rest = int(n) - int(count)
                yield HandedOut(f"{table.id}.{key} (others)", webinars, rest)


def _webinars(shown: HandedOut) -> str:
    if not shown.webinars:
        return "the series"
    numbers = ", ".join(map(str, shown.webinars))
    return f"webinar{'s' if len(shown.webinars) > 1 else ''} {numbers}"


def tables_in(report: PublishedReport) -> int:
    return sum(bool(table.values) for table in report.tables)
