"""The makers of views, with the beginnings of their files' names."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from sstc_cli.model import Audience, Person, Series, Webinar
from sstc_cli.model.view import View

Made: TypeAlias = Iterator[tuple[str, Callable[[], View]]]


def stem_of(webinar: Webinar) -> str:
    """Return the beginning of a webinar's file names: `07-sustainable-logistics`."""
    return f"{webinar.number:02}-{webinar.id}"


def audience_stems(series: Series, webinar: Webinar) -> Iterator[tuple[str, Audience | None]]:
    for audience in series.audiences_of(webinar):
        yield f"{stem_of(webinar)}.{audience.id}", audience
    if not series.audiences_of(webinar):
        yield stem_of(webinar), None


def speaker_stems(series: Series, webinar: Webinar) -> Iterator[tuple[str, Person]]:
    for person in series.speakers_of(webinar):
        yield f"{stem_of(webinar)}.{person.id}", person


def participant_stems(document: str, webinar: Webinar) -> Sequence[str]:
    """Return the beginnings of the names of a message's examples; a follow-up has two readers."""
    stem = stem_of(webinar)
    return [f"{stem}.attended", f"{stem}.absent"] if document == "follow-up" else [stem]
