"""The private drafts to partners, which have names and addresses: kept in `.sstc/partners/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from sstc_cli.atomic import discard
from sstc_cli.cli.console.temporaries import refuse_outside
from sstc_cli.listing import entries
from sstc_cli.workspace import Workspace

_DRAFT = re.compile(r"([a-z2-7]{8})(?:-[12])?\.(request|introduction|meeting)\.(?:eml|ics)")


def partner_folder(workspace: Workspace) -> Path:
    """Return the folder of drafts, which is not a link to elsewhere."""
    folder = workspace.store.parent / "partners"
    refuse_outside(folder.parent, folder / "draft", "the private folder")
    return folder


def drop_partner_drafts(workspace: Workspace, requests: Collection[str]) -> list[Path]:
    """Delete the drafts of requests by their ids, and return those that stay."""
    return _drop(workspace, lambda id_, _: id_ in requests) if requests else []


def keep_partner_drafts(workspace: Workspace, kinds: Mapping[str, Collection[str]]) -> list[Path]:
    """Delete drafts but those of requests that have their kind, and return those that stay."""
    return _drop(workspace, lambda id_, kind: kind not in kinds.get(id_, ()))


def _drop(workspace: Workspace, is_over: Callable[[str, str], bool]) -> list[Path]:
    files = entries(partner_folder(workspace))
    found = [one for one in files if (of := _DRAFT.fullmatch(one.name)) and is_over(*of.groups())]
    for file in found:
        discard(file)
    return [file for file in found if file.exists()]
