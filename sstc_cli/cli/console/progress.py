"""A progress bar for long work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from sstc_cli.cli.console.session import Session

_PATIENCE = 0.5  # seconds before the bar appears


@contextmanager
def progress(session: Session, what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yield a function that counts finished steps; on a terminal, slow work shows a bar."""
    if session.quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=session.err, transient=True)
    task, start = bar.add_task(what, total=total), monotonic()

    def step(done: int) -> None:
        bar.advance(task, done)
        if not bar.live.is_started and monotonic() - start > _PATIENCE:
            bar.start()

    try:
        yield step
    finally:
        bar.stop()
