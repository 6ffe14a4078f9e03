"""The numbers of a survey on a terminal."""

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.table import Table

from sstc_cli.cli.session import Session
from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.survey import QuestionNumbers, Share, SurveyNumbers, Tally, country_name

MOST_COUNTRIES = 12


def print_numbers(
    session: Session,
    survey: Survey,
    numbers: SurveyNumbers,
    webinars: Sequence[int],
    language: str,
) -> None:
    """A survey's head, and under it every question that was asked."""
    out = session.out
    out.print(f"{survey.title.pick(language)}: {_scope(webinars)}", style="bold")
    out.print(_head(numbers))
    if len(numbers.responses) > 1:
        parts = [f"webinar {number}: {count}" for number, count in numbers.responses.items()]
        out.print(Padding(", ".join(parts), (0, 0, 0, 2), expand=False))
    definitions = {each.id: each for each in survey.questions}
    for each in numbers.questions:
        question = definitions[each.id]
        out.print()
        out.print(f"{question.text.pick(language)} (n = {each.n})", style="bold")
        for line in _lines(each):
            out.print(Padding(line, (0, 0, 0, 2), expand=False))
        if each.tallies:
            out.print(Padding(_table(question, each, language), (0, 0, 0, 2), expand=False))
    out.print()


def _scope(webinars: Sequence[int]) -> str:
    if not webinars:
        return "all webinars"
    return f"webinar{'s' if len(webinars) > 1 else ''} {', '.join(map(str, webinars))}"


def _head(numbers: SurveyNumbers) -> str:
    """`24 responses: 23 persons, 1 anonymous response`."""
    text = f"{numbers.n} response{'' if numbers.n == 1 else 's'}"
    text += f": {numbers.persons} person{'' if numbers.persons == 1 else 's'}"
    if numbers.anonymous:
        text += f", {numbers.anonymous} anonymous response{'' if numbers.anonymous == 1 else 's'}"
    return text


def _lines(numbers: QuestionNumbers) -> Iterator[str]:
    """What sums a question up, in words."""
    if numbers.correct is not None:
        yield f"right: {_share(numbers.correct)}"
    if numbers.promotion is not None:
        found = numbers.promotion
        parts = f"{found.promoters} promoters, {found.passives} passives, {found.detractors}"
        yield f"net promoter score: {found.score:+.0f} ({parts} detractors)"
    elif numbers.top_two is not None:
        yield f"two best ratings: {_share(numbers.top_two)}"
    if numbers.mean is not None:
        yield f"mean: {numbers.mean:.2f}"
    if not numbers.tallies and numbers.mean is None:
        yield f"{numbers.n} text{'' if numbers.n == 1 else 's'}, not shown here"


def _share(share: Share) -> str:
    """`17 of 24, 70.8 % (95 % interval 50.8 to 85.1 %)`."""
    text = f"{share.count} of {share.n}"
    if share.percent is None:
        return text
    return f"{text}, {share.percent:.1f} % (95 % interval {share.low:.1f} to {share.high:.1f} %)"


def _table(question: Question, numbers: QuestionNumbers, language: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", width=48)
    table.add_column(justify="right", no_wrap=True, min_width=6)
    table.add_column(justify="right", no_wrap=True, min_width=8)
    shown = numbers.tallies
    if numbers.type is QuestionType.COUNTRY:
        shown = shown[:MOST_COUNTRIES]
    for tally in shown:
        table.add_row(_answer(question, tally, language), *_count(tally.share.count, numbers.n))
    if rest := numbers.tallies[len(shown) :]:
        count = sum(each.share.count for each in rest)
        table.add_row(f"{len(rest)} other countries", *_count(count, numbers.n))
    if numbers.other:
        table.add_row("answers in other words", *_count(numbers.other, numbers.n))
    return table


def _count(count: int, n: int) -> tuple[str, str]:
    return str(count), f"{100 * count / n:.1f} %" if n else ""


def _answer(question: Question, tally: Tally, language: str) -> str:
    """An option's text; a rating with what it stands for; a country's name."""
    if question.type is QuestionType.COUNTRY:
        return country_name(tally.code, language)
    if question.scale is not None and question.scale.points:
        words = question.scale.points[int(tally.code) - question.scale.lowest]
        return f"{tally.code} {words.pick(language)}"
    for option in question.options:
        if option.code == tally.code:
            right = " (right)" if option.code == question.correct else ""
            return option.text.pick(language) + right
    return tally.code
