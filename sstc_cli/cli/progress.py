"""A bar on a terminal, for work of which one would wonder whether it goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sstc_cli.cli.session import Session

_LEAST = 10_000  # rows that take about half a second


@contextmanager
def progress(session: Session, text: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yields what is told how many steps were done; silent where nobody looks."""
    if total < _LEAST or session.quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import Progress

    with Progress(console=session.err, transient=True) as bar:
        task = bar.add_task(text, total=total)
        yield lambda done: bar.advance(task, done)
