"""The changed links of a webinar."""

from collections.abc import Iterator

from sstc_cli.model import WebinarState
from sstc_cli.releases.change import JoinLink, RegisterLink


def link_changes(
    before: WebinarState | None, after: WebinarState
) -> Iterator[JoinLink | RegisterLink]:
    """Yield the links that changed, all of them without an earlier state."""
    old, new = (
        (state.join_url, state.join_digest, state.register_url) if state else (None, None, None)
        for state in (before, after)
    )
    if old[:2] != new[:2]:
        yield JoinLink(old[0], new[0], old[1] is not None, new[1] is not None)
    if old[2] != new[2]:
        yield RegisterLink(old[2], new[2])
