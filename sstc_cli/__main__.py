"""The entry point of `python -m sstc_cli`, which is `sstc`."""

from sstc_cli.cli import run_and_exit

run_and_exit()
