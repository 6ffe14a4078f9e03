"""What the feeds of changes share: the texts, ids and addresses of their entries."""

from collections.abc import Callable, Sequence

from sstc_cli.views.site.changes import PublishedChanges
from sstc_cli.views.site.context import Site

Say = Callable[..., str]


def entry_text(release: PublishedChanges, say: Say) -> str:
    """Return what a release changed as plain text, with `→` between what was and what is."""
    if release.first:
        return say("First published, with {count} webinars.", count=release.count)
    lines = []
    for changed in release.webinars:
        number = f"{changed.number}. " if changed.number is not None else ""
        lines.append(f"{number}{changed.title}")
        for line in changed.lines:
            sides = " → ".join(filter(None, (line.was, line.now)))
            lines.append(f"– {line.what}{say(': ') + sides if sides else ''}")
    return "\n".join(lines) or say("Nothing has changed.")


def title_of(site: Site, language: str, say: Say) -> str:
    """Return the title of a feed."""
    return f"{site.series.title.pick(language)} – {say('Changes')}"


def begin_of(site: Site, language: str, releases: Sequence[PublishedChanges]) -> str:
    """Return the beginning of all ids (RFC 4151), with a year in which the domain was ours."""
    year = releases[-1].stamp[:4] if releases else f"{site.series.revised:%Y}"
    return f"tag:{site.series.domain},{year}:{site.series.id}:{language}"


def address_of(site: Site, language: str, release: PublishedChanges) -> str | None:
    """Return the address at which people read of a release."""
    return site.address(f"{language}/changes.html#{release.id}")
