"""The list of webinars: new ones get their place by number, and the announced number follows."""

from collections.abc import Container, Iterator, Mapping, Sequence

from sstc_cli.diagnostics import AddItems, Document, Edit, RemoveItems, Reorder, SetValue
from sstc_cli.model import Series


def list_edits(
    series: Series, removed: Container[str], new: Sequence[tuple[int, Mapping[str, Document]]]
) -> Iterator[Edit]:
    """Yield the edits of the list, and of the number of webinars if it was right before."""
    webinars = series.webinars
    if new:
        yield AddItems(("webinars",), tuple(document for _, document in new))
    gone = tuple(at for at, webinar in enumerate(webinars) if webinar.id in removed)
    if gone:
        yield RemoveItems(("webinars",), gone)
    if (new or gone) and series.count == len(webinars):
        yield SetValue(("count",), str(len(webinars) + len(new) - len(gone)))
    before = [webinar.number for webinar in webinars]
    if new and before == sorted(before):
        kept = [webinar.number for webinar in webinars if webinar.id not in removed]
        numbers = [*kept, *(number for number, _ in new)]
        order = sorted(range(len(numbers)), key=lambda at: numbers[at])
        if order != sorted(order):
            yield Reorder(("webinars",), tuple(order))
