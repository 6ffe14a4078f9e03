"""Files that commands write: whole or not at all, and named on stdout."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE, S_ISREG

from sstc_cli.cli.session import Session
from sstc_cli.errors import ExitCode, SstcError


def deliver(
    session: Session,
    files: Mapping[str, bytes],
    folder: Path,
    output: str | None,
    mode: int = 0o644,
) -> list[Path]:
    """Write files where the user wants them, and print each path on stdout.

    `files` maps names to contents; `folder` is used when `output` says nothing.
    """
    if output == "-":
        for data in files.values():
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return []
    placed = _placed(files, folder, output)
    written = {path: write_whole(path, data, mode) for path, data in placed.items()}
    for path in written:  # after all are written: `sstc … | head -1` must not stop it midway
        session.result(from_here(path))
    if unchanged := list(written.values()).count(False):
        counts = f"{unchanged} unchanged, {len(written) - unchanged} written"
        session.say(counts if len(written) > 1 else "unchanged")
    return list(written)


def write_whole(
    path: Path, data: bytes, mode: int = 0o644, *, expected: bytes | None = None
) -> bool:
    """Put `data` in a file, whole or not at all; False where it was there already.

    With `expected`, only if the file still holds that; it keeps its mode then.
    """
    hint = " `-o` names another place" if expected is None else ""
    with _told(path, hint):
        there = _about(path)
        if there and not S_ISREG(there.st_mode):
            raise SstcError(f"{path} is no ordinary file", "name another one with `-o`")
        if there and there.st_size == len(data) and path.read_bytes() == data:
            return False
        # what can be made again need not outlast a power cut
        with _beside(path, data, sync=expected is not None or mode != 0o644) as temporary:
            temporary.chmod(S_IMODE(there.st_mode) if there and expected is not None else mode)
            _refuse_changed(path, expected)
            temporary.replace(path)
    return True


def _about(path: Path) -> os.stat_result | None:
    """What is there under this name, which may be a link; None where nothing is."""
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def write_new(path: Path, data: bytes) -> bool:
    """Put `data` in a file that is not there yet, whole or not at all; False where it is."""
    with _told(path), _beside(path, data, sync=True) as temporary:
        temporary.chmod(0o644)
        try:
            os.link(temporary, path)
        except FileExistsError:
            return False
        except OSError:  # a file system without links
            if path.exists():
                return False
            temporary.replace(path)
    return True


@contextmanager
def _told(path: Path, more: str = "") -> Iterator[None]:
    """Say what stands against writing a file."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = f"is it open in another program, or the disk full?{more}"
        raise SstcError(f"cannot write {path}: {reason}", hint) from error


@contextmanager
def _beside(path: Path, data: bytes, *, sync: bool) -> Iterator[Path]:
    """A temporary file with `data` beside `path`, with `sync` on disk; gone afterwards."""
    try:
        handle, name = tempfile.mkstemp(prefix=".sstc-", dir=path.parent)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".sstc-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _refuse_changed(path: Path, expected: bytes | None) -> None:
    if expected is not None and path.read_bytes() != expected:
        hint = "nothing is written: run it again, to work on what is there now"
        raise SstcError(f"{path} was changed by another program meanwhile", hint)


def _placed(files: Mapping[str, bytes], folder: Path, output: str | None) -> dict[Path, bytes]:
    if output is None:
        return {folder / name: data for name, data in files.items()}
    target = Path(output)
    if output.endswith(("/", os.sep)) or target.is_dir():
        return {target / Path(name).name: data for name, data in files.items()}
    if len(files) > 1:
        hint = f"name a folder: `-o {output}/`"
        raise SstcError(f"{len(files)} files do not fit into one", hint, ExitCode.USAGE)
    return {target: next(iter(files.values()))} if files else {}


def from_here(path: Path) -> str:
    """The path as the user would type it from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
