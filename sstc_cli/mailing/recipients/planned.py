"""The speakers, moderators and organisers of the plan as recipients."""

from collections.abc import Iterable, Iterator, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.mail.addresses import AddressError, plain_address
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import Organiser, Person, Series, Webinar
from sstc_cli.model.mail import Recipients as Group


def planned_people(
    series: Series, webinars: Sequence[Webinar], groups: Iterable[Group]
) -> tuple[list[Recipient], list[Diagnostic]]:
    """Return the people of some groups in webinars, and a line for each who has no address."""
    found: list[Recipient] = []
    notes: list[Diagnostic] = []
    for group in groups:
        for person in _of(series, webinars, group):
            recipient = _recipient(person, group)
            if recipient:
                found.append(recipient)
            else:
                notes.append(_without_address(person, group))
    return found, list(dict.fromkeys(notes))


def _of(series: Series, webinars: Sequence[Webinar], group: Group) -> Iterator[Person | Organiser]:
    """Yield the people of a group, each once."""
    if group == "speakers":
        found = [person for webinar in webinars for person in series.speakers_of(webinar)]
        yield from {person.id: person for person in found}.values()
    elif group == "moderators":
        people = (series.person(webinar.moderator) for webinar in webinars)
        yield from {person.id: person for person in people if person}.values()
    elif group == "organisers":
        offices = [office for webinar in webinars for office in series.organisers_of(webinar)]
        yield from {office.id: office for office in offices}.values()


def _recipient(person: Person | Organiser, group: Group) -> Recipient | None:
    """Return a person or an organiser of the plan as a recipient, or None without an address."""
    try:
        address = plain_address(person.email) if person.email else None
    except AddressError:
        address = None
    if address is None:
        return None
    zone = person.zone if isinstance(person, Person) else None
    place = f"`{person.id}` in the plan"
    return Recipient(
        address, group, place, person.name, zone=zone, country=person.country, id=person.id
    )


def _without_address(person: Person | Organiser, group: Group) -> Diagnostic:
    where = "organisers" if group == "organisers" else "people"
    message = f"`{person.id}` of the {group} has no e-mail address, and is left out"
    return Diagnostic("W744", message, hint=f"add `email` to `{where}` in data/webinars.yaml")
