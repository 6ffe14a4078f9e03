"""What columns of schedules are called, in seven languages: the table beside this module.

There, `webinar` is what a whole webinar is called, `talk` what one talk is called, and `title` what
both are called.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sstc_cli.planning.foreign.facts import Fact

_TABLE = Path(__file__).with_name("wordings.tsv")


@cache
def wordings() -> tuple[tuple[Fact, str, str], ...]:
    """Return each wording after its fact and its language."""
    return tuple(_rows())


def _rows() -> Iterator[tuple[Fact, str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            for wording in row["wordings"].split("|"):
                yield Fact(row["fact"]), row["language"], wording
