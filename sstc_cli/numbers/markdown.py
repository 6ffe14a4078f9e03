"""The published summary: Markdown for a report, without small counts."""

from collections.abc import Iterator, Sequence

from sstc_cli.model import Question
from sstc_cli.model.countries import LISTS
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.evaluation import SurveyResults
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.labels import SummaryLabel
from sstc_cli.numbers.public import PublicSurvey, public_attendance, published
from sstc_cli.numbers.public_groups import LIST_BASE
from sstc_cli.numbers.statistics import Rough, Share
from sstc_cli.numbers.summary import Breakdown, QuestionNumbers, Tally
from sstc_cli.numbers.words import (
    Words,
    answer_name,
    dimension_name,
    group_names,
    groups_in_alphabet,
    in_alphabet,
)


def write_markdown(evidence: SurveyResults, webinars: Sequence[int], words: Words) -> str:
    """Return attendance and each survey with responses, as sections with tables."""
    where = words.webinars(webinars)
    lines = []
    if evidence.attendance.persons:
        lines.append(f"## {words.say(SummaryLabel.ATTENDANCE, webinars=where)}\n")
        lines.append(f"{_sentence(words, words.attendance(evidence.attendance))}\n")
    if groups := public_attendance(evidence):
        groups = groups_in_alphabet(words, groups)
        names = group_names(words, None, groups)
        lines += _note(words, strictest(found.survey for found in evidence.surveys))
        lines += _sizes(words, groups, names, SummaryLabel.ATTENDANCES_HEAD)
    for evaluation in evidence.surveys:
        if evaluation.numbers.n:
            lines += _survey(words, published(evaluation), where)
    return "\n".join(lines).rstrip() + "\n"


def _survey(words: Words, found: PublicSurvey, where: str) -> Iterator[str]:
    survey, numbers, publish = found.survey, found.numbers, found.survey.publish
    yield f"## {plain_markdown(survey.title.pick(words.language))}{words.say(': ')}{where}\n"
    if found.too_few:
        responses = words.several(numbers.n, SummaryLabel.RESPONSE, SummaryLabel.RESPONSES)
        yield f"{_sentence(words, responses)}\n"
        yield f"{words.say(SummaryLabel.NOTE_FEW, least=publish.least)}\n"
        return
    yield f"{_sentence(words, words.responses(numbers))}\n"
    if rate := words.rate(numbers):
        yield f"{_sentence(words, rate)}\n"
    yield from _note(words, publish)
    if found.gain is not None:
        yield f"### {words.say(SummaryLabel.KNOWLEDGE)}\n"
        yield from (f"- {line}" for line in words.gain(found.gain))
        yield ""
    questions = {question.id: question for question in survey.questions}
    if found.groups is not None:
        yield from _groups(words, found, found.groups, questions)
        return
    for question_numbers in found.questions:
        yield from _question(words, questions[question_numbers.id], question_numbers)


def _note(words: Words, publish: Publish) -> Iterator[str]:
    yield words.say(SummaryLabel.NOTE, least=publish.least)
    yield words.say(SummaryLabel.NOTE_RATE, rate=publish.rate, least=publish.least)
    if publish.round:
        yield words.say(SummaryLabel.NOTE_ROUND, base=publish.round)
    yield ""


def _question(words: Words, question: Question, numbers: QuestionNumbers) -> Iterator[str]:
    yield f"### {plain_markdown(question.text.pick(words.language))} (n = {numbers.n})\n"
    if lines := [f"- {line}" for line in words.question(numbers)]:
        yield from (*lines, "")
    if numbers.tallies:
        answer, count = words.say(SummaryLabel.ANSWER_HEAD), words.say(SummaryLabel.COUNT_HEAD)
        yield f"| {answer} | {count} | % |"
        yield "|---|---:|---:|"
        order = in_alphabet(words, [(tally.code, tally.share) for tally in numbers.tallies])
        for tally in (numbers.tallies[position] for position in order):
            count, percent = _cells(words, tally)
            answer = plain_markdown(answer_name(words, question, tally.code))
            yield f"| {answer} | {count} | {percent} |"
        yield ""


def _cells(words: Words, tally: Tally) -> tuple[str, str]:
    if isinstance(tally.share, Share):
        percent = tally.share.percent
        return str(tally.share.count), "" if percent is None else words.decimal(percent)
    bound = words.rough(tally.share) if isinstance(tally.share, Rough) else ""
    return words.say(SummaryLabel.HIDDEN), bound


def _groups(
    words: Words, found: PublicSurvey, groups: Breakdown, questions: dict[str, Question]
) -> Iterator[str]:
    groups = groups_in_alphabet(words, groups)
    names = [plain_markdown(name) for name in group_names(words, found.survey, groups)]
    if len(groups.groups) == 1:
        yield f"{_sentence(words, words.say(SummaryLabel.ONE_ROW))}\n"
        return
    if groups.by in LISTS:
        yield f"{words.say(SummaryLabel.NOTE_LIST, base=LIST_BASE)}\n"
    yield from _sizes(words, groups, names, SummaryLabel.RESPONSES_HEAD)
    for row in groups.rows:
        if not any(row.cells):
            continue
        question = questions[row.question]
        label = SummaryLabel.CORRECT_HEAD if question.correct else SummaryLabel.TWO_BEST_HEAD
        yield f"### {plain_markdown(question.text.pick(words.language))}\n"
        interval = words.say(SummaryLabel.WITH_INTERVAL, measure=words.say(label))
        yield f"| {dimension_name(words, groups.by)} | n | {interval} |"
        yield "|---|---:|---:|"
        for name, cell in zip(names, row.cells, strict=True):
            yield f"| {name} | {'' if cell is None else cell.n} | {words.group_share(cell)} |"
        yield ""


def _sizes(
    words: Words, groups: Breakdown, names: Sequence[str], noun: SummaryLabel
) -> Iterator[str]:
    yield f"| {dimension_name(words, groups.by)} | {words.say(noun)} |"
    yield "|---|---:|"
    for name, count in zip(names, groups.responses, strict=True):
        yield f"| {name} | {words.say(SummaryLabel.HIDDEN) if count is None else count} |"
    yield ""


def _sentence(words: Words, text: str) -> str:
    return words.say(SummaryLabel.SENTENCE, sentence=f"{text[:1].upper()}{text[1:]}")


def plain_markdown(text: str) -> str:
    """Return a text on one line, with the punctuation of Markdown escaped."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in flat)
