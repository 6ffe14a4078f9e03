"""The state of an export, in a hidden sheet of its workbook."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.planning.columns import Layout, Table
from sstc_cli.planning.rows import PlanRow

SHEET = "sstc"
_MARK = "sstc plan"
_VERSION = 1
_PIECE = 30_000  # characters in a cell


@dataclass(frozen=True, slots=True)
class ExportState:
    """What a workbook showed when it was written, by table, row and column.

    `names` are the words of its cells for people, audiences and themes. `digest` is that of the
    data file at that time, and `plan` what a plan can begin with; older workbooks have none.
    """

    series: str
    layout: Layout
    digest: str
    names: Mapping[str, Mapping[str, str]]
    rows: Mapping[Table, Mapping[str, Mapping[str, str]]]
    plan: Mapping[str, Any] | None = None


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def write_state(
    plan: Mapping[str, Any],
    layout: Layout,
    digest: str,
    names: Mapping[str, Mapping[str, str]],
    rows: Mapping[Table, Sequence[PlanRow]],
) -> list[str]:
    document = {
        "series": plan["id"],
        "language": layout.language,
        "languages": layout.languages,
        "private": layout.private,
        "digest": digest,
        "plan": plan if layout.private else _for_colleagues(plan),
        "names": names,
        "columns": {table: [column.name for column in layout.columns(table)] for table in rows},
        "rows": {
            table: {row.id: [*row.values.values()] for row in found}
            for table, found in rows.items()
        },
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    return [f"{_MARK} {_VERSION}", *(f"|{piece}|" for piece in pieces)]


def read_state(cells: Sequence[str], file: str) -> ExportState:
    """Return the state in the cells of a sheet; refuse one that is not whole or too new."""
    version = cells[0].removeprefix(_MARK).strip() if cells else ""
    if not version.isdigit():
        raise _damaged(file)
    if int(version) > _VERSION:
        message = f"{file} was written by a newer version of sstc"
        raise SstcError(message, "update sstc, or export the plan again", ExitCode.USAGE)
    try:
        return _state(json.loads("".join(piece[1:-1] for piece in cells[1:] if piece)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(file) from error


def _state(document: Any) -> ExportState:
    layout = Layout(
        str(document["language"]), tuple(map(str, document["languages"])), bool(document["private"])
    )
    rows = {
        Table(table): {
            id_: dict(zip(document["columns"][table], map(str, values), strict=True))
            for id_, values in found.items()
        }
        for table, found in document["rows"].items()
    }
    names = {str(kind): dict(words) for kind, words in document["names"].items()}
    plan = document.get("plan")
    _refuse_other_than_texts(plan)
    return ExportState(str(document["series"]), layout, str(document["digest"]), names, rows, plan)


_OF_THE_OFFICE = ("mail", "severities", "waivers", "more")
_PRIVATE = {
    "people": ("email", "phone", "gender", "more"),
    "organisers": ("email", "phone", "more"),
    "audiences": ("more",),
    "deadlines": ("done",),
    "webinars": ("join", "join_url", "more", "done"),
}


def _for_colleagues(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return a plan without what is private, and without notes of the office."""
    return {
        key: _without(value, _PRIVATE[key]) if key in _PRIVATE else value
        for key, value in plan.items()
        if key not in _OF_THE_OFFICE
    }


def _without(found: Any, keys: Sequence[str]) -> Any:
    """Return a list of maps without some keys; the talks of webinars have none of them either."""
    if not isinstance(found, list):
        return found
    return [
        {
            key: _without(value, keys) if key == "talks" else value
            for key, value in item.items()
            if key not in keys
        }
        for item in found
        if isinstance(item, dict)
    ]


def _refuse_other_than_texts(value: Any) -> None:
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, (dict, list)):
        for part in inner:
            _refuse_other_than_texts(part)
    elif value is not None and not isinstance(value, str):
        raise TypeError


def _damaged(file: str) -> SstcError:
    message = f"{file} has lost what sstc wrote into it to recognise changes"
    return SstcError(message, "export the plan again, and copy the changes over", ExitCode.DATA)
