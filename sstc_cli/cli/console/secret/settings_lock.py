"""A file of the user's settings, locked while it is changed."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sstc_cli.cli.console.files import writing
from sstc_cli.errors import SstcError, explained
from sstc_cli.lock import locked


@contextmanager
def settings_locked(file: Path) -> Iterator[None]:
    """Let nobody else change a file of keys or permissions meanwhile; make its folder."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        hint = "check the permissions of that folder: your keys are kept there"
        raise SstcError(f"cannot make {file.parent}: {explained(error)}", hint) from error
    with ExitStack() as lock:
        with writing(file):
            lock.enter_context(locked(file))
        yield
