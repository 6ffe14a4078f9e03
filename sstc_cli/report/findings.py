"""The findings of a report: which figures stand in which part, and what is said about them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from sstc_cli.model.report.figure import Figure
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.figures.make import TOLD, figure_id
from sstc_cli.report.names import caption_of
from sstc_cli.report.sections import (
    about_respondents,
    in_reach,
    is_compared,
    is_later,
    is_learning,
    is_of,
    is_of_partners,
    is_reaction,
)
from sstc_cli.report.sentences import (
    tell_gain,
    tell_later,
    tell_partners,
    tell_rate,
    tell_reach,
)
from sstc_cli.report.setting import Setting
from sstc_cli.report.unbroken import as_item
from sstc_cli.views.reports.parts import Findings, Part


def findings_of(setting: Setting, figures: Mapping[str, Figure]) -> Findings:
    """Return all findings of a report."""

    def part(belongs: Callable[[Table], bool], sentences: Iterable[str] = ()) -> Part | None:
        tables = [table for table in setting.tables.values() if belongs(table)]
        drawn = [figure_id(setting, table) for table in tables]
        shown = tuple(id_ for id_ in dict.fromkeys(drawn) if id_ in figures)
        told = tuple(sentences)
        remarks = (*_too_few(setting, tables), *_hidden(setting, tables, figures))
        return Part(told, shown, remarks) if told or shown or remarks else None

    return Findings(
        reach=part(in_reach(setting), tell_reach(setting)),
        respondents=part(is_of(*about_respondents(setting)), tell_rate(setting)),
        reaction=part(lambda table: is_reaction(setting, table)),
        learning=part(lambda table: is_learning(setting, table), tell_gain(setting)),
        groups=part(lambda table: is_compared(setting, table)),
        webinars=part(is_of("webinars")),
        comments=part(is_of("themes")),
        later=part(lambda table: is_later(setting, table), tell_later(setting)),
        partners=part(is_of_partners, tell_partners(setting)),
    )


def _too_few(setting: Setting, tables: Iterable[Table]) -> Iterator[str]:
    """Yield the tables that are not shown, those with the same least number in one sentence."""
    say = setting.words.say
    few = sorted((t for t in tables if t.too_few and t.id != "gain"), key=_least)
    for (least, of_partners), same in groupby(few, key=_least):
        captions = dict.fromkeys(caption_of(setting, table) for table in same)
        label = ReportLabel.TOO_FEW_REQUESTS if of_partners else ReportLabel.TOO_FEW
        yield say(label, least=least, captions=as_item(say("; ").join(captions)))


def _least(table: Table) -> tuple[int, bool]:
    """Return the least number behind a table, and whether it is of requests."""
    return table.least, is_of_partners(table)


def _hidden(
    setting: Setting, tables: Iterable[Table], figures: Mapping[str, Figure]
) -> Iterator[str]:
    """Yield the tables of enough people without a figure: all of their values are hidden."""
    alone = (table for table in tables if not table.too_few and table.id not in TOLD)
    hidden = [table for table in alone if figure_id(setting, table) not in figures]
    if hidden:
        captions = dict.fromkeys(caption_of(setting, table) for table in hidden)
        say = setting.words.say
        yield say(ReportLabel.ALL_HIDDEN, captions=say("; ").join(captions))
