"""The description of an entry. It is plain text, because few calendars show HTML correctly."""

from collections.abc import Iterable

from sstc_cli.ics.labels import labels_in
from sstc_cli.ics.text import clean, one_line
from sstc_cli.model import Series, Talk, Webinar


def description_of(series: Series, webinar: Webinar, language: str, *, named: bool) -> str:
    """Return the paragraphs of the description, with a link that is not public if it is `named`.

    The link to join or to register comes first, because many calendars show only the first lines.
    """
    labels = labels_in(language)
    link = link_line(series, webinar, language, named=named)
    organisers = (one_line(org.name.pick(language)) for org in series.organisers_of(webinar))
    paragraphs = [
        _cancellation(webinar, language) if webinar.cancelled else link,
        one_line(series.title.pick(language)),
        clean(webinar.summary.pick(language)) if webinar.summary else "",
        _listed(labels.talks, (_talk(series, talk, language) for talk in webinar.talks)),
        _listed(labels.organisers, organisers),
    ]
    return "\n\n".join(filter(None, paragraphs))


def link_line(series: Series, webinar: Webinar, language: str, *, named: bool) -> str:
    """Return the link to join, with its passcode for people who are named, or to register."""
    labels = labels_in(language)
    join, register = webinar.join_for(named=named), series.register_url_of(webinar)
    if join is None:
        return labels.register.format(url=one_line(register)) if register else ""
    passcode = labels.passcode.format(passcode=join.passcode) if join.passcode else ""
    return "\n".join(filter(None, (labels.join.format(url=one_line(join.url)), passcode)))


def _cancellation(webinar: Webinar, language: str) -> str:
    """Return that the webinar is cancelled, with the reason if there is one."""
    labels = labels_in(language)
    if webinar.cancelled_because is None:
        return labels.is_cancelled
    reason = one_line(webinar.cancelled_because.pick(language))
    return labels.with_reason.format(is_cancelled=labels.is_cancelled, reason=reason)


def _talk(series: Series, talk: Talk, language: str) -> str:
    """Return the known parts of `Title – Name, position, organisation`."""
    title = talk.title.pick(language) if talk.title else ""
    return one_line(" – ".join(filter(None, (title, speaker_of(series, talk, language)))))


def speaker_of(series: Series, talk: Talk, language: str) -> str:
    """Return the known parts of `Name, position, organisation` of a talk's speaker."""
    person = series.person(talk.speaker)
    facts = (person.name, person.position, person.organisation) if person else ()
    return ", ".join(fact.pick(language) for fact in facts if fact)


def _listed(heading: str, items: Iterable[str]) -> str:
    """Return a heading with its items below it, or an empty text if there are none."""
    lines = [f"- {item}" for item in items if item]
    return "\n".join([heading, *lines]) if lines else ""
