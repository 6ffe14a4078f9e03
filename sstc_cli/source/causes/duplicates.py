"""Keys that a map has twice: reported, or recognised as an item whose `- ` is missing."""

from collections.abc import Iterator

from sstc_cli.source.causes.layout import missing_dash
from sstc_cli.source.causes.repair import Repair, line_at
from sstc_cli.source.reports import Duplicate, Reports
from sstc_cli.source.spot import line_start
from sstc_cli.source.tree import Mapping, Node, Sequence


def report_duplicates(reports: Reports, root: Node, found: list[Duplicate]) -> None:
    """Report the keys that their maps already have, and the items that have no `- `."""
    for trouble in _with_items_split(root, reports.text, found):
        if isinstance(trouble, Repair):
            trouble.report(reports, "E102")
            continue
        start, key = trouble.span[0], trouble.key
        first = trouble.holder.spans[key][0]
        line = reports.lines.place(first, first + 1).line
        hint = f"keep one of the two; the first is in line {line}"
        reports.add("E102", f"the key `{key[:60]}` is used twice", (start, start + len(key)), hint)


def _with_items_split(
    root: Node, text: str, found: list[Duplicate]
) -> Iterator[Repair | Duplicate]:
    """Yield the repair of each `- ` that is missing, and the duplicates that no such one explains.

    The items are split in the tree, so that nothing else is reported because of them.
    """
    by_holder: dict[int, list[Duplicate]] = {}
    for duplicate in found:
        by_holder.setdefault(id(duplicate.holder), []).append(duplicate)
    lists = {id(item): items for items in _lists(root) for item in items}
    for identity, duplicates in by_holder.items():
        items = lists.get(identity)
        if items is not None and _is_item_missed(duplicates, text):
            yield from _split(items, text, duplicates)
        else:
            yield from duplicates


def _lists(node: Node) -> Iterator[Sequence]:
    """Yield all lists inside a node."""
    inner: list[Node] = [node]
    while inner:
        node = inner.pop()
        if isinstance(node, Sequence):
            yield node
            inner += node
        elif isinstance(node, Mapping):
            inner += node.values()


def _is_item_missed(duplicates: list[Duplicate], text: str) -> bool:
    """Return whether a map begins anew: its first key is there again, and then other ones."""
    first = duplicates[0]
    start = first.span[0]
    is_block = not text[line_start(text, start) : start].strip(" ")
    return first.key == next(iter(first.holder)) and len(duplicates) > 1 and is_block


def _split(items: Sequence, text: str, duplicates: list[Duplicate]) -> Iterator[Repair]:
    """Yield the repair of each missing `- `, and move the keys after it to an item of their own."""
    holder, first = duplicates[0].holder, duplicates[0].key
    entries = [(holder.spans[key], key, value) for key, value in holder.items()]
    entries += [(duplicate.span, duplicate.key, duplicate.value) for duplicate in duplicates]
    at = next(index for index, item in enumerate(items) if item is holder)
    dash = line_at(text, holder.spans[first][0])
    holder.clear()
    holder.spans.clear()
    item = holder
    for span, key, value in sorted(entries, key=lambda entry: entry[0][0]):
        if key == first and key in item:
            yield missing_dash(line_at(text, span[0]), dash.dash or 0, dash.number)
            item, at = Mapping(), at + 1
            item.spans = {}
            items.insert(at, item)
            items.spans.insert(at, (span[0], span[2]))
        if key not in item:
            item[key] = value
            item.spans[key] = span
            items.spans[at] = (items.spans[at][0], span[2])
