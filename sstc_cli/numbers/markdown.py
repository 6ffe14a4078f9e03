"""The numbers of surveys as Markdown, for a report: small counts are hidden."""

from collections.abc import Iterator, Sequence

from sstc_cli.model import Question, Survey
from sstc_cli.numbers.breakdown import Breakdown
from sstc_cli.numbers.evaluation import Evaluation, Evidence
from sstc_cli.numbers.hiding import publishable
from sstc_cli.numbers.summary import QuestionNumbers
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

_NOTE = "Counts under 5 are hidden, and as many others as it takes to keep them so."


def write_markdown(evidence: Evidence, webinars: Sequence[int], language: str) -> str:
    """Attendance, and every survey that was answered, as sections with tables."""
    lines = []
    if evidence.attended.persons:
        lines += [f"## Attendance: {scope(webinars)}\n", f"{attendance(evidence.attended)}.\n"]
    if evidence.visits is not None:
        names = group_names(evidence.visits)
        lines += [f"{_NOTE}\n", *_sizes(evidence.visits, names, "attendances")]
    for each in evidence.surveys:
        lines += _survey(each, webinars, language) if each.numbers.n else []
    return "\n".join(lines).rstrip() + "\n"


def _survey(found: Evaluation, webinars: Sequence[int], language: str) -> Iterator[str]:
    yield f"## {_plain(found.survey.title.pick(language))}: {scope(webinars)}\n"
    yield f"{head(found.numbers)}.\n"
    if shown := rate(found.numbers):
        yield f"{shown[:1].upper()}{shown[1:]}.\n"
    yield f"{_NOTE}\n"
    if found.gain is not None:
        yield "### Knowledge before and after\n"
        yield from (f"- {line}" for line in learnt(found.gain))
        yield ""
    if found.groups is not None:
        yield from _groups(found.survey, found.groups, language)
        return
    definitions = {each.id: each for each in found.survey.questions}
    for each in found.numbers.questions:
        yield from _question(definitions[each.id], each, language)


def _question(question: Question, numbers: QuestionNumbers, language: str) -> Iterator[str]:
    yield f"### {_plain(question.text.pick(language))} (n = {numbers.n})\n"
    kept, shown = publishable(question, numbers)
    yield from (f"- {line}" for line in sums(kept))
    yield ""
    names = [answer_name(question, each.code, language) for each in numbers.tallies]
    if names and numbers.n:
        yield "| answer | count | % |"
        yield "|---|---:|---:|"
        for name, count in zip([*names, "answers in other words"], shown, strict=True):
            if count != 0 or name in names:
                percent = f"{100 * count / numbers.n:.1f}" if count is not None else ""
                yield f"| {_plain(name)} | {'hidden' if count is None else count} | {percent} |"
        yield ""


def _groups(survey: Survey, groups: Breakdown, language: str) -> Iterator[str]:
    names = [_plain(group_name(survey, groups, code, language)) for code in groups.groups]
    by = dimension(groups)
    yield from _sizes(groups, names, "responses")
    definitions = {each.id: each for each in survey.questions}
    for row in groups.rows:
        question = definitions[row.question]
        what = "right answers" if question.correct else "two best ratings"
        yield f"### {_plain(question.text.pick(language))}\n"
        yield f"| {by} | n | {what} (95 % interval) |"
        yield "|---|---:|---:|"
        for name, cell in zip(names, row.cells, strict=True):
            yield f"| {name} | {'' if cell.n is None else cell.n} | {rated(cell)} |"
        yield ""


def _sizes(groups: Breakdown, names: Sequence[str], what: str) -> Iterator[str]:
    """How many of what there are in each group."""
    yield f"| {dimension(groups)} | {what} |"
    yield "|---|---:|"
    for name, count in zip(names, groups.responses, strict=True):
        yield f"| {name} | {'hidden' if count is None else count} |"
    yield ""


def _plain(text: str) -> str:
    """A text in which nothing is Markdown, on one line."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in flat)
