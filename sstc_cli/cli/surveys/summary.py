"""`sstc surveys summary`: responses and attendance in counts."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from sstc_cli.choices import By
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Json, Language, Numbers, read_language
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.cli.console.store import name_lost_rows, store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.surveys.open import OnlySurvey, refuse_unknown_survey
from sstc_cli.documents.translations import labels_of
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.model import Question, QuestionType, Series, Webinar
from sstc_cli.model.languages import decimal_mark
from sstc_cli.model.report import ReportTexts
from sstc_cli.numbers import Breakdown, Evaluation, QuestionNumbers, SurveyResults, evaluate
from sstc_cli.numbers.differences import close_to_earlier, counts_in
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.labels import SummaryLabel
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import counts_of
from sstc_cli.numbers.tables.table import Scope, Tables
from sstc_cli.numbers.words import (
    Words,
    answer_name,
    dimension_name,
    group_names,
    groups_in_alphabet,
    in_alphabet,
)
from sstc_cli.quantity import quantity
from sstc_cli.report.evidence import Edition, ReportEvidence, read_evidence
from sstc_cli.report.summary import tables_in, write_summary
from sstc_cli.store import ATTENDANCE_ID, Store
from sstc_cli.store.history import record_handed_out
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.published import published_reports

MOST_COUNTRIES = 12
_INDENT = _GAP = 2
_RESULT = 36  # columns of a result in a line, such as `n = 24  87.5 % two best ratings`
_NARROWEST = 12  # columns for labels; in narrower terminals they share a line with their figures


def print_evidence(
    session: Session,
    evidence: SurveyResults,
    webinars: Sequence[int],
    words: Words,
    *,
    every: bool,
) -> None:
    """Print the attendance, and the answers to each survey, by question or by group.

    Unless `every` answer is wanted, a question is a line with its main result.
    """
    where = words.webinars(webinars)
    if evidence.attendance.persons:
        _print_attendance(session.out, evidence, where, words)
    for evaluation in evidence.surveys:
        if not evaluation.numbers.n:
            continue
        _print_survey_head(session.out, evaluation, where, words, every=every)
        if not every:
            _print_results(session.out, evaluation, words)
        elif evaluation.groups is not None:
            _print_groups(session.out, evaluation, evaluation.groups, words)
        else:
            _print_questions(session.out, evaluation, words)
        session.out.print()


def _print_attendance(out: Console, evidence: SurveyResults, where: str, words: Words) -> None:
    """Print how many people attended, and in which groups."""
    out.print(words.say(SummaryLabel.ATTENDANCE, webinars=where), style="bold")
    out.print(words.attendance(evidence.attendance))
    _print_webinars(out, evidence.attendance.webinars, words)
    if groups := evidence.attendance_groups:
        groups = groups_in_alphabet(words, groups)
        out.print()
        _print_sizes(
            out, SummaryLabel.ATTENDANCES_BY, group_names(words, None, groups), groups, words
        )
    out.print()


def _print_webinars(out: Console, counts: Mapping[int, int], words: Words) -> None:
    """Print how many there are in each webinar, if there are several webinars."""
    if len(counts) > 1:
        parts = [
            words.say(SummaryLabel.IN_WEBINAR, number=number, count=count)
            for number, count in counts.items()
        ]
        _indent(out, words.say(", ").join(parts))


def _print_survey_head(
    out: Console, evaluation: Evaluation, where: str, words: Words, *, every: bool
) -> None:
    """Print how many people answered a survey, and what they learnt."""
    numbers = evaluation.numbers
    title = evaluation.survey.title.pick(words.language)
    out.print(f"{title}{words.say(': ')}{where}", style="bold")
    out.print(words.responses(numbers))
    _print_webinars(out, numbers.responses, words)
    if response_rate := words.rate(numbers):
        out.print(response_rate)
    if numbers.strangers:
        responses = words.several(numbers.strangers, SummaryLabel.RESPONSE, SummaryLabel.RESPONSES)
        out.print(words.say(SummaryLabel.STRANGERS, responses=responses))
    if evaluation.gain is not None and every:
        out.print()
        out.print(words.say(SummaryLabel.KNOWLEDGE), style="bold")
        for line in words.gain(evaluation.gain):
            _indent(out, line)


def _print_questions(out: Console, evaluation: Evaluation, words: Words) -> None:
    """Print the answers to each question of a survey."""
    definitions = {question.id: question for question in evaluation.survey.questions}
    for numbers in evaluation.numbers.questions:
        question = definitions[numbers.id]
        out.print()
        out.print(f"{question.text.pick(words.language)} (n = {numbers.n})", style="bold")
        for line in words.question(numbers):
            _indent(out, line)
        if numbers.tallies:
            _print_figures(out, _tallies(question, numbers, words), (48, 6, 8), words)


def _print_results(out: Console, evaluation: Evaluation, words: Words) -> None:
    """Print a line for each question with a main result, below the knowledge gain."""
    if (gain := evaluation.gain) is not None and gain.difference is not None:
        _indent(out, words.say(SummaryLabel.GAIN, difference=words.difference(gain.difference)))
    definitions = {question.id: question for question in evaluation.survey.questions}
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    table.add_column(overflow="ellipsis", no_wrap=True, max_width=out.width - _INDENT - _RESULT)
    for _ in ("n", "result"):
        table.add_column(no_wrap=True)
    for numbers in evaluation.numbers.questions:
        if result := _main_result(numbers, words):
            text = definitions[numbers.id].text.pick(words.language)
            table.add_row(text, f"n = {numbers.n}", result)
    if table.row_count:
        _indent(out, table)


def _main_result(numbers: QuestionNumbers, words: Words) -> str:
    """Return a share of right answers or of the two best ratings, a net score or a mean."""
    for label, part in (
        (SummaryLabel.CORRECT_HEAD, numbers.correct),
        (SummaryLabel.TWO_BEST_HEAD, None if numbers.promotion else numbers.top_two),
    ):
        if isinstance(part, Share) and part.percent is not None:
            return f"{words.decimal(part.percent)} % {words.say(label)}"
    if numbers.mean is not None:
        return words.say(SummaryLabel.MEAN, mean=words.decimal(numbers.mean, ".2f"))
    return ""


def _print_groups(out: Console, evaluation: Evaluation, groups: Breakdown, words: Words) -> None:
    """Print the ratings and correct answers of each group."""
    groups = groups_in_alphabet(words, groups)
    names = group_names(words, evaluation.survey, groups)
    out.print()
    _print_sizes(out, SummaryLabel.RESPONSES_BY, names, groups, words)
    definitions = {question.id: question for question in evaluation.survey.questions}
    for row in groups.rows:
        question = definitions[row.question]
        what = words.say(
            SummaryLabel.CORRECT_HEAD if question.correct else SummaryLabel.TWO_BEST_HEAD
        )
        out.print()
        out.print(f"{question.text.pick(words.language)} ({what})", style="bold")
        ns = [f"n = {cell.n}" if cell is not None else "" for cell in row.cells]
        rows = zip(names, ns, map(words.group_share, row.cells), strict=True)
        _print_figures(out, [*rows], (_widest(names), 6, 0), words)


def _print_sizes(
    out: Console, head: SummaryLabel, names: Sequence[str], groups: Breakdown, words: Words
) -> None:
    """Print how many responses or attendances there are in each group."""
    out.print(words.say(head, group=dimension_name(words, groups.by)), style="bold")
    rows = zip(names, map(str, groups.responses), strict=True)
    _print_figures(out, [*rows], (_widest(names), 6), words)


def _indent(out: Console, content: str | Table) -> None:
    """Print a line or a table two columns to the right."""
    out.print(Padding(content, (0, 0, 0, _INDENT), expand=False))


def _widest(names: Sequence[str]) -> int:
    """Return the width of a column with the names of groups."""
    return min(max(map(cell_len, names), default=0), 40)


def _print_figures(
    out: Console, rows: Sequence[tuple[str, ...]], least: Sequence[int], words: Words
) -> None:
    """Print labels and their figures, in columns that are at least this wide if there is room.

    Only labels wrap, because a figure that is cut is another figure.
    """
    columns = list(zip(*rows, strict=True))[1:]
    widths = [max(few, *map(cell_len, c)) for few, c in zip(least[1:], columns, strict=True)]
    label = min(least[0], out.width - _INDENT - sum(widths) - _GAP * len(widths))
    if label < min(least[0], _NARROWEST):
        for name, *figures in rows:
            _indent(out, f"{name}{words.say(': ')}{words.say(', ').join(filter(None, figures))}")
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    table.add_column(overflow="fold", width=label)
    for width in widths:
        table.add_column(justify="right", no_wrap=True, width=width)
    for row in rows:
        table.add_row(*row)
    _indent(out, table)


def _tallies(question: Question, numbers: QuestionNumbers, words: Words) -> list[tuple[str, ...]]:
    """Return the answers to a question, each with how many people gave it, and their share."""
    listed = [*counts_of(numbers).items()]
    counts = [listed[position] for position in in_alphabet(words, listed)]
    most = MOST_COUNTRIES if numbers.type is QuestionType.COUNTRY else len(counts)
    rows = [(answer_name(words, question, code), count) for code, count in counts[:most]]
    if rest := counts[most:]:
        more = words.several(
            len(rest), SummaryLabel.MORE_COUNTRIES, SummaryLabel.MORE_COUNTRIES_MANY
        )
        rows.append((more, sum(count for _, count in rest)))
    if numbers.other:
        rows.append((words.say(SummaryLabel.OTHER_WORDS), numbers.other))
    return [(name, *_count(count, numbers.n, words)) for name, count in rows]


def _count(count: int, n: int, words: Words) -> tuple[str, str]:
    """Return a count and its share of all answers."""
    return str(count), f"{words.decimal(100 * count / n)} %" if n else ""


class SummaryFormat(StrEnum):
    """A format for a terminal, a report or a program."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


