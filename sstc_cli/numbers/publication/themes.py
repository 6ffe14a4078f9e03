"""The themes of comments, without what reveals that few people wrote about one."""

from collections.abc import Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.publication.questions import public_choices
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.table import Line, Table

Scope = tuple[int, ...]


def public_themes(family: Mapping[Scope, Table], publish: Publish) -> dict[Scope, Table]:
    """Return the tables of themes: each theme is a choice, and its number follows the share."""
    shares = {
        scope: replace(table, lines=tuple(_share_alone(line) for line in table.lines))
        for scope, table in family.items()
    }
    return {
        scope: replace(table, lines=tuple(map(_with_count, table.lines)))
        for scope, table in public_choices(shares, publish).items()
    }


def _share_alone(line: Line) -> Line:
    return replace(line, values=line.values[:1])


def _with_count(line: Line) -> Line:
    (share,) = line.values
    return replace(line, values=(share, share.count if isinstance(share, Share) else None))
