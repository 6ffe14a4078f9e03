"""Put the files of a site in their places: all of them, or after a kill the next time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sstc_cli.atomic import delete, replace_all
from sstc_cli.cli.console.files import (
    contents,
    from_here,
    listed,
    not_written,
    write_whole,
    writing,
)
from sstc_cli.cli.console.progress import progress
from sstc_cli.cli.console.temporaries import PUBLIC, fill, temporaries
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import files_below
from sstc_cli.site.manifest import (
    NAME,
    Origin,
    both,
    digest_of,
    read_manifest,
    read_origin,
    write_manifest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from sstc_cli.cli.console.session import Session


@dataclass(frozen=True)
class Placed:
    """The files of a site that were written and removed, and how many are as before.

    `others` are files in the folder that `sstc` did not write, and left alone.
    """

    written: list[str]
    removed: list[str]
    unchanged: int
    others: list[Path]


def place(
    session: Session,
    folder: Path,
    files: Mapping[str, Callable[[], bytes]],
    root: Path | None,
    once_ready: Callable[[], Origin | None],
) -> Placed:
    """Write what has changed and remove what the site no longer has, once all files are ready.

    `once_ready` may refuse them; it returns what the site was made from, if known.
    """
    old = read_manifest(contents(folder / NAME), from_here(folder / NAME))
    new: dict[str, tuple[str, ...]] = {}
    ready: dict[Path, Path] = {}
    foreign: list[Path] = []
    with (
        temporaries(root, PUBLIC) as next_to,
        progress(session, "Writing", len(files)) as step,
    ):
        for name, make in files.items():
            path, data = folder / name, make()
            new[name], before = (digest_of(data),), contents(path)
            if before != data:
                if before is not None and digest_of(before) not in old.get(name, ()):
                    foreign.append(path)
                with writing(path):
                    temporary = next_to(path)
                    fill(temporary, data, PUBLIC, sync=False)
                ready[path] = temporary
            step(1)
        gone = [name for name in old if name not in new]
        foreign += [folder / name for name in gone if _is_other(folder / name, old[name])]
        _refuse(session, foreign)
        origin = once_ready()
        if ready or gone or not (folder / NAME).exists():
            write_whole(folder / NAME, write_manifest(both(old, new)), root=root)
        if refused := replace_all(ready):
            which = ", ".join(listed([*refused]))
            raise not_written(which, next(iter(refused.values())))
    _remove(folder, gone)
    write_whole(folder / NAME, write_manifest(new, origin), root=root)
    written = [_name(folder, path) for path in ready]
    return Placed(written, gone, len(new) - len(written), _others(folder, new))


def in_place(folder: Path, inputs: str) -> tuple[Placed, Origin] | None:
    """Return a site that is complete and was made from the same; None if it must be made."""
    data = contents(folder / NAME)
    origin, files = read_origin(data), read_manifest(data, from_here(folder / NAME))
    if origin is None or origin.inputs != inputs or not files:
        return None
    for name, digests in files.items():
        found = contents(folder / name)
        if found is None or (digest_of(found),) != digests:
            return None
    return Placed([], [], len(files), _others(folder, files)), origin


def _others(folder: Path, files: Collection[str]) -> list[Path]:
    return [path for path in files_below(folder, "*") if _name(folder, path) not in files]


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _is_other(path: Path, digests: tuple[str, ...]) -> bool:
    """Return whether a file is no longer as `sstc` wrote it."""
    data = contents(path)
    return data is not None and digest_of(data) not in digests


def _refuse(session: Session, foreign: list[Path]) -> None:
    """Refuse to replace or remove what somebody else wrote, unless the user asks for it."""
    if foreign and not session.replaces:
        message = f"sstc did not write {', '.join(listed(foreign))} as it is now"
        hint = "move it away, name another folder with `-o`, or add `--replace`"
        raise SstcError(f"{message}, so nothing was written", hint, ExitCode.USAGE)


def _remove(folder: Path, names: list[str]) -> None:
    """Remove files that the site no longer has, and folders that this leaves empty."""
    for name in names:
        path = folder / name
        with writing(path), suppress(FileNotFoundError):
            delete(path)
        for above in path.parents:
            if above == folder:
                break
            with suppress(OSError):  # it has other files
                above.rmdir()
