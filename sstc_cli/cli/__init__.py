"""The command line, which alone knows typer and rich, reads the clock and writes files."""

import gc
import os
import sys
from collections.abc import Sequence

from sstc_cli import __version__


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if args is None else args)
    if words == ["--version"]:  # answered before anything else is imported
        try:
            print(f"sstc {__version__}", flush=True)
        except OSError:  # a full disk, or a reader that went away: told as that of all commands
            pass
        else:
            return 0
    # what is imported makes many objects and no garbage: looking for some takes a tenth of the time
    gc.set_threshold(200_000)
    # no plugin that another program has installed runs in here, or is searched for
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # Windows would take a `git.exe` in the current folder, which others may share, for git
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    try:
        from sstc_cli.cli.run import run

        return run(words)
    except KeyboardInterrupt:  # while it still imports, or is already telling that it stopped
        print("interrupted: nothing is half written; run it again to go on", file=sys.stderr)
        return 130
