"""The parts of a parsed template whose work or memory depends on what they are given."""

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes

from sstc_cli.render.guard.budget import ROUND

_LARGEST = 1e18


def text_size(node: nodes.Node) -> int:
    """Return how many characters a part of a template writes, whatever its values are."""
    return sum(len(text.data) for text in node.find_all(nodes.TemplateData))


def round_cost(loop: nodes.For) -> int:
    """Return the cost of a round, which may write texts and make lists of any length."""
    return ROUND + len(list(loop.find_all(nodes.Node))) // 8 + text_size(loop)


def large_numbers(source: nodes.Template) -> Iterator[nodes.Const]:
    """Yield numbers that Python cannot write into a program again."""
    for constant in source.find_all(nodes.Const):
        if isinstance(constant.value, (int, float)) and abs(constant.value) > _LARGEST:
            yield constant


def sized_operands(source: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    """Yield what is compared, cut or used as a key, by its owner and its name there."""
    for compare in source.find_all(nodes.Compare):
        sides: list[Any] = [compare, *compare.ops]
        if not _is_quick(compare):
            yield from ((side, "expr") for side in sides)
    for item in source.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Slice):
            yield item, "node"
        elif not isinstance(item.arg, nodes.Const):
            yield item, "arg"
    yield from ((pair, "key") for pair in source.find_all(nodes.Pair))


def _is_quick(compare: nodes.Compare) -> bool:
    """Return whether a value is compared with a constant, which ends at the first difference."""
    sides = (compare.expr, *(operand.expr for operand in compare.ops))
    constants = (isinstance(side, nodes.Const) for side in sides)
    return len(compare.ops) == 1 and compare.ops[0].op not in ("in", "notin") and any(constants)
