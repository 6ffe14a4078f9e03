"""What the store remembers of the published reports, and whether their files still agree with it.

The files are public, and have no hidden count. A later report needs these too: so the store keeps
the exact counts that the last report rests on, and a digest of each file.
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
from sstc_cli.numbers.statistics import Mean, Rough, Share
from sstc_cli.numbers.tables.editions import Published
from sstc_cli.numbers.tables.table import Line, Scope, Table, Tables, Value
from sstc_cli.store.history import read_editions, write_editions
from sstc_cli.store.store import Store


@dataclass(frozen=True, slots=True)
class Memory:
    """The digests of all published reports by their names, and the last of them."""

    digests: Mapping[str, str] = field(default_factory=dict)
    publish: Publish = field(default_factory=Publish)
    published: Published = field(default_factory=Published)

    @property
    def last(self) -> str:
        return [*self.digests][-1] if self.digests else ""


def recall(store: Store) -> Memory:
    found = read_editions(store)
    if not found:
        return Memory()
    counted, shown = (_tables(found[kind], store.webinars) for kind in ("counted", "shown"))
    publish = Publish().replaced(**found["publish"])
    return Memory(found["digests"], publish, Published(counted, shown))


def remember(store: Store, report: PublishedReport, publish: Publish, published: Published) -> None:
    """Remember a report that has been published now."""
    limits = {"least": publish.least, "rate": publish.rate, "round": publish.round}
    write_editions(store, {
        "digests": {**recall(store).digests, report.name: digest_of(report)},
        "publish": limits,
        "counted": [*_plain(published.counted, store.webinars)],
        "shown": [*_plain(published.shown, store.webinars)],
    })  # fmt: skip


def digest_of(report: PublishedReport) -> str:
    text = json.dumps(report.plain_data(), sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()


def check_memory(
    memory: Memory, reports: Sequence[PublishedReport], publish: Publish,
    now: Mapping[Scope, Tables],
) -> None:  # fmt: skip
    """Refuse what a new report could not be compared with."""
    names = [report.name for report in reports]
    for report in reports:
        if report.name not in memory.digests:
            message = f"the report `{report.name}` was not published from this store"
            hint = "use the store that it came from, or move its file out of data/reports"
            raise SstcError(message, hint, ExitCode.DATA)
        if digest_of(report) != memory.digests[report.name]:
            message = f"the report `{report.name}` has been edited since it was published"
            raise SstcError(message, _RESTORE, ExitCode.DATA)
    for name in memory.digests:
        if name not in names:
            message = f"data/reports lacks the report `{name}`, which was published from this store"
            raise SstcError(message, _RESTORE, ExitCode.DATA)
    for key in ("least", "rate", "round"):
        before, here = getattr(memory.publish, key), getattr(publish, key)
        if here < before:
            message = f"`publish.{key}` is {here}, and was {before} in the report `{memory.last}`"
            hint = f"write {before} or more: otherwise, what was hidden there would follow"
            raise SstcError(message, hint, ExitCode.DATA)
    for what, few, many in _lost(memory.published.counted, now):
        if many - few >= publish.least:
            message = (
                f"the store has {few} people for {what}, and the report `{memory.last}` {many}"
            )
            hint = "import the files again that it has lost, or restore the store from a backup"
            raise SstcError(message, hint, ExitCode.DATA)


_RESTORE = "restore the published file, for example from git or a backup"


def _lost(
    before: Mapping[Scope, Tables], now: Mapping[Scope, Tables]
) -> Iterator[tuple[str, int, int]]:
    for scope, tables in before.items():
        where = f" of webinar {scope[0]}" if scope else ""
        for id_, table in tables.items():
            found = now.get(scope, {}).get(id_)
            if table.root == "reach":  # each stage is of other files
                counts = {line.key: line.counts[0] for line in found.lines} if found else {}
                for line in table.lines:
                    yield f"`{id_}.{line.key}`{where}", counts.get(line.key, 0), line.counts[0]
            elif table.question and table.by is None:
                yield f"`{id_}`{where}", (found.n or 0) if found else 0, table.n or 0


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
