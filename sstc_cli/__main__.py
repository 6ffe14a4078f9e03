"""The entry point of `python -m sstc_cli`, which is `sstc`."""

import os
import sys

# `-m` puts the current folder first, whose `typer.py` would be run: no other import before this
_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
if not sys.flags.safe_path and sys.path[0] != _OURS:
    del sys.path[0]

from sstc_cli.cli import run_and_exit  # noqa: E402

run_and_exit()
