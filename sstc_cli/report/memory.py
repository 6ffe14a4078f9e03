"""What the store remembers of the published reports, and whether their files still agree with it.

The files are public, and have no hidden count. A later report needs these too: so the store keeps
the exact counts that the last report rests on, a digest of each file, and how many of the people
whom that report counts were in the store on its day: others had been erased.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from sstc_cli.choices import By
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.report import PublishedReport
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.statistics import Mean, Rough, Share
from sstc_cli.numbers.tables.editions import Published
from sstc_cli.numbers.tables.report_tables import ExactTables
from sstc_cli.numbers.tables.table import Line, Scope, Table, Tables, Value
from sstc_cli.numbers.tables.visits import STAGES
from sstc_cli.store.history import people_gone, read_editions, write_editions
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.store import Store

Sizes = Mapping[tuple[str, Scope], tuple[str, int]]  # survey and people, by table and webinar


@dataclass(frozen=True, slots=True)
class Memory:
    """The digests of all published reports by their names, and the last of them.

    `sizes` are the people in the store on its day, and `gone` those who were erased since, by
    survey and webinar.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    publish: Publish = field(default_factory=Publish)
    published: Published = field(default_factory=Published)
    sizes: Sizes = field(default_factory=dict)
    gone: Mapping[tuple[str, int], int] = field(default_factory=dict)

    @property
    def last(self) -> str:
        return [*self.digests][-1] if self.digests else ""


def recall(store: Store) -> Memory:
    found = read_editions(store)
    if not found:
        return Memory()
    counted, shown = (_tables(found[kind], store.webinars) for kind in ("counted", "shown"))
    publish = Publish().replaced(**found["publish"])
    gone = {
        (of, store.webinars[id_]): count
        for (of, id_), count in people_gone(store).items()
        if id_ in store.webinars
    }
    sizes = {
        (name, tuple(store.webinars[id_] for id_ in ids)): (of, people)
        for name, ids, of, people in found.get("sizes", ())
        if {*ids} <= {*store.webinars}
    }
    return Memory(found["digests"], publish, Published(counted, shown), sizes, gone)


def remember(
    store: Store, report: PublishedReport, publish: Publish, published: Published, sizes: Sizes
) -> None:
    """Remember a report that has been published now."""
    limits = {"least": publish.least, "rate": publish.rate, "round": publish.round}
    write_editions(store, {
        "digests": {**recall(store).digests, report.name: digest_of(report)},
        "publish": limits,
        "counted": [*_plain(published.counted, store.webinars)],
        "shown": [*_plain(published.shown, store.webinars)],
        "sizes": [[name, [store.ids[number] for number in scope], of, people]
                  for (name, scope), (of, people) in sizes.items()],
    })  # fmt: skip


