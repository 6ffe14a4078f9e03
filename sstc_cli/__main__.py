"""`python -m sstc_cli` is `sstc`."""

import sys

from sstc_cli.cli import main

sys.exit(main())
