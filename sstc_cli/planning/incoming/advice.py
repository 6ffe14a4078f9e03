"""Hints in the words of a workbook, or with the file that has what no cell has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.quantity import quantity
from sstc_cli.source import Tree, node_at

DATA_FILE = "data/webinars.yaml"
# keys of the plan that no cell shows, as hints name them
_ONLY_THERE = re.compile(
    r"`(?:breaks|cadence|count|languages|talks_per_webinar|waivers|window|window\.\w+)`"
)


@dataclass(frozen=True)
class Advice:
    """What a person who has the workbook can do; `talks` is its sheet with them, if it has one."""

    tree: Tree
    talks: str | None

    def on(self, found: Diagnostic) -> Diagnostic:
        """Return a diagnostic about the plan after the edits with a hint for the workbook."""
        if found.code == "E212" and (rows := self._rows(found)):
            return found._replace(hint=rows)
        if not found.hint or DATA_FILE in found.hint:
            return found
        hint = _ONLY_THERE.sub(rf"\g<0> in {DATA_FILE}", found.hint, count=1)
        return found._replace(hint=hint)

    def _rows(self, found: Diagnostic) -> str | None:
        """Return how many rows of talks are to be added or removed."""
        announced = node_at(self.tree.root, ("talks_per_webinar",))
        number = node_at(self.tree.root, (*found.path[:2], "number"))
        if self.talks is None or not isinstance(announced, str) or not announced.isdecimal():
            return None
        talks = node_at(self.tree.root, found.path)
        lacks = int(announced) - (len(talks) if isinstance(talks, Sequence) else 0)
        where = f"of webinar {number}"
        if lacks > 0:
            return f"add {quantity(lacks, 'row')} {where} to {self.talks}"
        return (
            f"delete {quantity(-lacks, 'row')} {where} in {self.talks} and add `--remove`, or "
            f"change `talks_per_webinar` in {DATA_FILE}"
        )
