"""The private drafts to partners, which have names and addresses: kept in `.sstc/partners/`."""

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from sstc_cli.listing import entries
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import refuse_outside

_DRAFT = re.compile(r"([a-z2-7]{8})(?:-[12])?\.(request|introduction|meeting)\.(?:eml|ics)")

_BATCH = re.compile("partner-(?:request|introduction)-").match
_CODE = 8  # letters, with which the Message-ID of a letter begins


def partner_folder(workspace: Workspace) -> Path:
    """Return the folder of drafts, which is not a link to elsewhere."""
    folder = workspace.store.parent / "partners"
    refuse_outside(folder.parent, folder / "draft", "the private folder")
    return folder


def drafts_of(workspace: Workspace, requests: Collection[str]) -> list[Path]:
    return _drafts(workspace, lambda id_, _: id_ in requests) if requests else []


def letters_but(workspace: Workspace, codes: Collection[str]) -> list[Path]:
    """Return the letters in the outbox whose requests are not kept, by the codes in their names."""
    folders = [one for one in entries(workspace.root / ".sstc" / "outbox") if _BATCH(one.name)]
    files = [file for folder in folders for file in entries(folder, "*.eml")]
    return [file for file in files if file.name.partition("-")[2][:_CODE] not in codes]


def drafts_but(workspace: Workspace, kinds: Mapping[str, Collection[str]]) -> list[Path]:
    """Return all drafts but those of requests that have their kind."""
    return _drafts(workspace, lambda id_, kind: kind not in kinds.get(id_, ()))


def _drafts(workspace: Workspace, is_one: Callable[[str, str], bool]) -> list[Path]:
    files = entries(partner_folder(workspace))
    return [file for file in files if (of := _DRAFT.fullmatch(file.name)) and is_one(*of.groups())]
