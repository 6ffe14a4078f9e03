"""The imports and the results of surveys on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table

from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.numbers.words import (
    answer_name,
    attendance_line,
    dimension_name,
    gain_lines,
    group_name,
    group_names,
    group_share_text,
    question_lines,
    rate_line,
    responses_line,
    webinar_numbers,
    webinars_text,
)
from sstc_cli.quantity import quantity
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
    """Print each import with what it did, then the webinars without responses."""
    for done in imports:
        webinars = webinar_numbers(done.webinars) if done.webinars else "nothing kept"
        sheet = f" [{done.sheet}]" if done.sheet else ""
        what = done.survey if done.survey == ATTENDANCE_ID else f"survey {done.survey}"
        session.out.print(f"{done.id}. {done.file}{sheet}: {what}, {webinars}")
        counts = f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged"
        counts += f", {done.rejected} rejected, {done.refused} without consent"
        for line in (f"{done.imported}, from {done.platform}: {counts}", f"sha256 {done.sha256}"):
            session.out.print(Padding(line, (0, 0, 0, 3), expand=False))
    if not imports:
        session.say("no survey has been imported yet: run `sstc surveys import FILE`")
    for survey, numbers in missing.items():
        if numbers:
            what = "attendance" if survey == ATTENDANCE_ID else f"response to the survey {survey}"
            session.out.print(f"no {what} yet: {webinar_numbers(numbers)}")


def print_evidence(
    session: Session, evidence: Evidence, webinars: Sequence[int], language: str
) -> None:
    """Print the attendance, and the answers to each survey, by question or by group."""
    if evidence.attendance.persons:
        _print_attendance(session.out, evidence, webinars)
    for evaluation in evidence.surveys:
        if not evaluation.numbers.n:
            continue
        _print_survey_head(session.out, evaluation, webinars, language)
        if evaluation.groups is not None:
            _print_groups(session.out, evaluation.survey, evaluation.groups, language)
        else:
            _print_questions(session.out, evaluation, language)
        session.out.print()


def _print_attendance(out: Console, evidence: Evidence, webinars: Sequence[int]) -> None:
    """Print how many people attended, and in which groups."""
    out.print(f"Attendance: {webinars_text(webinars)}", style="bold")
    out.print(attendance_line(evidence.attendance))
    _print_webinars(out, evidence.attendance.webinars)
    if evidence.attendance_groups is not None:
        out.print()
        _print_sizes(
            out, "Attendances", group_names(evidence.attendance_groups), evidence.attendance_groups
        )
    out.print()


def _print_webinars(out: Console, counts: Mapping[int, int]) -> None:
    """Print how many there are in each webinar, if there are several webinars."""
    if len(counts) > 1:
        parts = [f"webinar {number}: {count}" for number, count in counts.items()]
        _indent(out, ", ".join(parts))


def _print_survey_head(
    out: Console, evaluation: Evaluation, webinars: Sequence[int], language: str
) -> None:
    """Print how many people answered a survey, and what they learnt."""
    numbers = evaluation.numbers
    out.print(f"{evaluation.survey.title.pick(language)}: {webinars_text(webinars)}", style="bold")
    out.print(responses_line(numbers))
    _print_webinars(out, numbers.responses)
    if response_rate := rate_line(numbers):
        out.print(response_rate)
    if numbers.strangers:
        who = quantity(numbers.strangers, "response")
        out.print(f"not in the response rate: {who} from addresses that the attendance lacks")
    if evaluation.gain is not None:
        out.print()
        out.print("Knowledge before and after", style="bold")
        for line in gain_lines(evaluation.gain):
            _indent(out, line)


def _print_questions(out: Console, evaluation: Evaluation, language: str) -> None:
    """Print the answers to each question of a survey."""
    definitions = {question.id: question for question in evaluation.survey.questions}
    for numbers in evaluation.numbers.questions:
        question = definitions[numbers.id]
        out.print()
        out.print(f"{question.text.pick(language)} (n = {numbers.n})", style="bold")
        for line in question_lines(numbers):
            _indent(out, line)
        if numbers.tallies:
            _indent(out, _table(question, numbers, language))


def _print_groups(out: Console, survey: Survey, groups: Breakdown, language: str) -> None:
    """Print the ratings and correct answers of each group."""
    names = [group_name(survey, groups, code, language) for code in groups.groups]
    out.print()
    _print_sizes(out, "Responses", names, groups)
    definitions = {question.id: question for question in survey.questions}
    for row in groups.rows:
        question = definitions[row.question]
        what = "correct answers" if question.correct else "two best ratings"
        out.print()
        out.print(f"{question.text.pick(language)} ({what})", style="bold")
        table = _grid(names)
        for name, cell in zip(names, row.cells, strict=True):
            table.add_row(name, "" if cell.n is None else f"n = {cell.n}", group_share_text(cell))
        _indent(out, table)


def _print_sizes(out: Console, what: str, names: Sequence[str], groups: Breakdown) -> None:
    """Print how many responses or attendances there are in each group."""
    out.print(f"{what} by {dimension_name(groups)}", style="bold")
    table = _grid(names)
    for name, count in zip(names, groups.responses, strict=True):
        table.add_row(name, "hidden" if count is None else str(count))
    _indent(out, table)


def _indent(out: Console, content: str | Table) -> None:
    """Print a line or a table two columns to the right."""
    out.print(Padding(content, (0, 0, 0, 2), expand=False))


def _grid(names: Sequence[str]) -> Table:
    """Return a table for groups with these names and two numbers each."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    widest = max(map(cell_len, names), default=0)
    table.add_column(overflow="fold", width=min(widest, 40))
    table.add_column(justify="right", no_wrap=True, min_width=6)
    table.add_column(justify="right", no_wrap=True)
    return table


def _table(question: Question, numbers: QuestionNumbers, language: str) -> Table:
    """Return a table of the answers to a question: how many, and their share."""
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
        count = sum(tally.share.count for tally in rest)
        more = quantity(len(rest), "other country", "other countries")
        table.add_row(more, *_count(count, numbers.n))
    if numbers.other:
        table.add_row("answers in other words", *_count(numbers.other, numbers.n))
    return table


def _count(count: int, n: int) -> tuple[str, str]:
    """Return a count and its share of all answers."""
    return str(count), f"{100 * count / n:.1f} %" if n else ""
