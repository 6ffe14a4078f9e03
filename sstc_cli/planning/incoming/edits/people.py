"""People who change, come and go."""

from collections.abc import Container, Iterable, Iterator, Sequence

from sstc_cli.diagnostics import AddItems, Edit, Path, RemoveItems, RemoveKey
from sstc_cli.model import Series
from sstc_cli.planning.columns import Layout, Table
from sstc_cli.planning.incoming.edits.values import document_of, value_edits
from sstc_cli.planning.incoming.review import Added, Change


def people_edits(
    series: Series,
    layout: Layout,
    added: Iterable[Added],
    changes: Iterable[tuple[Path, Sequence[Change]]],
) -> Iterator[Edit]:
    """Yield the edits of people, and those that add new ones."""
    for path, found in changes:
        yield from value_edits(path, series.people[int(path[1])], found, series.languages[0])
    columns = layout.columns(Table.PEOPLE)
    new = [one for one in added if one.table is Table.PEOPLE]
    if new:
        documents = ({"id": one.id, **document_of(columns, one.values)} for one in new)
        yield AddItems(("people",), tuple(documents))


def people_gone(series: Series, gone: Container[str], added: Iterable[Added]) -> Iterator[Edit]:
    """Yield the edits that remove people; without anybody, the file has no list of them."""
    found = tuple(at for at, person in enumerate(series.people) if person.id in gone)
    has_new = any(one.table is Table.PEOPLE for one in added)
    if found and len(found) == len(series.people) and not has_new:
        yield RemoveKey(("people",))
    elif found:
        yield RemoveItems(("people",), found)
