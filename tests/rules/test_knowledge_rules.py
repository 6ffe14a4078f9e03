"""Each page about knowledge files is its test: the wrong example gives its code at that line."""

from datetime import date

import pytest
from conftest import read_series
from test_rules import MARK, examples, lines_of, marked_in

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.rules import NOTE_RULES, check_note, check_texts
from sstc_cli.rules.knowledge import Noted
from sstc_cli.rules.rule import Rule
from sstc_cli.source import build, locate, parse

SERIES = read_series(
    """count: 1
themes: [{id: ports, name: Ports}]
people: [{id: grace, name: Grace Wanjiru}]
webinars:
  - {id: logistics, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
     talks: [{id: talk-1}]}
"""
)
EACH_RULE = pytest.mark.parametrize("rule", NOTE_RULES, ids=lambda rule: rule.code)


def found_in(text: str) -> list[Diagnostic]:
    tree = parse(text, "logistics.yaml")
    note, problems = build(tree, KnowledgeNote)
    assert note is not None, problems
    return locate(tree, [*check_note(note, SERIES), *check_texts(note, SERIES, ())])


def codes(text: str) -> list[str]:
    return [problem.code for problem in found_in(f"webinar: logistics\n{text}")]


def found_by(example: str) -> set[tuple[str, str]]:
    lines = [MARK.sub("", line) for line in lines_of(example)]
    found = found_in("\n".join(lines) + "\n")
    return {(problem.code, lines[problem.place.line - 1]) for problem in found}


@EACH_RULE
def test_the_wrong_example_is_wrong_at_its_mark(rule: Rule[Noted]) -> None:
    wrong, _ = examples(rule)
    marked = {(code, line) for code, line in marked_in(wrong) if code == rule.code}
    assert marked and {pair for pair in found_by(wrong) if pair[0] == rule.code} == marked


@EACH_RULE
def test_the_right_example_is_right(rule: Rule[Noted]) -> None:
    _, right = examples(rule)
    assert rule.code not in {code for code, _ in found_by(right)}


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Ports that share data clear goods in 1.5 days.", False),
        ("Dr. Li of St. Helena shows that ports, e.g. Mombasa, share data.", False),
        ("Of those asked, {content.two_best} agree.", False),
        ("Ports share data. Customs do not.", True),
        ("港口共享数据。海关没有。", True),
        ("港口共享数据。", False),
        ("تتبادل الموانئ البيانات. والجمارك لا تفعل.", True),
        ("Les ports partagent leurs données ! La douane non.", True),
    ],
)
def test_a_message_is_one_sentence(text: str, several: bool) -> None:
    found = found_in(f"webinar: logistics\nmessages:\n  - id: a\n    text: '{text}'\n")
    assert any("several sentences" in problem.message for problem in found) == several


def test_an_empty_file_lacks_nothing_and_one_with_open_questions_is_noted() -> None:
    assert codes("") == []
    (problem,) = found_in("webinar: logistics\nquestions: [{question: Why?}, {question: How?}]\n")
    assert (problem.code, problem.severity) == ("W799", Severity.NOTE)
    assert "2 questions have no answer yet" in problem.message


def test_a_message_may_rest_on_a_figure_in_its_text() -> None:
    assert "W791" not in codes("messages: [{id: a, text: 'Of all, {content.two_best} agree.'}]\n")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("messages: [{id: a, text: A., theme: prots, evidence: [{talk: talk-1}]}]", "`prots`"),
        ("talks: [{id: talk-3, summary: A.}]", "`talk-3`"),
        ("questions: [{question: A?, answer: B., by: gracia}]", "`gracia`"),
        ("messages: [{id: a, text: A., evidence: [{}]}]", "names nothing"),
        ("messages: [{id: a, text: A., evidence: [{figure: '9 %'}]}]", "`9 %` is not the name"),
    ],
)
def test_unknown_names_have_their_place(text: str, named: str) -> None:
    (problem,) = (
        found for found in found_in(f"webinar: logistics\n{text}\n") if found.code == "E794"
    )
    assert named in problem.message and problem.place.line == 2


def test_lengths_count_columns_and_each_language() -> None:
    long = "货" * 101
    text = f"messages: [{{id: a, text: {{en: Short., zh: {long}}}, evidence: [{{talk: talk-1}}]}}]"
    (problem,) = (
        found for found in found_in(f"webinar: logistics\n{text}\n") if found.code == "W796"
    )
    assert "takes 202 columns, but a note has room for 160" in problem.message


def test_personal_data_is_found_and_not_repeated() -> None:
    text = "questions:\n  - {question: 'Write to bea@example.org', answer: Yes.}\n"
    (problem,) = (
        found for found in found_in(f"webinar: logistics\n{text}") if found.code == "W601"
    )
    assert "bea@" not in f"{problem.message} {problem.hint}"


def test_the_day_of_a_permission_is_read() -> None:
    text = "webinar: logistics\nmaterials:\n  - title: A\n    url: https://example.org\n"
    text += "    licence: CC0\n"
    text += "    permission: {by: Grace, on: 2020-10-12}\n"
    note, _ = build(parse(text, "01.yaml"), KnowledgeNote)
    assert note.materials[0].permission.on == date(2020, 10, 12) and note.materials[0].is_free
