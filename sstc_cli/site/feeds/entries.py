"""What the feeds of changes share: the texts, ids and addresses of their entries."""

from collections.abc import Callable, Sequence

from sstc_cli.views.site.changes import ChangeLine, PublishedChanges, PublishedTime
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
        lines += [f"– {_line_text(line, say)}" for line in changed.lines]
    return "\n".join(lines) or say("Nothing has changed.")


def _line_text(line: ChangeLine, say: Say) -> str:
    was = _time_text(line.before, say) if line.before else line.was
    now = _time_text(line.after, say) if line.after else line.now
    both = say("{before} → {after}", before=was, after=now) if was and now else was or now
    return line.what + (say(": ") + both if both else "")


def _time_text(time: PublishedTime, say: Say) -> str:
    names = {"date": time.date, "time": time.time, "zone": time.zone, "offset": time.offset}
    note = " " + say("({note})", note=say("ends the next day")) if time.overnight else ""
    return say("{date}, {time} {zone} ({offset})", **names) + note


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
