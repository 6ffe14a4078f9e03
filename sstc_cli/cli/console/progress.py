"""How far a long piece of work is, for people who wait for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from sstc_cli.cli.console.session import Session

_PATIENCE = 0.5  # seconds that nobody minds


@contextmanager
def progress(session: Session, what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Gives what is told how many steps are done; shows a bar on a terminal when it takes long."""
    if session.quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=session.err, transient=True)
    task, begun = bar.add_task(what, total=total), monotonic()

    def step(done: int) -> None:
        bar.advance(task, done)
        if not bar.live.is_started and monotonic() - begun > _PATIENCE:
            bar.start()

    try:
        yield step
    finally:
        bar.stop()
