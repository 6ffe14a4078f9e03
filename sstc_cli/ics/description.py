"""The description of an entry. It is plain text, because few calendars show HTML correctly."""

from collections.abc import Iterable

from sstc_cli.ics.labels import Label
from sstc_cli.ics.style import Style
from sstc_cli.ics.text import clean, one_line
from sstc_cli.model import Series, Talk, Webinar


def description_of(series: Series, webinar: Webinar, language: str, style: Style) -> str:
    """Return the paragraphs of the description, with a link that is not public for named people.

    The link to join or to register comes first, because many calendars show only the first lines.
    """
    link = link_line(series, webinar, language, style)
    organisers = (one_line(org.name.pick(language)) for org in series.organisers_of(webinar))
    talks = (_talk(series, talk, language) for talk in webinar.talks)
    paragraphs = [
        _cancellation(webinar, language, style) if webinar.cancelled else link,
        one_line(series.title.pick(language)),
        clean(webinar.summary.pick(language)) if webinar.summary else "",
        _listed(style.say(Label.TALKS, language), talks),
        _listed(style.say(Label.ORGANISERS, language), organisers),
    ]
    return "\n\n".join(filter(None, paragraphs))


def link_line(series: Series, webinar: Webinar, language: str, style: Style) -> str:
    """Return the link to join, with its passcode for people who are named, or to register."""
    join, register = webinar.join_for(named=style.named), series.register_url_of(webinar)
    if join is None:
        return style.say(Label.REGISTER, language, url=one_line(register)) if register else ""
    lines = [style.say(Label.JOIN, language, url=one_line(join.url))]
    if join.passcode:
        lines.append(style.say(Label.PASSCODE, language, passcode=join.passcode))
    return "\n".join(lines)


def _cancellation(webinar: Webinar, language: str, style: Style) -> str:
    """Return that the webinar is cancelled, with the reason if there is one."""
    lines = [style.say(Label.IS_CANCELLED, language)]
    if webinar.cancelled_because:
        reason = one_line(webinar.cancelled_because.pick(language))
        lines.append(style.say(Label.REASON, language, reason=reason))
    return "\n".join(lines)


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
