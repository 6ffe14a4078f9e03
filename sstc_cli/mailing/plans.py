"""The plan that the mails of each batch tell, as private files: public facts of one webinar."""

import hashlib
import json
from functools import cache
from pathlib import Path

from sstc_cli.errors import SstcError
from sstc_cli.model import RELEASE_VERSION, Release, Series, State, Webinar
from sstc_cli.releases import state_of, tables_of
from sstc_cli.workspace.states import NamedState, kept_state

_DIGEST = 8
_REVISION = ("sequence", "stamp")  # a new one alone is not news


def told_by(series: Series, webinar: Webinar, batch: str) -> Release:
    """Return what the mails of a batch tell of their webinar."""
    state = _about(state_of(series), webinar)
    return Release(
        version=RELEASE_VERSION,
        name=batch,
        published=state.webinars[0].stamp,
        tables=tables_of(series),
        series=state,
    )


def digest_now(series: Series, webinar: Webinar) -> str:
    """Return the digest of all public facts of a webinar."""
    return _digest(_about(state_of(series), webinar))


class Plans:
    """The plans that earlier batches told, which are in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.of = cache(self._of)
        self.digest = cache(self._digest_of)

    def file(self, batch: str) -> Path:
        """Return the file of a batch's plan."""
        return self._folder / f"{batch}.yaml"

    def _of(self, batch: str) -> NamedState | None:
        """Return what a batch told, or None if no file says it, as for batches of earlier times."""
        file = self.file(batch)
        try:
            plan = kept_state(file, f"mail:{batch}") if file.is_file() else None
        except (OSError, SstcError):
            return None
        return plan if plan and len(plan.state.webinars) == 1 else None

    def _digest_of(self, batch: str) -> str | None:
        plan = self.of(batch)
        return _digest(plan.state) if plan else None


def _about(state: State, webinar: Webinar) -> State:
    """Return a state with one webinar."""
    same = tuple(found for found in state.webinars if found.id == webinar.id)
    return state.replaced(webinars=same, dropped=())


def _digest(state: State) -> str:
    data = state.plain_data()
    for webinar in data["webinars"]:
        for name in _REVISION:
            webinar.pop(name, None)
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
