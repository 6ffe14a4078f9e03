"""Each rule's page is its test: the wrong example gives its code at the marked line."""

import re
from datetime import date
from pathlib import Path

import pytest

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.rules import RULES, Plan, Rule, check
from sstc_cli.source import build, locate
from sstc_cli.source.read import parse

TODAY = date(2020, 8, 1)
MARK = re.compile(r" # <- ([EW]\d+)$", re.MULTILINE)
MINIMAL = {
    "id": "id: series",
    "domain": "domain: example.org",
    "title": "title: A series",
    "revised": "revised: 2020-05-26 00:00",
    "zone": "zone: Asia/Shanghai",
    "languages": "languages: [en]",
    "count": "count: 1",
    "window": "window: {starts: 2020-08-14, ends: 2020-08-14}",
    "organisers": "organisers: [{id: office, name: The office}]",
}
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__.split(".")[-1])


def examples(rule: Rule) -> tuple[str, str]:
    page = rule.__doc__ or ""
    wrong, right = re.fullmatch(
        r".*\nWrong:\n\n```yaml\n(.*?)```\n\nRight:\n\n```yaml\n(.*?)```\n", page, re.DOTALL
    ).groups()
    return wrong, right


def found_in(snippet: str) -> list[Diagnostic]:
    """The diagnostics of an example, completed to a whole series behind its last line."""
    keys = re.findall(r"^(\w+):", snippet, re.MULTILINE)
    missing = [line for key, line in MINIMAL.items() if key not in keys]
    tree = parse(snippet + "\n".join(missing) + "\n", "example.yaml")
    series, found = build(tree, Series)
    assert series is not None, found
    return locate(tree, check(Plan(series, TODAY)))


@EACH_RULE
def test_wrong_example_is_marked(rule: Rule) -> None:
    wrong, _ = examples(rule)
    lines = wrong.splitlines()
    marked = {(MARK.search(line)[1], at) for at, line in enumerate(lines, 1) if MARK.search(line)}
    assert marked, "no line is marked with `# <- CODE`"
    assert {(each.code, each.place.line) for each in found_in(MARK.sub("", wrong))} == marked
    assert {code for code, _ in marked} == {rule.CODE}


@EACH_RULE
def test_right_example_is_clean(rule: Rule) -> None:
    assert found_in(examples(rule)[1]) == []


@EACH_RULE
def test_messages_say_what_to_do(rule: Rule) -> None:
    for each in found_in(MARK.sub("", examples(rule)[0])):
        assert each.hint
        assert each.message[0].islower() or each.message[0] in "`0123456789"
        assert not each.message.endswith(".")


def test_registry_is_the_folder() -> None:
    folder = Path(__file__).parents[2] / "sstc_cli" / "rules"
    files = {file.stem for file in folder.glob("*.py")} - {"__init__", "plan", "waivers"}
    assert {rule.__name__.split(".")[-1] for rule in RULES} == files


def test_codes_are_unique() -> None:
    codes = [rule.CODE for rule in RULES]
    assert len(set(codes)) == len(codes)
