"""A release, and the contents of its file."""

from datetime import datetime

from sstc_cli.model import RELEASE_VERSION, Release, State
from sstc_cli.releases.lifecycle import with_revisions


def next_release(
    state: State, last: Release | None, name: str, note: str | None, published: datetime
) -> Release:
    """Return the next release after the last one; `published` is an instant in UTC."""
    before = last.series if last else None
    series = with_revisions(state, before, published, cancel_deleted=True)
    return Release(
        version=RELEASE_VERSION, name=name, published=published, note=note, series=series
    )
