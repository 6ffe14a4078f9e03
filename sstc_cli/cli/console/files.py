"""Files that commands write: whole or not at all, and named on stdout."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from stat import S_IMODE, S_ISREG

from sstc_cli.atomic import remove_stale_temporaries, rename_exclusive
from sstc_cli.cli.console.progress import progress
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError

_ELSEWHERE = " `-o` names another place"
_TEMPORARY = ".sstc-"
_LENGTH = len(_TEMPORARY) + 8  # of the whole name, as `tempfile` makes it


def deliver(
    session: Session,
    files: Mapping[str, bytes],
    folder: Path,
    output: str | None,
    mode: int = 0o644,
) -> list[Path]:
    """Write files where the user wants them, and print each path on stdout.

    `files` maps names to contents, and each content is asked for once; `folder` is used when
    `output` says nothing. Nothing is written before every content is made.
    """
    if output == "-":
        for data in list(files.values()):
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return []
    written = _write_together(session, files, _placed(list(files), folder, output), mode)
    for path in written:  # after all are written: `sstc … | head -1` must not stop it midway
        session.result(from_here(path))
    if unchanged := list(written.values()).count(False):
        counts = f"{unchanged} unchanged, {len(written) - unchanged} written"
        session.say(counts if len(written) > 1 else "unchanged")
    return list(written)


def _write_together(
    session: Session, files: Mapping[str, bytes], placed: Mapping[Path, str], mode: int
) -> dict[Path, bool]:
    """Put each file at its path once all are made; False where it was there already."""
    ready: dict[Path, Path] = {}
    with ExitStack() as beside, progress(session, "Writing", len(placed)) as step:
        for path, name in placed.items():
            data = files[name]
            with _told(path, _ELSEWHERE):
                if not _holds(path, data):
                    ready[path] = beside.enter_context(_beside(path))
                    # what can be made again need not outlast a power cut
                    _fill(ready[path], data, mode, sync=mode != 0o644)
            step(1)
        for path, temporary in ready.items():
            with _told(path, _ELSEWHERE):
                temporary.replace(path)
    for path in {path.parent: path for path in ready}.values():
        _tidy(path)
    return {path: path in ready for path in placed}


def write_whole(
    path: Path, data: bytes, mode: int = 0o644, *, expected: bytes | None = None
) -> bool:
    """Put `data` in a file, whole or not at all; False where it was there already.

    With `expected`, only if the file still holds that; it keeps its mode then.
    """
    with _told(path, _ELSEWHERE if expected is None else ""):
        if _holds(path, data):
            return False
        mode = mode if expected is None else S_IMODE(path.lstat().st_mode)
        with _beside(path) as temporary:
            _fill(temporary, data, mode, sync=True)
            _refuse_changed(path, expected)
            temporary.replace(path)
    _tidy(path)
    return True


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file is there already; what is no file is refused."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        return False
    if not S_ISREG(there.st_mode):
        raise SstcError(f"{path} is no ordinary file", "name another one with `-o`")
    return there.st_size == len(data) and path.read_bytes() == data


def write_new(path: Path, data: bytes, mode: int = 0o644) -> bool:
    """Put `data` in a file that is not there yet, whole or not at all; False where it is."""
    with _told(path), _beside(path) as temporary:
        _fill(temporary, data, mode, sync=True)
        try:
            rename_exclusive(temporary, path)
        except FileExistsError:
            return False
    _tidy(path)
    return True


def _tidy(written: Path) -> None:
    """Delete what killed commands left beside a file."""
    remove_stale_temporaries(
        written, lambda name: name.startswith(_TEMPORARY) and len(name) == _LENGTH
    )


@contextmanager
def _told(path: Path, more: str = "") -> Iterator[None]:
    """Say what stands against writing a file."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        other = "not yours to change" if isinstance(error, PermissionError) else "the disk full"
        hint = f"is it open in another program, or {other}?{more}"
        raise SstcError(f"cannot write {path}: {reason}", hint) from error


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """An empty temporary file beside `path`; gone afterwards."""
    try:
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _fill(temporary: Path, data: bytes, mode: int, *, sync: bool) -> None:
    """Write the data into the file, with `sync` down to the disk."""
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if sync:
            os.fsync(stream.fileno())
    temporary.chmod(mode)


def _refuse_changed(path: Path, expected: bytes | None) -> None:
    if expected is not None and path.read_bytes() != expected:
        hint = "nothing is written: run it again, to work on what is there now"
        raise SstcError(f"{path} was changed by another program meanwhile", hint)


def _placed(names: Sequence[str], folder: Path, output: str | None) -> dict[Path, str]:
    """The name of the file for each path."""
    if output is None:
        return {folder / name: name for name in names}
    target = Path(output)
    if output.endswith(("/", os.sep)) or target.is_dir():
        return {target / Path(name).name: name for name in names}
    if len(names) > 1:
        hint = f"name a folder: `-o {output}/`"
        raise SstcError(f"{len(names)} files do not fit into one", hint, ExitCode.USAGE)
    if target.suffix in (".yaml", ".yml") and target.exists():  # a slip, and the series is gone
        raise SstcError(f"{target} is a data file", "name another one with `-o`", ExitCode.USAGE)
    return {target: names[0]} if names else {}


def from_here(path: Path) -> str:
    """The path as the user would type it from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)
