"""Paths into a tree as places in its text."""

from dataclasses import replace

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.source.lines import Lines
from sstc_cli.source.tree import Mapping, Node, Sequence, Span, Tree


def locate(tree: Tree, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with the places of their paths, in the order of the file."""
    if not diagnostics:
        return []
    lines = Lines(tree.text, tree.file)
    placed = [
        each if each.place else replace(each, place=lines.place(*_span(tree.root, each)))
        for each in diagnostics
    ]
    return sorted(placed, key=lambda each: (each.place or lines.place(0, 1), each.code))


def _span(root: Node, diagnostic: Diagnostic) -> Span:
    """The span of a path's value or key; of the nearest node above it where it is absent."""
    span, node = _first_key(root, (0, 1)), root
    for step in diagnostic.path:
        found = _step(node, step, diagnostic.at_key and step == diagnostic.path[-1])
        if found is None:
            return _first_key(node, span)
        span, node = found
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
    """What stands for a map from which something is missing: its first key."""
    if isinstance(node, Mapping) and node.spans:
        key, (start, _, _) = next(iter(node.spans.items()))
        return start, start + len(key)
    return span
