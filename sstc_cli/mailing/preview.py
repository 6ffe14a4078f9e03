"""Each variant of a message for invented recipients, before anybody is registered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sstc_cli.mail.addresses import plain_address
from sstc_cli.mailing.composing import Composer
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.mailing.rendering import Rendered
from sstc_cli.model import Person, Series, Text
from sstc_cli.model.languages import english_name
from sstc_cli.model.messages import Recipients as Group
from sstc_cli.views.dates import city_of

NAME = "NAME"
_ADDRESS = "name@example.org"
_ATTENDED = {"attended": True, "absent": False}


@dataclass(frozen=True, slots=True)
class Trial:
    """A variant of a message: for whom it is, in words, and how they read it."""

    title: str
    recipient: Recipient
    rendered: Rendered


def trials(
    composer: Composer,
    groups: Sequence[Group],
    languages: Sequence[str],
    address: str | None = None,
    concerns: Callable[[Recipient], bool] = lambda _: True,
) -> list[Trial]:
    """Return each variant of a message once, for people whom it concerns.

    The first one is that of a person in the series' time zone, if no group has a clock of its own.
    """
    found: dict[tuple[str, str, str], Trial] = {}
    for title, person in _people(composer.mailing, groups, languages, address or _ADDRESS):
        if not concerns(person):
            continue
        rendered = composer.renderer.render(person)
        key = rendered.subject, rendered.text, rendered.page.html
        if key in found:
            found[key] = replace(found[key], title=_joined(found[key].title, title))
        else:
            found[key] = Trial(title, person, rendered)
    return [*found.values()]


def _people(
    mailing: Mailing, groups: Sequence[Group], languages: Sequence[str], address: str
) -> Iterator[tuple[str, Recipient]]:
    """Yield an invented person for each group and language, with words about the person.

    The first of those whose clock is unknown also lives where the series is, and elsewhere.
    """
    series, anywhere = mailing.series, None
    for group in groups:
        for position, person in enumerate(_of(mailing, group, address)):
            who = f"{group} ({person.id})" if person.id else _who(group, person)
            for language in languages:
                own = replace(person, language=language)
                title = f"{who}, {english_name(language)}"
                if anywhere is None and person.zone is None and person.country is None:
                    anywhere = title, own
                    yield _in_zone(series, title, replace(own, zone=series.zone))
                yield _in_zone(series, title, own)
            if position == 0 and len(series.languages) > 1 and [*languages] == [*series.languages]:
                yield f"{who}, language unknown", person.in_language_of_audience(series)
    zone = next((zone for zone in series.audience_zones if zone != series.zone), None)
    if anywhere and zone:
        title, person = anywhere
        yield _in_zone(series, title, replace(person, zone=zone))


_SEEN = ", as a person in "


def _in_zone(series: Series, title: str, person: Recipient) -> tuple[str, Recipient]:
    """Return a person with words that say on whose clock a mail is."""
    seen = f"{_SEEN}{city_of(series, person.zone, 'en')} sees it" if person.zone else ""
    return f"{title}{seen}", person


def _of(mailing: Mailing, group: Group, address: str) -> Iterator[Recipient]:
    series, webinar = mailing.series, mailing.webinar
    name, at = Text(NAME), plain_address(address)
    groups = frozenset[Group]({group})
    invented = Recipient(at, group, "an example", name, groups=groups)
    if group == "speakers":
        for one in _speakers(mailing):
            yield replace(invented, name=one.name, zone=one.zone, country=one.country, id=one.id)
    elif group == "contacts" and webinar is not None and series.audiences_of(webinar):
        yield invented
        for audience in series.audiences_of(webinar):
            yield replace(invented, audience=audience.id)
    elif group == "registered" and mailing.message.document == "follow-up":
        yield replace(invented, attended=True)
        yield replace(invented, attended=False)
    elif group in _ATTENDED:
        yield replace(invented, attended=_ATTENDED[group])
    else:
        yield invented


def _speakers(mailing: Mailing) -> Iterable[Person]:
    series, webinar = mailing.series, mailing.webinar
    webinars = [webinar] if webinar else series.in_time_order
    return {one.id: one for found in webinars for one in series.speakers_of(found)}.values()


def _who(group: Group, person: Recipient) -> str:
    if group == "registered" and person.attended is not None:
        return f"{group} and {'attended' if person.attended else 'absent'}"
    return f"{group} of {person.audience}" if person.audience else group


def _joined(title: str, other: str) -> str:
    """Return the titles of variants that are the same, without saying anything twice."""
    if title.startswith(f"{other}{_SEEN}"):
        return title
    who, _, language = title.rpartition(", ")
    also, _, same = other.rpartition(", ")
    return f"{who} and {also}, {language}" if language == same else f"{title}; {other}"
