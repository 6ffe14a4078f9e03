"""Each rule's page is its test: the wrong example gives its code at the marked line.

A page may have `Today: 2020-08-10`, and a survey's file or a release before its examples. The
example of a rule about git is the list of the tracked files.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import read_series

from sstc_cli import rules
from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Release, Series, Survey
from sstc_cli.model.glossary import GlossaryTerm, read_glossary
from sstc_cli.rules import NOTE_RULES, RULES, Plan, check
from sstc_cli.rules.rule import Rule
from sstc_cli.source import build, locate, parse
from sstc_cli.workspace.unpublished import outdated, shifted, unpublished

TODAY = date(2020, 8, 1)
MARK = re.compile(r" # <- ([EW]\d+)$", re.MULTILINE)
MINIMAL = {
    "id": "id: series",
    "domain": "domain: cities-project.net",
    "title": "title: A series",
    "revised": "revised: 2020-05-26 00:00",
    "zone": "zone: Asia/Shanghai",
    "languages": "languages: [en]",
    "count": "count: 1",
    "window": "window: {starts: 2020-08-14, ends: 2020-08-14}",
    "organisers": "organisers: [{id: office, name: The office}]",
}
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def examples(rule: Rule[Any]) -> tuple[str, str]:
    wrong, right = re.fullmatch(
        r".*\nWrong.*?:\n\n(```.*?)```\n\nRight.*?:\n\n(```.*?)```\n", rule.page, re.DOTALL
    ).groups()
    return wrong, right


def lines_of(example: str) -> list[str]:
    """Return the lines of an example, without the fence above them."""
    return example.splitlines()[1:]


def marked_in(example: str) -> set[tuple[str, str]]:
    """Return code and text of the lines with a mark."""
    pairs = ((MARK.search(line), MARK.sub("", line)) for line in lines_of(example))
    return {(mark[1], line) for mark, line in pairs if mark}


def today_of(rule: Rule[Any]) -> date:
    found = re.search(r"^Today: (.+)$", rule.page, re.MULTILINE)
    return date.fromisoformat(found[1]) if found else TODAY


def surveys_of(rule: Rule[Any]) -> dict[str, Survey]:
    shown = re.findall(
        r"^The survey `(data/surveys/.+?)`:\n\n```yaml\n(.*?)```",
        rule.page,
        re.DOTALL | re.MULTILINE,
    )
    built = [build(parse(text, file), Survey) for file, text in shown]
    assert not any(found for _, found in built)
    return {survey.id: survey for survey, _ in built}


def release_of(rule: Rule[Any]) -> Release | None:
    """Return the release that a page shows, or None."""
    shown = re.search(
        r"^The release `(data/releases/.+?)`:\n\n```yaml\n(.*?)```",
        rule.page,
        re.DOTALL | re.MULTILINE,
    )
    if shown is None:
        return None
    release, found = build(parse(shown[2], shown[1]), Release)
    assert release is not None, found
    return release


def glossary_of(rule: Rule[Any]) -> tuple[GlossaryTerm, ...]:
    """Return the terms of the glossary that a page shows."""
    shown = re.search(
        r"^The glossary .+?:\n\n```yaml\n(.*?)```", rule.page, re.DOTALL | re.MULTILINE
    )
    return tuple(read_glossary(shown[1])[0]) if shown else ()


def found_by(rule: Rule[Any], example: str) -> list[tuple[Diagnostic, str]]:
    """Return the diagnostics of an example, each with its line."""
    lines = [MARK.sub("", line) for line in lines_of(example)]
    if example.startswith("```text"):
        plan = Plan(read_series("count: 0"), TODAY, tracked=frozenset(lines))
        return [(diagnostic, diagnostic.place.file) for diagnostic in check(plan)]
    tree = parse("\n".join([*lines, *missing_in(lines)]) + "\n", "example.yaml")
    series, found = build(tree, Series)
    assert series is not None, found
    plan = Plan(series, today_of(rule), surveys_of(rule), glossary=glossary_of(rule))
    if release := release_of(rule):
        changed, left = unpublished(series, release), outdated(series, release)
        times = tuple(shifted(series, release))
        plan = replace(plan, unpublished=tuple(changed), outdated=tuple(left), shifted=times)
    located = locate(tree, check(plan))
    return [(diagnostic, lines[diagnostic.place.line - 1]) for diagnostic in located]


def missing_in(lines: list[str]) -> list[str]:
    """Return the lines that complete an example to a series."""
    keys = {line.partition(":")[0] for line in lines}
    return [line for key, line in MINIMAL.items() if key not in keys]


@EACH_RULE
def test_wrong_example_is_marked(rule: Rule[Any]) -> None:
    wrong, _ = examples(rule)
    marked = marked_in(wrong)
    assert marked, "no line is marked with `# <- CODE`"
    assert {(diagnostic.code, line) for diagnostic, line in found_by(rule, wrong)} == marked
    assert {code for code, _ in marked} == {rule.code}


@EACH_RULE
def test_right_example_is_clean(rule: Rule[Any]) -> None:
    assert found_by(rule, examples(rule)[1]) == []


@EACH_RULE
def test_messages_say_what_to_do(rule: Rule[Any]) -> None:
    for diagnostic, _ in found_by(rule, examples(rule)[0]):
        assert diagnostic.hint
        assert diagnostic.message[0].islower() or diagnostic.message[0] in "`0123456789"
        assert not diagnostic.message.endswith(".")
        assert not diagnostic.hint.endswith(".")


def test_every_subject_is_imported_and_codes_are_unique_and_in_order() -> None:
    for registered in (RULES, NOTE_RULES):
        codes = [rule.code for rule in registered]
        assert codes == sorted(set(codes), key=lambda code: (code[1:], code))
    files = Path(rules.__file__).parent.glob("*.py")
    using = {file.stem for file in files if "\n@rule(" in file.read_text(encoding="utf-8")}
    assert using == {rule.function.__module__.split(".")[-1] for rule in [*RULES, *NOTE_RULES]}


def test_warnings_can_be_left_out() -> None:
    lines = lines_of(examples(next(rule for rule in RULES if rule.code == "W222"))[0])
    plan = Plan(read_series("\n".join(MARK.sub("", line) for line in lines)), TODAY)
    assert "W222" in {diagnostic.code for diagnostic in check(plan)}
    assert check(plan, errors_only=True) == []
