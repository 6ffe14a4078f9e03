"""A YAML document as plain dicts, lists and strings that remember where they stood.

Every scalar is the text that was written: `19:30`, `NO` and `1.10` stay what they are. A
value that is left empty is None.
"""

from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Path

Span = tuple[int, int]


class Mapping(dict[str, "Node"]):
    """A map; `spans` has the start of each key, and start and end of its value."""

    __slots__ = ("spans",)
    spans: dict[str, tuple[int, int, int]]

    def copied(self) -> "Mapping":
        """Another one with the same values and spans."""
        other = Mapping(self)
        other.spans = self.spans
        return other


class Sequence(list["Node"]):
    """A list; `spans` has start and end of each item."""

    __slots__ = ("spans",)
    spans: list[Span]

    def copied(self) -> "Sequence":
        """Another one with the same items and spans."""
        other = Sequence(self)
        other.spans = self.spans
        return other


Node = str | Mapping | Sequence | None


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's name as shown, its text, its root, and what was wrong with it as YAML.

    Spans count characters of `text` from 0. Those of a `stale` tree do not, for parts of it were
    read from another text: parse its text before you place anything.
    """

    file: str
    text: str
    root: Node
    diagnostics: tuple[Diagnostic, ...] = ()
    stale: bool = False


def node_at(root: Node, path: Path) -> Node:
    """The node that a path leads to; None where there is none."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            node = node[step]
        else:
            return None
    return node
