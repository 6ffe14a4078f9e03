"""The summary of survey results that can be published: tables of the public report as Markdown."""

from collections.abc import Iterator, Sequence

from sstc_cli.choices import By
from sstc_cli.model.countries import LISTS
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.labels import SummaryLabel
from sstc_cli.numbers.markdown import markdown_table, plain_markdown
from sstc_cli.numbers.public_groups import LIST_BASE
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.annex import table_of_results
from sstc_cli.report.findings import hidden_of, too_few_of
from sstc_cli.report.names import caption_of
from sstc_cli.report.setting import Setting, is_told

_ELSEWHERE = ("webinars", "themes", "partners")  # tables that are about no survey of one webinar


def write_summary(setting: Setting, survey: str | None = None, by: By | None = None) -> str:
    """Return the results of one survey or all, by one property or without any, or an empty text."""
    words, publish = setting.words, strictest(setting.surveys.values())
    where = words.webinars(setting.covered)
    lines = [words.say(SummaryLabel.NOTE, least=publish.least)]
    lines.append(words.say(SummaryLabel.NOTE_RATE, rate=publish.rate, least=publish.least))
    lines.append(words.say(SummaryLabel.NOTE_LEFT_OUT, least=publish.least))
    if publish.round:
        lines.append(words.say(SummaryLabel.NOTE_ROUND, base=publish.round))
    if by in LISTS:
        lines.append(words.say(SummaryLabel.NOTE_LIST, base=LIST_BASE))
    lines.append("")
    chosen = tables_in(setting, survey, by)
    for id_ in dict.fromkeys(table.survey for table in chosen):
        title = words.say(SummaryLabel.ATTENDANCE, webinars=where)
        if asked := setting.surveys.get(id_):
            title = f"{plain_markdown(asked.title.pick(words.language))}{words.say(': ')}{where}"
        lines += [f"## {title}", ""]
        lines += _section(setting, [table for table in chosen if table.survey == id_])
    is_empty = not any(table.too_few or is_told(table) for table in chosen)
    return "" if is_empty else "\n".join(lines).rstrip() + "\n"


def tables_in(setting: Setting, survey: str | None, by: By | None) -> list[Table]:
    """Return the tables of a summary, with those that it says have too few people."""
    return [
        table
        for table in setting.tables.values()
        if (table.by == by or (by is By.PARTICIPATION and table.id == "attendance"))
        and table.root not in _ELSEWHERE
        and (survey in (None, table.survey) or (by and not table.survey))
    ]


def _section(setting: Setting, tables: Sequence[Table]) -> Iterator[str]:
    hidden = [table for table in tables if not table.too_few and not is_told(table)]
    for table in tables:
        if not table.too_few and table not in hidden:
            caption = caption_of(setting, table)
            found = table_of_results(setting, caption, [table])
            yield from (f"### {plain_markdown(caption)}", "")
            yield from markdown_table(found.head, found.rows)
            yield from (plain_markdown(found.note), "") if found.note else ()
    for line in (*too_few_of(setting, tables), *hidden_of(setting, hidden)):
        yield from (plain_markdown(line), "")
