"""A workbook of `sstc schedule export` becomes a plan: the same series, or the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.planning.export_state import SHEET
from sstc_cli.planning.foreign.plan_text import cadence_part
from sstc_cli.planning.incoming.plan_tables import find_plan
from sstc_cli.planning.incoming.proposal import Plan, propose
from sstc_cli.planning.workbook_words import all_names
from sstc_cli.sheets import Source
from sstc_cli.source import build, edited, parse, write
from sstc_cli.source.layout import entry, filled, items
from sstc_cli.workspace.next_series import parts_of_the_past
from sstc_cli.workspace.starter import starter_plan

_NEVER_KEPT = ("revision", "revised", "done", "weekday")
# kept if they are not as in the export: a person has entered them for the next series
_KEPT_IF_NEW = (
    "status", "cancelled_because", "join", "join_url", "register_url", "register_by", "recording",
    "materials",
)  # fmt: skip
_BEFORE = "\n# Enter each speaker here once"


@dataclass(frozen=True)
class WorkbookReading:
    """The plan that a workbook has, as text, whose it was, and what was not understood."""

    text: str
    series: Series
    was: str
    notes: Sequence[Diagnostic]


def is_own(source: Source) -> bool:
    """Return whether a file is a workbook of `sstc schedule export`."""
    return SHEET in source.hidden or any(sheet.name == SHEET for sheet in source.sheets)


def read_own_workbook(
    source: Source, identity: str, folders: Sequence[Path], now: datetime
) -> WorkbookReading:
    """Return the plan of a workbook that was read whole, with what people changed in it."""
    names = all_names(folders, ())
    state = find_plan(source, names, ()).state
    if state is None or state.plan is None:
        message = f"{source.file.name} was written by an older sstc, so it lacks parts of the plan"
        hint = "export the plan again, or name the sheet of webinars alone with `--sheet`"
        raise SstcError(message, hint, ExitCode.USAGE)
    tree = parse(write(state.plan, "the plan of the workbook"), "")
    before, wrong = build(tree, Series)
    if before is None:
        message = f"the plan in {source.file.name} has errors: {wrong[0].message}"
        raise SstcError(message, "correct it, and export it again", ExitCode.DATA)
    proposal = propose(Plan(before, tree, folders, now), source, frozenset(), removes=True)
    root: Any = edited(tree, proposal.edits, Series).root if proposal.edits else tree.root
    after, wrong = build(parse(write(root, "the plan after the changes"), ""), Series)
    if after is None:
        message = f"the plan in {source.file.name} would have errors: {wrong[0].message}"
        raise SstcError(message, "correct the workbook", ExitCode.DATA)
    parts = _parts(root)
    if identity != before.id:
        parts |= _as_next(root, before, after)
    parts |= {"id": entry("id", identity), "revised": entry("revised", f"{now:%Y-%m-%d %H:%M}")}
    text = _text(after, parts)
    return WorkbookReading(text, after, before.id, (*proposal.notes, *proposal.left))


def _parts(root: Mapping[str, Any]) -> dict[str, str | None]:
    """Return each key of a plan as its text."""
    return {key: _part(key, value) for key, value in root.items()}


def _part(key: str, value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        apart = key == "webinars"
        return items(key, value, [()] * len(value) if apart else ())
    return entry(key, value)


def _as_next(root: Mapping[str, Any], before: Series, after: Series) -> dict[str, str | None]:
    """Return the parts of a plan that differ in another series, which has no past."""
    was: dict[str, Mapping[str, Any]] = {one.id: vars(one) for one in before.webinars}
    webinars = []
    for one, webinar in zip(root["webinars"], after.webinars, strict=True):
        known = was.get(webinar.id, {})
        past = {key for key in _KEPT_IF_NEW if known and known[key] == getattr(webinar, key)}
        own = {key: value for key, value in one.items() if key not in {*_NEVER_KEPT, *past}}
        if talks := own.get("talks"):
            own["talks"] = [
                {key: value for key, value in talk.items() if key != "confirmed"} for talk in talks
            ]
        webinars.append(own)
    days = sorted(webinar.starts.date() for webinar in after.webinars)
    first = min(webinar.starts.date() for webinar in before.webinars)
    parts = parts_of_the_past(root, before, days[0] - first)
    parts |= {"webinars": webinars, "count": str(len(webinars))}
    moved: dict[str, str | None] = {}
    if days != sorted(webinar.starts.date() for webinar in before.webinars):
        parts["window"] = {"starts": f"{days[0]}", "ends": f"{days[-1]}"}
        moved = {"cadence": cadence_part(days), "breaks": None}
    return {**{key: _part(key, value) for key, value in parts.items()}, **moved}


def _text(series: Series, parts: dict[str, str | None]) -> str:
    """Return the starter with these parts, and what it has not before its people."""
    starter = starter_plan(series.languages)
    known = [key for key in Series.fields if f"\n{key}:" in f"\n{starter}"]
    more = "\n".join(part for key, part in parts.items() if part and key not in known)
    text = filled(starter, {**dict.fromkeys(known), **parts})
    place = _BEFORE if _BEFORE in text else "\nwebinars:"
    return text.replace(place, f"\n{more}\n{place}", 1) if more else text
