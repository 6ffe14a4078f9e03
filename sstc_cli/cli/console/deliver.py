"""Files that a command writes together, each named on stdout."""

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from sstc_cli.cli.console.files import (
    ELSEWHERE,
    fill,
    from_here,
    holds,
    temporary_next_to,
    tidy,
    writing,
)
from sstc_cli.cli.console.progress import progress
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError


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
            with writing(path, ELSEWHERE):
                if not holds(path, data):
                    ready[path] = beside.enter_context(temporary_next_to(path))
                    # what can be made again need not outlast a power cut
                    fill(ready[path], data, mode, sync=mode != 0o644)
            step(1)
        for path, temporary in ready.items():
            with writing(path, ELSEWHERE):
                temporary.replace(path)
    for path in {path.parent: path for path in ready}.values():
        tidy(path)
    return {path: path in ready for path in placed}


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
