"""The command line. Only this package knows typer and rich, reads the clock and writes files."""

import sys
from collections.abc import Sequence

from sstc_cli import __version__


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if args is None else args)
    if words == ["--version"]:  # answered before anything else is imported
        print(f"sstc {__version__}")
        return 0
    from sstc_cli.cli.run import run

    return run(words)
