"""The interface of a rule, which is a module."""

from collections.abc import Iterator
from typing import Protocol

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan


class Rule(Protocol):
    """The contents of a rule's module; the docstring of the module is the rule's page.

    A slow rule may also have `READS`, the names of all keys of webinars that it reads.
    """

    CODE: str

    def check(self, plan: Plan) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each violation of the rule."""
