"""Write the files of a command together, and only over what an earlier command wrote."""

import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, cast

from sstc_cli.atomic import replace_all
from sstc_cli.cli.console.files import (
    ELSEWHERE,
    PUBLIC,
    fill,
    from_here,
    holds,
    listed,
    not_written,
    paths_of,
    same_contents,
    temporaries,
    write_whole,
    writing,
)
from sstc_cli.cli.console.made import record_made
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.streams import for_a_reader
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.lock import locked
from sstc_cli.quantity import quantity
from sstc_cli.unseen import visible

_OUT = Path("out")
_RECORD = _OUT / ".written"
_MOST = 100_000  # digests
AGAIN = "write them again with their options, or "


def refuse_others(session: Session, files: Iterable[Path]) -> None:
    """Refuse to replace files that are not as sstc wrote them, unless the user asks for it."""
    present = [] if session.replaces else [file for file in files if file.exists()]
    known = {*_known(session)} if present else set()
    if others := [file for file in present if _digest(file) not in known]:
        which = ", ".join(listed(others))
        message = f"sstc did not write {which} as it is now, so nothing was written"
        hint = "name another path with `-o`, or add `--replace` to replace what is there"
        raise SstcError(message, hint, ExitCode.USAGE)


def remember(session: Session, files: Iterable[Path]) -> None:
    """Record the contents of files before they get their places.

    Without a workspace, or in one that cannot be written, the next command asks for `--replace`.
    """
    with suppress(SstcError, OSError):
        root = session.root
        record = root / _RECORD
        record.parent.mkdir(exist_ok=True)
        with locked(record):
            digests = dict.fromkeys(_known(session))
            for digest in map(_digest, files):
                digests.pop(digest, None)
                digests[digest] = None
            lines = [*digests][-_MOST:]
            write_whole(record, "".join(f"{line}\n" for line in lines).encode(), root=root)


def _known(session: Session) -> list[str]:
    """Return the digests of what was written before, the latest last."""
    with suppress(SstcError, OSError):
        return (session.root / _RECORD).read_text("ascii", "replace").split()
    return []


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


Content = bytes | Callable[[BinaryIO], None]


def deliver(
    session: Session,
    files: Mapping[str, Content],
    folder: Path,
    output: str | None,
    mode: int = PUBLIC,
    private: Collection[str] = (),
    once_ready: Callable[[], None] = lambda: None,
    *,
    guarded: bool = False,
) -> list[Path]:
    """Write files to the `output` of the user, or else to a folder, and print each path.

    `files` maps names to contents; each content is read once. One that may be too large for the
    memory is a function that writes it to a stream. No file is replaced before all contents are
    ready and `once_ready` has returned, and one that cannot be replaced does not hinder the others.
    Only the user can read those that are `private`. At an `output`, in `out/` and in a `guarded`
    folder, only files that are as a command wrote them are replaced, unless the session `replaces`
    others.
    """
    if output == "-":
        _print(files, once_ready)
        return []
    names = paths_of(list(files), folder, output)
    if session.comparison:
        session.comparison.made |= {*names}
        session.comparison.changed += _differing(session, files, names)
        return []
    root = session.root if output is None else None  # the user may name a folder behind a link
    modes = {path: 0o600 if name in private else mode for path, name in names.items()}
    guarded = guarded or root is None or folder.is_relative_to(root / _OUT)
    changed, refused = _write_together(session, files, names, root, modes, once_ready, guarded)
    if output is None:
        record_made(session.root, session.command, session.words, [*changed])
    for path in changed:  # only now, because `sstc … | head -1` must not stop it midway
        session.result(from_here(path))
    if unchanged := list(changed.values()).count(False):
        counts = f"{unchanged} unchanged, {len(changed) - unchanged} written"
        session.say(counts if len(changed) > 1 else "unchanged")
    if refused:
        which, error = ", ".join(listed([*refused])), next(iter(refused.values()))
        others = f"; {quantity(len(changed), 'other file')} written" if changed else ""
        raise not_written(which, error, ELSEWHERE, others) from error
    return list(changed)


