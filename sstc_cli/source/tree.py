"""A YAML document as dicts, lists and strings, with their positions in the text.

Every scalar is the text of the file: `19:30`, `NO` and `1.10` are not converted. An empty value is
None.
"""

from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Path

Span = tuple[int, int]


class Mapping(dict[str, "Node"]):
    """A map; `spans` has the start of each key, and the start and end of its value."""

    __slots__ = ("spans",)
    spans: dict[str, tuple[int, int, int]]

    def copied(self) -> "Mapping":
        """Return a copy with the same values and spans."""
        other = Mapping(self)
        other.spans = self.spans
        return other


class Sequence(list["Node"]):
    """A list; `spans` has the start and end of each item."""

    __slots__ = ("spans",)
    spans: list[Span]

    def copied(self) -> "Sequence":
        """Return a copy with the same items and spans."""
        other = Sequence(self)
        other.spans = self.spans
        return other


Node = str | Mapping | Sequence | None


class Tree(NamedTuple):
    """A file's shown name, its text, its root, and diagnostics of its YAML.

    Spans count characters of `text` from 0. The spans of a `stale` tree are wrong, because parts of
    it were read from another text. Parse its text before you use them.
    """

    file: str
    text: str
    root: Node
    diagnostics: tuple[Diagnostic, ...] = ()
    stale: bool = False


def node_at(root: Node, path: Path) -> Node:
    """Return the node at a path, or None."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            node = node[step]
        else:
            return None
    return node