Property = Annotated[
    By | None,
    typer.Option(
        metavar="PROPERTY", help=f"Break the results down by this. One of {', '.join(By)}."
    ),
]


def summary(
    context: typer.Context,
    numbers: Numbers = None,
    survey: OnlySurvey = None,
    by: Property = None,
    format: Annotated[SummaryFormat, typer.Option(help="Output format.")] = SummaryFormat.TEXT,
    language: Language = None,
    every: Annotated[
        bool, flag("--all", text="Show all answers to each question, also on a terminal.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Summarise responses and attendance.

    A terminal first gets the main results, a line for each question; a pipe or a file gets all.

    Each result has the number of answers behind it (n). Without N, all webinars count together.
    `--format md` is for reports, of one webinar or of all: it has the tables of the public report,
    without small counts. The terminal and JSON show complete figures: keep them in the office.
    Regions are those of the United Nations (M49); `ldc`, `lldc` and `sids` are its lists of least
    developed, landlocked and small island developing countries. `participation` separates new from
    returning people.

    Example: `sstc surveys summary 7 --by gender`
    """
    session = session_of(context)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey)
    words = _words(workspace, read_language(language, series.languages))
    webinars = [webinar.number for webinar in chosen_webinars(series, numbers)] if numbers else []
    store = store_of(workspace)
    if format is SummaryFormat.MD and not as_json:
        _publish(session, workspace, store, series, Chosen(webinars, survey, by), words)
        return
    evidence = evaluate(store, workspace.surveys, webinars, survey, by)
    name_lost_rows(session, store)
    if evidence.empty:
        raise _nothing_yet(webinars, "no response" if webinars else "nothing")
    for line in (*(_undivided(evidence, by) if by else ()), *_why_no_pairs(evidence)):
        session.say(line)
    if as_json or format is SummaryFormat.JSON:
        session.result(_json(series.id, webinars, evidence, by))
    else:
        every = every or by is not None or not sys.stdout.isatty()
        print_evidence(session, evidence, webinars, words, every=every)
        if not every:
            session.say("all answers to each question: add `--all`")


def _words(workspace: Workspace, language: str) -> Words:
    return Words(language, labels_of(workspace, language), decimal_mark(language))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The results that a person wants: of some webinars or all, of one survey, by a property."""

    webinars: Sequence[int]
    survey: str | None
    by: By | None


def _publish(
    session: Session, workspace: Workspace, store: Store, series: Series, chosen: Chosen,
    words: Words,
) -> None:  # fmt: skip
    """Print a summary for publication, warn if it reveals single people, and remember it."""
    edition = Edition(after=published_reports(workspace.root))
    evidence = read_evidence(store, series, workspace.surveys, ReportTexts(), edition)
    name_lost_rows(session, store)
    known, webinars = evidence.webinars, chosen.webinars
    least = strictest(workspace.surveys.values()).least
    if not {*webinars} <= {*known} or not known:
        raise _nothing_yet(webinars, f"no survey or attendance of {least} people or more")
    whole = {*webinars} in ({*known}, set())
    if len(webinars) > 1 and not whole:
        message = "the sum of some webinars would reveal the sum of the others"
        hint = "name one webinar, or none for the summary of all"
        raise SstcError(message, hint, ExitCode.USAGE)
    webinar = None if whole else series.webinar(webinars[0])
    setting = evidence.setting(words, webinar)
    text = write_summary(setting, chosen.survey, chosen.by)
    if not text:
        session.say("nothing of this can be published: name no webinar, or break nothing down")
        return
    chosen_tables = tables_in(setting, chosen.survey, chosen.by)
    tables = {
        setting.numbers: {table.id: table for table in chosen_tables if not table.too_few},
        **_parts(evidence, webinar),
    }
    shown = [*counts_in(tables, store.ids, evidence.counted)]
    session.show([*close_to_earlier(shown, store, least)], workspace)
    session.result(text)
    try:
        record_handed_out(store, shown)
    except SstcError as error:  # for example, the store is on a read-only disk
        session.say(f"warning: this summary was not recorded as published: {error.message}")


def _parts(evidence: ReportEvidence, webinar: Webinar | None) -> Mapping[Scope, Tables]:
    """Return the webinars that a summary of the series covers, without their tables."""
    return {} if webinar else {(number,): {} for number in evidence.webinars}


def _json(series: str, webinars: Sequence[int], evidence: SurveyResults, by: By | None) -> str:
    """Return the results as JSON."""
    evaluations = evidence.surveys
    gains = {evaluated.survey.id: evaluated.gain for evaluated in evaluations if evaluated.gain}
    groups = {
        evaluated.survey.id: evaluated.groups for evaluated in evaluations if evaluated.groups
    }
    groups |= {ATTENDANCE_ID: evidence.attendance_groups} if evidence.attendance_groups else {}
    return write_results(
        series=series,
        webinars=webinars,
        attendance=evidence.attendance,
        surveys=[evaluated.numbers for evaluated in evaluations],
        gains=gains,
        **({"by": by, "groups": groups} if by else {}),
    )


def _undivided(evidence: SurveyResults, by: By) -> Iterator[str]:
    """Yield the surveys with answers but without a question that separates the groups."""
    for evaluated in evidence.surveys:
        if evaluated.numbers.n and evaluated.groups is None:
            id_ = evaluated.survey.id
            yield f"the survey {id_} cannot be broken down by {by}: its answers stay together"


def _why_no_pairs(evidence: SurveyResults) -> Iterator[str]:
    """Yield why nobody is compared before and after, for each survey with a gain but no pair."""
    for evaluated in evidence.surveys:
        if evaluated.gain is None or evaluated.gain.pairs:
            continue
        if evaluated.incomplete:
            people = quantity(evaluated.incomplete, "person", "people")
            yield (
                f"no pairs: {people} answered before and after, but not each of the same questions"
            )
        elif evaluated.elsewhere:
            people = quantity(evaluated.elsewhere, "person", "people")
            yield (
                f"no pairs: {people} answered the survey before another webinar; a pair is one"
                " person at one webinar"
            )
        else:
            yield "no pairs: no person answered before and after with the same e-mail address"


def _nothing_yet(webinars: Sequence[int], what: str) -> SstcError:
    where = f" from webinar {' or '.join(map(str, webinars))}" if webinars else ""
    return nothing_imported(what + where)
