"""The files that come with `sstc`, and those of a new workspace."""

from pathlib import Path

import sstc_cli
from sstc_cli.listing import entries

PACKAGE = Path(sstc_cli.__file__).parent


def shipped_root() -> Path:
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent


IGNORED = (
    b"# private responses, and what commands write\n"
    b".sstc/\n.sstc-*\n.*.lock\nout/\n*.rejected.xlsx\n"
)
_EXAMPLES = ("exit.xlsx", "invitation.ics", "zoom-qa.csv", "contacts.csv")
_EXPORTS, _KNOWLEDGE = "exports", "knowledge"


def example_files() -> dict[str, bytes]:
    """Return the contents of the files of the shipped series, by their paths in a workspace.

    With it come exports of invented answers and questions, what people wrote for its report and
    about a webinar, and an invitation, to try commands on.
    """
    root, examples = shipped_root() / "data", shipped_root() / "examples"
    files = {
        f"data/{file.relative_to(root).as_posix()}": file.read_bytes()
        for file in sorted([*entries(root, "*.yaml"), *entries(root / "surveys", "*.yaml")])
    }
    exports = [f"{_EXPORTS}/{file.name}" for file in entries(examples / _EXPORTS, "*.csv")]
    others = {name: (examples / name).read_bytes() for name in (*_EXAMPLES, *sorted(exports))}
    notes = {
        f"data/{_KNOWLEDGE}/{file.name}": file.read_bytes()
        for file in sorted(entries(examples / _KNOWLEDGE, "*.yaml"))
    }
    ignored = IGNORED + b"exit.xlsx\nexports/\nzoom-qa.csv\ncontacts.csv\n"
    return {**files, **notes, **others, ".gitignore": ignored}