def digest_of(report: PublishedReport) -> str:
    text = json.dumps(report.plain_data(), sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()


def check_memory(memory: Memory, reports: Sequence[PublishedReport], exact: ExactTables) -> None:
    """Refuse what a new report could not be compared with."""
    _check_records(memory.digests, reports)
    publish = strictest(exact.surveys.values())
    for key in ("least", "rate", "round"):
        before, here = getattr(memory.publish, key), getattr(publish, key)
        if here < before:
            message = f"`publish.{key}` is {here}, and was {before} in the report `{memory.last}`"
            hint = f"write {before} or more, so that nothing hidden there can be computed"
            raise SstcError(message, hint, ExitCode.DATA)
    for what, few, many, gone in _lost(memory, exact):
        if many - gone - few >= publish.least:
            message = (
                f"the store has {few} people for {what}, and the report `{memory.last}` {many}"
            )
            hint = "import the files again that it has lost, or restore the store from a backup"
            raise SstcError(message, hint, ExitCode.DATA)


def _check_records(digests: Mapping[str, str], reports: Sequence[PublishedReport]) -> None:
    """Refuse records that are not those which the store remembers, each once and in their order."""
    names = [report.name for report in reports]
    own = {report.name for report in reports if digest_of(report) == digests.get(report.name)}
    for report in reports:
        if digest_of(report) == digests.get(report.name):
            continue
        if report.name not in digests or report.name in own:
            which = "a second" if report.name in own else "the"
            message = f"{which} report `{report.name}` was not published from this store"
            hint = "use the store that it came from, or move its file out of data/reports"
            raise SstcError(message, hint, ExitCode.DATA)
        message = (
            f"the report `{report.name}` is not as it was published from this store: it was edited,"
            " or is from another store"
        )
        raise SstcError(message, _RESTORE, ExitCode.DATA)
    for name in digests:
        if name not in names:
            message = f"data/reports lacks the report `{name}`, which was published from this store"
            raise SstcError(message, _RESTORE, ExitCode.DATA)
    if names != [*digests]:
        message = "the files in data/reports are not in the order of their publication"
        files = (f"`{number:03}-{name}.yaml`" for number, name in enumerate(digests, start=1))
        hint = f"give them their names again, without copies: {', '.join(files)}"
        raise SstcError(message, hint, ExitCode.DATA)


_RESTORE = "restore the published file, for example from git or a backup"


def _lost(memory: Memory, exact: ExactTables) -> Iterator[tuple[str, int, int, int]]:
    """Yield what counts people, how many it counts now and then, and how many were erased."""

    def gone(of: str, scope: Scope) -> int:
        found = memory.gone.items()
        return sum(n for (survey, at), n in found if survey == of and at in (scope or (at,)))

    now = _sizes(exact, exact.tables)
    for (name, scope), (of, people) in memory.sizes.items():
        where = f" of webinar {scope[0]}" if scope else ""
        yield f"`{name}`{where}", now.get((name, scope), (of, 0))[1], people, gone(of, scope)


def sizes_of(exact: ExactTables, published: Published) -> Sizes:
    """Return how many of the people whom a report counts are in the store."""
    here = _sizes(exact, exact.tables)
    return {
        key: (of, min(people, here.get(key, (of, 0))[1]))
        for key, (of, people) in _sizes(exact, published.counted).items()
    }


def _sizes(exact: ExactTables, tables: Mapping[Scope, Tables]) -> Sizes:
    """Return how many people each stage of the webinars has, and how many answered a question."""
    before_webinars = (id_ for id_, survey in exact.surveys.items() if survey.when == "before")
    surveys = (next(before_webinars, ""), ATTENDANCE_ID, exact.main)
    stages = dict(zip(STAGES, surveys, strict=True))  # each stage is of other files
    found = {}
    for scope, of_scope in tables.items():
        for id_, table in of_scope.items():
            if table.root == "reach":
                for line in table.lines:
                    found[f"{id_}.{line.key}", scope] = stages[line.key], line.counts[0]
            elif table.question and table.by is None:
                found[id_, scope] = table.survey, table.n or 0
    return found


def _plain(tables: Mapping[Scope, Tables], numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Yield tables for the store, in which webinars have their ids."""
    ids = {str(number): id_ for id_, number in numbers.items()}
    for scope, found in tables.items():
        for table in found.values():
            yield {
                **asdict(table.renamed(ids)),
                "webinars": [ids[str(number)] for number in table.webinars],
                "scope": [ids[str(number)] for number in scope],
            }


def _tables(
    rows: Sequence[Mapping[str, Any]], numbers: Mapping[str, int]
) -> dict[Scope, dict[str, Table]]:
    """Return tables of the store, without those of webinars that the plan no longer has."""
    found: dict[Scope, dict[str, Table]] = {}
    for row in rows:
        if not {*row["scope"]} <= {*numbers}:
            continue
        known = {key: value for key, value in row.items() if key != "scope"}
        known |= {
            "columns": tuple(row["columns"]),
            "lines": tuple(map(_line, row["lines"])),
            "by": By(row["by"]) if row["by"] else None,
            "webinars": tuple(numbers[id_] for id_ in row["webinars"]),
            "band": tuple(row["band"]) if row["band"] else None,
        }
        table = Table(**known).renamed({id_: str(number) for id_, number in numbers.items()})
        found.setdefault(tuple(numbers[id_] for id_ in row["scope"]), {})[table.id] = table
    return found


def _line(plain: Mapping[str, Any]) -> Line:
    values = {"values": tuple(map(_value, plain["values"]))}
    numbers = {key: tuple(plain.get(key, ())) for key in ("changed", "left")}
    return Line(**{**plain, **values, **numbers})


def _value(plain: Any) -> Value:
    if not isinstance(plain, dict):
        return None if plain is None else int(plain)
    kind = Share if "count" in plain else Mean if "value" in plain else Rough
    return kind(**plain)
