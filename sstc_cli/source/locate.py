"""Paths into a tree as places in its text."""

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.source.lines import Lines
from sstc_cli.source.tree import Mapping, Node, Sequence, Span, Tree


def locate(tree: Tree, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics with the places of their paths, in the order of the file."""
    if not diagnostics:
        return []
    lines = Lines(tree.text, tree.file)
    placed = [
        diagnostic._replace(place=diagnostic.place or lines.place(*_span(tree.root, diagnostic)))
        for diagnostic in diagnostics
    ]
    return sorted(placed, key=lambda located: (located.place or lines.place(0, 1), located.code))


def _span(root: Node, diagnostic: Diagnostic) -> Span:
    """Return the span of a path's value or key, or of the nearest node above if it is absent."""
    span, node = _first_key(root, (0, 1)), root
    for step in diagnostic.path:
        inner = _step(node, step, diagnostic.at_key and step == diagnostic.path[-1])
        if inner is None:
            return _first_key(node, span)
        span, node = inner
    return span


def _step(node: Node, step: str | int, at_key: bool) -> tuple[Span, Node] | None:
    if isinstance(node, Mapping) and isinstance(step, str) and step in node.spans:
        key, start, end = node.spans[step]
        value = node.get(step)
        if at_key or value is None:
            return (key, key + len(step)), value
        return (start, end), value
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
        return node.spans[step], node[step]
    return None


def _first_key(node: Node, span: Span) -> Span:
    """Return the span that represents an incomplete map: that of its first key."""
    if isinstance(node, Mapping) and node.spans:
        key, (start, _, _) = next(iter(node.spans.items()))
        return start, start + len(key)
    return span
