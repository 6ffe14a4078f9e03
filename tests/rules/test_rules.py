"""Each rule's page is its test: the wrong example gives its code at the marked line.

A page may have `Today: 2020-08-10`, and a survey's file or a release before its examples. The
example of a rule about git is the list of the tracked files.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import read_series

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Release, Series, Survey
from sstc_cli.rules import Plan, all_rules, check
from sstc_cli.rules.errors import RULES as ERRORS
from sstc_cli.rules.rule import Rule
from sstc_cli.rules.warnings import RULES as WARNINGS
from sstc_cli.source import build, locate, parse
from sstc_cli.workspace.unpublished import outdated, shifted, unpublished

TODAY = date(2020, 8, 1)
RULES = all_rules()
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
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.split(".")[-1])


def page(rule: Rule) -> str:
    return rule.__doc__ or ""


def examples(rule: Rule) -> tuple[str, str]:
    wrong, right = re.fullmatch(
        r".*\nWrong.*?:\n\n(```.*?)```\n\nRight.*?:\n\n(```.*?)```\n", page(rule), re.DOTALL
    ).groups()
    return wrong, right


def lines_of(example: str) -> list[str]:
    """Return the lines of an example, without the fence above them."""
    return example.splitlines()[1:]


def marked_in(example: str) -> set[tuple[str, str]]:
    """Return code and text of the lines with a mark."""
    pairs = ((MARK.search(line), MARK.sub("", line)) for line in lines_of(example))
    return {(mark[1], line) for mark, line in pairs if mark}


def today_of(rule: Rule) -> date:
    found = re.search(r"^Today: (.+)$", page(rule), re.MULTILINE)
    return date.fromisoformat(found[1]) if found else TODAY


def surveys_of(rule: Rule) -> dict[str, Survey]:
    shown = re.findall(
        r"^The survey `(data/surveys/.+?)`:\n\n```yaml\n(.*?)```",
        page(rule),
        re.DOTALL | re.MULTILINE,
    )
    built = [build(parse(text, file), Survey) for file, text in shown]
    assert not any(found for _, found in built)
    return {survey.id: survey for survey, _ in built}


def release_of(rule: Rule) -> Release | None:
    """Return the release that a page shows, or None."""
    shown = re.search(
        r"^The release `(data/releases/.+?)`:\n\n```yaml\n(.*?)```",
        page(rule),
        re.DOTALL | re.MULTILINE,
    )
    if shown is None:
        return None
    release, found = build(parse(shown[2], shown[1]), Release)
    assert release is not None, found
    return release


def found_by(rule: Rule, example: str) -> list[tuple[Diagnostic, str]]:
    """Return the diagnostics of an example, each with its line."""
    lines = [MARK.sub("", line) for line in lines_of(example)]
    if example.startswith("```text"):
        plan = Plan(read_series("count: 0"), TODAY, tracked=frozenset(lines))
        return [(diagnostic, diagnostic.place.file) for diagnostic in check(plan)]
    tree = parse("\n".join([*lines, *missing_in(lines)]) + "\n", "example.yaml")
    series, found = build(tree, Series)
    assert series is not None, found
    plan = Plan(series, today_of(rule), surveys_of(rule))
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
def test_wrong_example_is_marked(rule: Rule) -> None:
    wrong, _ = examples(rule)
    marked = marked_in(wrong)
    assert marked, "no line is marked with `# <- CODE`"
    assert {(diagnostic.code, line) for diagnostic, line in found_by(rule, wrong)} == marked
    assert {code for code, _ in marked} == {rule.CODE}


@EACH_RULE
def test_right_example_is_clean(rule: Rule) -> None:
    assert found_by(rule, examples(rule)[1]) == []


@EACH_RULE
def test_messages_say_what_to_do(rule: Rule) -> None:
    for diagnostic, _ in found_by(rule, examples(rule)[0]):
        assert diagnostic.hint
        assert diagnostic.message[0].islower() or diagnostic.message[0] in "`0123456789"
        assert not diagnostic.message.endswith(".")
        assert not diagnostic.hint.endswith(".")


@pytest.mark.parametrize(
    ("folder", "rules", "letter"), [("errors", ERRORS, "E"), ("warnings", WARNINGS, "W")]
)
def test_a_registry_is_its_folder(folder: str, rules: Sequence[Rule], letter: str) -> None:
    files = (Path(__file__).parents[2] / "sstc_cli" / "rules" / folder).glob("[a-z]*.py")
    assert {rule.__name__.split(".")[-1] for rule in rules} == {file.stem for file in files}
    assert all(rule.CODE.startswith(letter) for rule in rules)


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.CODE for rule in RULES]
    assert len(set(codes)) == len(codes)
    for rules in (ERRORS, WARNINGS):
        assert list(rules) == [rule for rule in RULES if rule in rules]
