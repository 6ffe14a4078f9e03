"""A rule: a function with a code, whose docstring is the page of the code."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, TypeAlias, TypeVar

from sstc_cli.diagnostics import Diagnostic, Path, did_you_mean
from sstc_cli.diagnostics.rule_page import DocumentedRule
from sstc_cli.quantity import quantity

Subject = TypeVar("Subject")
Check: TypeAlias = Callable[[Subject], Iterator[Diagnostic]]

problem = partial(Diagnostic, "")  # what a rule yields; the code is that of the rule


@dataclass(frozen=True)
class Rule(DocumentedRule, Generic[Subject]):
    """A code, and the function that yields what it stands for.

    In an example, `- Payment …` is the usual webinar with the title `Payment`, and `webinars: …` has
    one with the title `A`.
    """

    function: Check[Subject]
    language: ClassVar = "yaml"
    short: ClassVar = {
        r"webinars: …": "webinars:\n"
        "  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}",
        r"  - (.+?) …(.*)": r"  - id: a\n    number: 1\n    title: \1\2\n"
        r"    starts: 2020-08-14 15:30\n    ends: 2020-08-14 17:00",
    }

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        for found in self.function(subject):
            yield found._replace(code=self.code)


def registering(
    rules: list[Rule[Subject]],
) -> Callable[[str], Callable[[Check[Subject]], Check[Subject]]]:
    """Return a decorator `rule("E201")` that adds a function to these rules."""

    def rule(code: str) -> Callable[[Check[Subject]], Check[Subject]]:
        def register(function: Check[Subject]) -> Check[Subject]:
            rules.append(Rule(code, function))
            return function

        return register

    return rule


def in_order(rules: Iterable[Rule[Subject]]) -> list[Rule[Subject]]:
    return sorted(rules, key=lambda rule: (rule.code[1:], rule.code))


def unknown(
    named: Iterable[tuple[Path, str, str]], known: Mapping[str, Collection[str]]
) -> Iterator[Diagnostic]:
    """Yield a problem for each name, given with its path and kind, that its kind does not have."""
    for path, kind, name in named:
        if name not in known[kind]:
            yield problem(f"unknown {kind} `{name}`", path, did_you_mean(name, known[kind]))


def and_others(more: int, what: str) -> str:
    """Return how many more there are: ` (and 2 other webinars)`, or an empty text for none."""
    return f" (and {quantity(more, f'other {what}')})" if more else ""
