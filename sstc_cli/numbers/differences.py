"""What tables would reveal together with those that have been handed out before.

If one covers the people of another one and a few more, the difference of their counts is about
these few: after late answers, between webinars, or between the series before and after a webinar.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.table import Scope, Table, Tables
from sstc_cli.quantity import webinars_in_words
from sstc_cli.store.history import HandedOut, handed_out
from sstc_cli.store.store import Store

_NO_COUNTS = ("bounds", "webinars", "partners", "gain")  # not counts, or sums of others


def counts_in(
    tables: Mapping[Scope, Tables], ids: Mapping[int, str], counted: Mapping[Scope, Tables]
) -> Iterator[HandedOut]:
    """Yield all counts of people in some tables: n, and those of a share on both sides.

    Those of the series cover the webinars that have people for them in the `counted` tables.
    """
    webinars = [scope for scope in sorted(tables) if scope]

    def covered(table: Table, key: str = "") -> tuple[str, ...]:
        known = {at: counted.get(at, {}).get(table.id) for at in webinars}
        having = [at for at, of in known.items() if of is not None and _has_people(of, key)]
        return tuple(ids[at[0]] for at in having or webinars)

    for scope, found in tables.items():
        for table in found.values():
            if table.question and table.by is None and table.n is not None:
                at = (ids[scope[0]],) if scope else covered(table)
                yield HandedOut(f"{table.id}.n", at, table.n)
            for line in table.lines if table.root not in _NO_COUNTS else ():
                for column, value in zip(table.columns, line.values, strict=True):
                    name = f"{table.id}.{line.key}.{column}"
                    at = (ids[scope[0]],) if scope else covered(table, line.key)
                    if not scope and table.id == "attendance":
                        name, at = f"{table.id}.{column}", (line.key,)
                    if isinstance(value, Share):
                        yield HandedOut(name, at, value.count)
                        yield HandedOut(f"{name} (others)", at, value.n - value.count)
                    elif isinstance(value, int):
                        yield HandedOut(name, at, value)


def _has_people(table: Table, key: str) -> bool:
    """Return whether anybody answered a question, or is in a line of another table."""
    return bool(table.n) and bool(table.question or any(line.key == key for line in table.lines))


def close_to_earlier(shown: Iterable[HandedOut], store: Store, least: int) -> Iterator[Diagnostic]:
    """Yield the first count that differs by few people from that of a summary handed out before."""
    for here, other in islice(revealing(shown, handed_out(store), least), 1):
        where, there = (webinars_in_words(of.webinars, store.webinars) for of in (here, other))
        earlier = "an earlier summary" if where == there else f"the summary of {there}"
        message = (
            f"`{here.name}` of {where} shows {here.count}, and {earlier} shows {other.count}: the"
            " difference of their figures is about single people"
        )
        hint = "publish only one of the two, or wait for more answers"
        yield Diagnostic("W540", message, hint=hint)


def revealing(
    new: Iterable[HandedOut], before: Iterable[HandedOut], least: int
) -> Iterator[tuple[HandedOut, HandedOut]]:
    """Yield the counts whose difference is about fewer than `least` people, but about a person.

    Those of one report differ by design: it has been made for that. Of an earlier one, a count of
    the same webinars, of a part of them, or of more can be subtracted.
    """
    by_name, counts = dict[str, list[HandedOut]](), {*new}
    for shown in {*before} - counts:
        by_name.setdefault(shown.name, []).append(shown)
    for here in sorted(counts):
        for other in by_name.get(here.name, ()):
            mine, theirs = {*here.webinars}, {*other.webinars}
            if (mine <= theirs or theirs < mine) and 0 < abs(here.count - other.count) < least:
                yield here, other
