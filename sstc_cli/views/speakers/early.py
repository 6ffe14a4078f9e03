"""The letters to speakers that would come too early."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sstc_cli.model import Person, Series, Status, Webinar
from sstc_cli.views.documents import speaker_stems


def early_letters(
    document: str, series: Series, webinars: Sequence[Webinar], today: date
) -> Mapping[str, Webinar]:
    """Return the webinars of letters that would come too early, by their names without suffix."""
    is_early = _EARLY.get(document)
    if is_early is None:
        return {}
    return {
        stem: webinar
        for webinar in webinars
        for stem, person in speaker_stems(series, webinar)
        if is_early(webinar, person, today)
    }


def _unconfirmed(webinar: Webinar, person: Person, _: date) -> bool:
    """Return whether a speaker has not confirmed each of their talks."""
    return not all(talk.confirmed for talk in webinar.talks if talk.speaker == person.id)


def _not_over(webinar: Webinar, _: Person, today: date) -> bool:
    """Return whether a webinar has not been held yet; a cancelled one never is."""
    over = webinar.ends.date() < today and not webinar.cancelled
    return webinar.status != Status.HELD and not over


_EARLY: Mapping[str, Callable[[Webinar, Person, date], bool]] = {
    "speaker-confirmation": _unconfirmed,
    "speaker-thanks": _not_over,
}
