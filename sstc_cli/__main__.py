"""The entry point of `python -m sstc_cli`, which is `sstc`."""

import sys

from sstc_cli.cli import main

sys.exit(main())