def warn_of_earlier_files(session: Session, files: Sequence[Path], more: str = "") -> None:
    """Warn of files that an earlier plan left behind; `more` begins the advice."""
    if session.comparison:
        session.comparison.earlier += files
    if files:
        lines = "\n".join(f"  {line}" for line in listed(files))
        session.say(f"warning: these files are from an earlier plan:\n{lines}")
        session.say(f"help: {more}delete files that you no longer need")


def _differing(
    session: Session, files: Mapping[str, Content], names: Mapping[Path, str]
) -> Iterator[Path]:
    """Yield the paths whose contents would be others now; what people edited is theirs."""
    known = {*_known(session)}
    for path, name in names.items():
        with ExitStack() as streams:
            stream: Any = _stream_of(files[name], streams)
            new = file_digest(stream, "sha256").hexdigest()
        old = _digest(path) if path.exists() else None
        if old != new and (old is None or old in known):
            yield path


def _print(files: Mapping[str, Content], once_ready: Callable[[], None]) -> None:
    """Write all contents to stdout, once they are ready."""
    with ExitStack() as streams:
        ready = [_stream_of(content, streams) for content in files.values()]
        once_ready()
        if sys.stdout.isatty():
            ready = [BytesIO(visible(text).encode()) for text in _texts(files, ready)]
        for stream in ready:
            sys.stdout.flush()
            with for_a_reader():
                shutil.copyfileobj(stream, sys.stdout.buffer)
                sys.stdout.buffer.flush()


def _stream_of(content: Content, streams: ExitStack) -> IO[bytes]:
    """Return a stream of a content, from its beginning, which ends with the others."""
    if isinstance(content, bytes):
        return BytesIO(content)
    stream = streams.enter_context(TemporaryFile())  # noqa: SIM115 it is in a context
    content(cast("BinaryIO", stream))
    stream.seek(0)
    return stream


def _texts(names: Iterable[str], streams: Iterable[IO[bytes]]) -> Iterator[str]:
    """Yield what a terminal can show; refuse Word, PDF or Excel files."""
    for name, stream in zip(names, streams, strict=True):
        try:
            yield stream.read().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            message = f"{name} is not text, so it was not written to the terminal"
            hint = "name a file with `-o`, or send stdout to a file with `>`"
            raise SstcError(message, hint, ExitCode.USAGE) from error


def _write_together(
    session: Session,
    files: Mapping[str, Content],
    names: Mapping[Path, str],
    root: Path | None,
    modes: Mapping[Path, int],
    once_ready: Callable[[], None],
    guarded: bool,
) -> tuple[dict[Path, bool], dict[Path, OSError]]:
    """Move each file to its path once all are ready.

    Return which paths have changed, and the errors of those that could not. With `guarded`, what
    others wrote or edited stays.
    """
    ready: dict[Path, Path] = {}
    with (
        temporaries(root, max(modes.values(), default=PUBLIC)) as next_to,
        session.progress("Writing", len(names)) as step,
    ):
        for path, name in names.items():
            content, mode = files[name], modes[path]
            with writing(path, ELSEWHERE):
                if isinstance(content, bytes) and holds(path, content):
                    if mode != PUBLIC:
                        path.chmod(mode)
                    step(1)
                    continue
                temporary = next_to(path)
                # only private files: public ones can be made again after a power cut
                fill(temporary, content, mode, sync=mode != PUBLIC)
                if isinstance(content, bytes) or not same_contents(path, temporary):
                    ready[path] = temporary
            step(1)
        if guarded:
            refuse_others(session, ready)
        once_ready()
        if guarded:
            remember(session, [ready.get(path, path) for path in names])
        refused = replace_all(ready)
    return {path: path in ready for path in names if path not in refused}, refused
