"""The record of a published report, and how it differs from others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sstc_cli.model.report import REPORT_VERSION, PublishedReport, PublishedTable
from sstc_cli.numbers.statistics import About, Mean, Rough, Share
from sstc_cli.numbers.tables.table import Scope, Table, Value
from sstc_cli.report.evidence import ReportEvidence

HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """A value that another report shows differently; None was not in one of them."""

    name: str
    before: str | None
    after: str | None


def record_of(evidence: ReportEvidence, name: str, published: date) -> PublishedReport:
    scopes = sorted(evidence.tables)
    ids = {number: id_ for id_, number in evidence.series.numbers.items()}
    return PublishedReport(
        version=REPORT_VERSION,
        name=name,
        published=published,
        webinars=tuple(ids[scope[0]] for scope in scopes if scope),
        tables=tuple(
            _table(table, ids[scope[0]] if scope else None)
            for scope in scopes
            for table in evidence.tables[scope].values()
        ),
    )


def waiting_by_survey(evidence: ReportEvidence) -> dict[tuple[str, Scope], dict[str, int]]:
    """Return how many answers to each question wait to be counted, by survey and webinar."""
    found: dict[tuple[str, Scope], dict[str, int]] = {}
    survey_of = {id_: table.survey for tables in evidence.tables.values()
                 for id_, table in tables.items()}  # fmt: skip
    for (id_, scope), people in (evidence.next.waiting if evidence.next else {}).items():
        if survey := survey_of.get(id_):  # a webinar may have nothing to show of it yet
            found.setdefault((survey, scope), {})[id_] = people
    return dict(sorted(found.items(), key=str))


def coarser_since(evidence: ReportEvidence) -> int:
    """Return how many values the last report showed that are hidden now, or no longer exact."""
    return sum(
        old is not None and (new is None or (isinstance(old, Share) and isinstance(new, Rough)))
        for scope, tables in evidence.before.items()
        for id_, table in tables.items()
        for line in table.lines
        for old, new in zip(
            line.values, _values_now(evidence.tables.get(scope, {}).get(id_), line.key, table),
            strict=True,
        )
    )  # fmt: skip


def _values_now(table: Table | None, key: str, before: Table) -> tuple[Value, ...]:
    return tuple(
        table.value(key, column) if table and column in table.columns else None
        for column in before.columns
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


def _table(table: Table, webinar: str | None) -> PublishedTable:
    values = {
        f"{line.key}.{column}": _text(value)
        for line in table.lines
        for column, value in zip(table.columns, line.values, strict=True)
    }
    return PublishedTable(id=table.id, webinar=webinar, n=table.n, values=values)


def _text(value: Value) -> str:
    if isinstance(value, Share):
        return f"{value.count}/{value.n}"
    if isinstance(value, Rough):
        about = f"about {value.percent} %" if value.percent else f"{value.low} to {value.high} %"
        return f"{about} of {value.n}"
    if isinstance(value, Mean):
        if value.missing == "mean":
            return f"{value.low} to {value.high}"
        ends = "" if value.low is None else f" ({value.low} to {value.high})"
        return f"{value.value}{ends}"
    if isinstance(value, About):
        return f"about {value}"
    return HIDDEN if value is None else str(value)


def tables_in(report: PublishedReport) -> int:
    return sum(bool(table.values) for table in report.tables)
