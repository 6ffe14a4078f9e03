"""The command line: the only part that uses typer and rich, reads the clock and writes files."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from sstc_cli.versions import version_text


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if args is None else args)
    if words == ["--version"]:  # answered before anything else is imported
        try:
            print(version_text(), flush=True)
        except OSError:  # a full disk or a closed pipe: `run` below reports it as for any command
            pass
        else:
            return 0
    # imports create many objects and no garbage: looking for some takes a tenth of the time
    gc.set_threshold(200_000)
    # pydantic would search for plugins of other programs, and run them in here
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # Windows would run a `git.exe` in the current folder, which may be shared, instead of git
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    try:
        from sstc_cli.cli.run import run  # noqa: PLC0415 the version is answered without it

        return run(words)
    except KeyboardInterrupt:  # during an import, or while an earlier one is being reported
        print("interrupted: no file is half written", file=sys.stderr)
        return 130


def run_and_exit() -> NoReturn:
    """Run one command and end the process, without the milliseconds that taking Python down takes.

    Commands close what they open, and have no threads or exit handlers.
    """
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)
