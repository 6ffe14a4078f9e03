"""The commands that made the files in `out/`, and which files they would now make otherwise."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sstc_cli.cli.console.files import write_whole
from sstc_cli.errors import SstcError
from sstc_cli.lock import locked, make_private_folder
from sstc_cli.workspace import Workspace

Words = tuple[str, ...]
RECORD = Path(".sstc") / "made.json"
# the others make files for one day, or of what other people wrote
_REMADE = {
    "agenda render", "invitations render", "documents render", "notices render",
    "calendar export", "site build", "surveys form", "report render", "report figures",
    "knowledge render", "partners board", "certificates verifier",
}  # fmt: skip
_WITH_VALUE = ("--workspace", "--today", "--color")
_LEFT_OUT = ("--quiet", "-q", "--debug", "--open", "--replace", "--json")


@dataclass
class Comparison:
    """What a command would make now, in a workspace that is open: it writes nothing.

    Of the files that would be `made`, `changed` ones differ or are missing; the plan no longer has
    `earlier` ones.
    """

    workspace: Workspace
    made: set[Path] = field(default_factory=set)
    changed: list[Path] = field(default_factory=list)
    earlier: list[Path] = field(default_factory=list)


def record_made(root: Path, command: str, words: Sequence[str], files: Sequence[Path]) -> None:
    """Keep by which words the files in `out/` were made, if the workspace can be written."""
    if command.removeprefix("sstc ") not in _REMADE:
        return
    with suppress(SstcError, OSError, ValueError):
        names = [file.relative_to(root).as_posix() for file in files]
        make_private_folder(root / RECORD.parent)
        with locked(root / RECORD):
            known = _read(root) | {name: [*_without_root_options(words)] for name in names}
            data = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True).encode()
            write_whole(root / RECORD, data, 0o600, root=root)


def made_files(root: Path) -> Mapping[Words, list[Path]]:
    """Return the files by the words of the last command that made them, also those deleted since.

    Of commands whose files were all deleted, nobody needs any.
    """
    found: dict[Words, list[Path]] = {}
    for name, words in _read(root).items():
        found.setdefault(tuple(words), []).append(root / name)
    return {words: files for words, files in found.items() if any(map(Path.exists, files))}


def _read(root: Path) -> dict[str, list[str]]:
    with suppress(OSError, ValueError):
        found = json.loads((root / RECORD).read_bytes())
        return {str(name): [*map(str, words)] for name, words in found.items()}
    return {}


def _without_root_options(words: Sequence[str]) -> Iterator[str]:
    """Yield the words that say what to make, and not where, when and how to report it."""
    skip = False
    for word in words:
        name, sign, _ = word.partition("=")
        if skip:
            skip = False
        elif name in _WITH_VALUE:
            skip = not sign
        elif word not in _LEFT_OUT:
            yield word
