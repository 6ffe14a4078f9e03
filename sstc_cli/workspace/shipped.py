"""The files that come with `sstc`, and those of a new workspace."""

from pathlib import Path

import sstc_cli
from sstc_cli.listing import entries
from sstc_cli.model.ids import id_from

PACKAGE = Path(sstc_cli.__file__).parent


def shipped_root() -> Path:
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent


_IGNORED = (
    b"# private responses, and what commands write\n"
    b".sstc/\n.sstc-*\n.*.lock\nout/\n*.rejected.xlsx\n"
)
_EXAMPLES = ("exit.xlsx", "invitation.ics", "zoom-qa.csv", "contacts.csv")
_EXPORTS, _KNOWLEDGE = "exports", "knowledge"


def new_workspace(name: str, *, example: bool) -> dict[str, bytes]:
    """Return the contents of each file, by its path in the workspace.

    `name` becomes the id of the new series if it is suitable; an example is the shipped series,
    with exports of invented answers and questions, what people wrote for its report and about a
    webinar, and an invitation, to try commands on.
    """
    root = shipped_root() / "data" if example else PACKAGE / "starter"
    files = {
        f"data/{file.relative_to(root).as_posix()}": file.read_bytes()
        for file in sorted([*entries(root, "*.yaml"), *entries(root / "surveys", "*.yaml")])
    }
    identity = id_from(name)
    if not example and identity:
        data = files["data/webinars.yaml"]
        files["data/webinars.yaml"] = data.replace(b"id: my-series", f"id: {identity}".encode(), 1)
    if not example:
        return {**files, ".gitignore": _IGNORED}
    examples = shipped_root() / "examples"
    exports = [f"{_EXPORTS}/{file.name}" for file in entries(examples / _EXPORTS, "*.csv")]
    others = {name: (examples / name).read_bytes() for name in (*_EXAMPLES, *sorted(exports))}
    notes = {
        f"data/{_KNOWLEDGE}/{file.name}": file.read_bytes()
        for file in sorted(entries(examples / _KNOWLEDGE, "*.yaml"))
    }
    ignored = _IGNORED + b"exit.xlsx\nexports/\nzoom-qa.csv\ncontacts.csv\n"
    return {**files, **notes, **others, ".gitignore": ignored}
