"""The imports and the numbers of a survey on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table

from sstc_cli.diagnostics import counted
from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.numbers.words import (
    answer_name,
    attendance,
    dimension,
    group_name,
    group_names,
    head,
    learnt,
    rate,
    rated,
    scope,
    sums,
)
from sstc_cli.store import ATTENDANCE_ID

if TYPE_CHECKING:
    from rich.console import Console

    from sstc_cli.cli.console.session import Session
    from sstc_cli.numbers import Breakdown, Evaluation, Evidence, QuestionNumbers
    from sstc_cli.store import Import

MOST_COUNTRIES = 12


def print_imports(
    session: Session, imports: Sequence[Import], missing: Mapping[str, Sequence[int]]
) -> None:
    """Every import with what it did, then what is still to come."""
    for each in imports:
        webinars = ", ".join(map(str, each.webinars)) or "none kept"
        sheet = f" [{each.sheet}]" if each.sheet else ""
        what = each.survey if each.survey == ATTENDANCE_ID else f"survey {each.survey}"
        session.result(f"{each.id}. {each.file}{sheet}: {what}, webinar {webinars}")
        counts = f"{each.new} new, {each.changed} changed, {each.unchanged} unchanged"
        counts += f", {each.rejected} rejected, {each.refused} without consent"
        session.result(f"   {each.imported}, from {each.platform}: {counts}")
        session.result(f"   sha256 {each.sha256}")
    if not imports:
        session.say("nothing was imported yet: `sstc surveys import FILE` reads an export")
    for survey, numbers in missing.items():
        if numbers:
            shown = ", ".join(map(str, numbers))
            what = "attendance" if survey == ATTENDANCE_ID else f"response to the survey {survey}"
            session.result(f"no {what} yet: webinar {shown}")


def print_evidence(
    session: Session, evidence: Evidence, webinars: Sequence[int], language: str
) -> None:
    """Who was there; of every survey that was answered what was learnt, its questions or groups."""
    if evidence.attended.persons:
        _print_attendance(session.out, evidence, webinars)
    for each in evidence.surveys:
        if not each.numbers.n:
            continue
        _print_head(session.out, each, webinars, language)
        if each.groups is not None:
            _print_groups(session.out, each.survey, each.groups, language)
        else:
            _print_questions(session.out, each, language)
        session.out.print()


def _print_attendance(out: Console, evidence: Evidence, webinars: Sequence[int]) -> None:
    out.print(f"Attendance: {scope(webinars)}", style="bold")
    out.print(attendance(evidence.attended))
    _print_webinars(out, evidence.attended.webinars)
    if evidence.visits is not None:
        out.print()
        _print_sizes(out, "Attendances", group_names(evidence.visits), evidence.visits)
    out.print()


def _print_webinars(out: Console, counts: Mapping[int, int]) -> None:
    """How many there are by webinar, where it is more than one."""
    if len(counts) > 1:
        parts = [f"webinar {number}: {count}" for number, count in counts.items()]
        _indent(out, ", ".join(parts))


def _print_head(out: Console, found: Evaluation, webinars: Sequence[int], language: str) -> None:
    numbers = found.numbers
    out.print(f"{found.survey.title.pick(language)}: {scope(webinars)}", style="bold")
    out.print(head(numbers))
    _print_webinars(out, numbers.responses)
    if shown := rate(numbers):
        out.print(shown)
    if found.gain is not None:
        out.print()
        out.print("Knowledge before and after", style="bold")
        for line in learnt(found.gain):
            _indent(out, line)


def _print_questions(out: Console, found: Evaluation, language: str) -> None:
    definitions = {each.id: each for each in found.survey.questions}
    for each in found.numbers.questions:
        question = definitions[each.id]
        out.print()
        out.print(f"{question.text.pick(language)} (n = {each.n})", style="bold")
        for line in sums(each):
            _indent(out, line)
        if each.tallies:
            _indent(out, _table(question, each, language))


def _print_groups(out: Console, survey: Survey, groups: Breakdown, language: str) -> None:
    names = [group_name(survey, groups, code, language) for code in groups.groups]
    out.print()
    _print_sizes(out, "Responses", names, groups)
    definitions = {each.id: each for each in survey.questions}
    for row in groups.rows:
        question = definitions[row.question]
        what = "right answers" if question.correct else "two best ratings"
        out.print()
        out.print(f"{question.text.pick(language)} ({what})", style="bold")
        table = _grid(names)
        for name, cell in zip(names, row.cells, strict=True):
            table.add_row(name, "" if cell.n is None else f"n = {cell.n}", rated(cell))
        _indent(out, table)


def _print_sizes(out: Console, what: str, names: Sequence[str], groups: Breakdown) -> None:
    """How many of what there are in each group."""
    out.print(f"{what} by {dimension(groups)}", style="bold")
    table = _grid(names)
    for name, count in zip(names, groups.responses, strict=True):
        table.add_row(name, "hidden" if count is None else str(count))
    _indent(out, table)


def _indent(out: Console, what: str | Table) -> None:
    out.print(Padding(what, (0, 0, 0, 2), expand=False))


def _grid(names: Sequence[str]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    widest = max(map(cell_len, names), default=0)
    table.add_column(overflow="fold", width=min(widest, 40))
    table.add_column(justify="right", no_wrap=True, min_width=6)
    table.add_column(justify="right", no_wrap=True)
    return table


def _table(question: Question, numbers: QuestionNumbers, language: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", width=48)
    table.add_column(justify="right", no_wrap=True, min_width=6)
    table.add_column(justify="right", no_wrap=True, min_width=8)
    shown = numbers.tallies
    if numbers.type is QuestionType.COUNTRY:
        shown = shown[:MOST_COUNTRIES]
    for tally in shown:
        name = answer_name(question, tally.code, language)
        table.add_row(name, *_count(tally.share.count, numbers.n))
    if rest := numbers.tallies[len(shown) :]:
        count = sum(each.share.count for each in rest)
        more = counted(len(rest), "other country", "other countries")
        table.add_row(more, *_count(count, numbers.n))
    if numbers.other:
        table.add_row("answers in other words", *_count(numbers.other, numbers.n))
    return table


def _count(count: int, n: int) -> tuple[str, str]:
    return str(count), f"{100 * count / n:.1f} %" if n else ""
