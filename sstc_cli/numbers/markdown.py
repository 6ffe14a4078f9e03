"""The survey summary as Markdown for a report, with small counts hidden."""

from collections.abc import Iterator, Sequence

from sstc_cli.model import Question, Survey
from sstc_cli.numbers.breakdown import Breakdown
from sstc_cli.numbers.evaluation import Evaluation, Evidence
from sstc_cli.numbers.hiding import publishable
from sstc_cli.numbers.summary import QuestionNumbers
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
    webinars_text,
)

_NOTE = "Counts under 5 are hidden, and as many others as needed so that nobody can work them out."


def write_markdown(evidence: Evidence, webinars: Sequence[int], language: str) -> str:
    """Return attendance and each survey with responses, as sections with tables."""
    lines = []
    if evidence.attendance.persons:
        lines += [
            f"## Attendance: {webinars_text(webinars)}\n",
            f"{attendance_line(evidence.attendance)}.\n",
        ]
    if evidence.attendance_groups is not None:
        names = group_names(evidence.attendance_groups)
        lines += [f"{_NOTE}\n", *_sizes(evidence.attendance_groups, names, "attendances")]
    for evaluation in evidence.surveys:
        lines += _survey(evaluation, webinars, language) if evaluation.numbers.n else []
    return "\n".join(lines).rstrip() + "\n"


def _survey(evaluation: Evaluation, webinars: Sequence[int], language: str) -> Iterator[str]:
    survey, numbers = evaluation.survey, evaluation.numbers
    yield f"## {_plain(survey.title.pick(language))}: {webinars_text(webinars)}\n"
    yield f"{responses_line(numbers)}.\n"
    if response_rate := rate_line(numbers):
        yield f"{response_rate[:1].upper()}{response_rate[1:]}.\n"
    yield f"{_NOTE}\n"
    if evaluation.gain is not None:
        yield "### Knowledge before and after\n"
        yield from (f"- {line}" for line in gain_lines(evaluation.gain))
        yield ""
    if evaluation.groups is not None:
        yield from _groups(survey, evaluation.groups, language)
        return
    questions = {question.id: question for question in survey.questions}
    for question_numbers in numbers.questions:
        yield from _question(questions[question_numbers.id], question_numbers, language)


def _question(question: Question, numbers: QuestionNumbers, language: str) -> Iterator[str]:
    yield f"### {_plain(question.text.pick(language))} (n = {numbers.n})\n"
    safe, counts = publishable(question, numbers)
    yield from (f"- {line}" for line in question_lines(safe))
    yield ""
    names = [answer_name(question, tally.code, language) for tally in numbers.tallies]
    if names and numbers.n:
        yield "| answer | count | % |"
        yield "|---|---:|---:|"
        for name, count in zip([*names, "answers in other words"], counts, strict=True):
            if count != 0 or name in names:
                percent = f"{100 * count / numbers.n:.1f}" if count is not None else ""
                yield f"| {_plain(name)} | {'hidden' if count is None else count} | {percent} |"
        yield ""


def _groups(survey: Survey, groups: Breakdown, language: str) -> Iterator[str]:
    names = [_plain(group_name(survey, groups, code, language)) for code in groups.groups]
    by = dimension_name(groups)
    yield from _sizes(groups, names, "responses")
    questions = {question.id: question for question in survey.questions}
    for row in groups.rows:
        question = questions[row.question]
        measure = "correct answers" if question.correct else "two best ratings"
        yield f"### {_plain(question.text.pick(language))}\n"
        yield f"| {by} | n | {measure} (95 % interval) |"
        yield "|---|---:|---:|"
        for name, cell in zip(names, row.cells, strict=True):
            yield f"| {name} | {'' if cell.n is None else cell.n} | {group_share_text(cell)} |"
        yield ""


def _sizes(groups: Breakdown, names: Sequence[str], noun: str) -> Iterator[str]:
    """Yield a table of the sizes of the groups."""
    yield f"| {dimension_name(groups)} | {noun} |"
    yield "|---|---:|"
    for name, count in zip(names, groups.responses, strict=True):
        yield f"| {name} | {'hidden' if count is None else count} |"
    yield ""


def _plain(text: str) -> str:
    """Return a text on one line, with the punctuation of Markdown escaped."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in flat)
