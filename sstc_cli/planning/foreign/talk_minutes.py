"""The minutes of talks whose rows have slots of their own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sstc_cli.planning.foreign.entry import Entry


def set_minutes(entries: Sequence[Entry], talks: Sequence[dict[str, Any]]) -> None:
    """Set the minutes of all talks, if all have a slot of their own, and none runs into another."""
    slots = [(entry.starts, entry.ends) for entry in entries]
    if len(slots) < 2 or len(set(slots)) < len(slots):
        return
    ordered = sorted((starts, ends) for starts, ends in slots if starts and ends)
    if len(ordered) < len(slots):
        return
    if any(ends > after for (_, ends), (after, _) in pairwise(ordered)):
        return
    for entry, talk in zip(entries, talks, strict=True):
        more = talk.pop("more", None)
        talk["minutes"] = str(entry.minutes)
        if more:
            talk["more"] = more
