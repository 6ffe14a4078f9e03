"""A patch that puts the items of a list in another order."""

from sstc_cli.diagnostics import Reorder
from sstc_cli.errors import SstcError
from sstc_cli.source.spot import Patch, Spot, item_spans
from sstc_cli.source.tree import Tree


def reordering(tree: Tree, edit: Reorder, spot: Spot) -> Patch:
    """Return the patch that moves the items; the text between two of them stays in its place.

    In a block list the comment lines directly above an item move with it.
    """
    text, count = tree.text, len(spot.node or ())
    if sorted(edit.order) != list(range(count)):
        raise SstcError(f"{edit.order} is not an order of {count} items")
    spans = item_spans(text, spot)
    parts = []
    for at, source in enumerate(edit.order):
        first, last = spans[source]
        between = text[spans[at][1] : spans[at + 1][0]] if at + 1 < count else ""
        parts += [text[first:last], between]
    return Patch(spans[0][0], spans[-1][1], "".join(parts))
