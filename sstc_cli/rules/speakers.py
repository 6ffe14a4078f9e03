"""The people of a series, above all those who speak."""

import re
import unicodedata
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path, Severity
from sstc_cli.model import Person, Series, Webinar
from sstc_cli.rules.plan import Plan, clashes, rule
from sstc_cli.rules.rule import problem

_ROLES = {"speaks in": "speaker", "moderates": "moderator", "interprets": "interpreter"}


@rule("E216")
def speaker_in_two_places(plan: Plan) -> Iterator[Diagnostic]:
    """A speaker, moderator or interpreter is needed in two webinars at the same time.

    The rule is for series that hold webinars in parallel and turn `E207` off. People speak in talks and
    in items of the agenda.

    Wrong:
      severities: {E207: "off"}
      count: 2
      people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
      webinars:
        - Payment …
          talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
        - id: b
          number: 2
          title: Logistics
          starts: 2020-08-14 16:30
          ends: 2020-08-14 18:00
          talks:
            - {id: one, title: The last mile}
            - {id: two, title: Warehouses, speaker: ama, confirmed: true} # <- E216
    Right:
      severities: {E207: "off"}
      count: 2
      people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
      webinars:
        - Payment …
          talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
        - id: b
          number: 2
          title: Logistics
          starts: 2020-08-14 16:30
          ends: 2020-08-14 18:00
          talks: [{id: one, title: The last mile}]
    """
    for person, parts in _by_person(plan.series).items():
        known = plan.series.person(person)
        name = known.name.pick(plan.main) if known else person
        webinars = ((index, plan.series.webinars[index]) for index in parts)
        for index, webinar, other in clashes(webinars):
            path, does = parts[index]
            message = (
                f"`{name}` {does} webinar {webinar.number} at {webinar.starts:%H:%M}, while "
                f"webinar {other.number}, with the same person, runs until {other.ends:%H:%M}"
            )
            hint = f"move one of the two webinars, or choose another {_ROLES[does]}"
            yield problem(message, path, hint)


def _by_person(series: Series) -> dict[str, dict[int, tuple[Path, str]]]:
    """Return the webinars of each person by their index, with the first part that they have."""
    people: dict[str, dict[int, tuple[Path, str]]] = {}
    for index, webinar in enumerate(series.webinars):
        for path, person, does in () if webinar.cancelled else _parts_in(series, index, webinar):
            if person is not None:
                people.setdefault(person, {}).setdefault(index, (path, does))
    return people


def _parts_in(
    series: Series, index: int, webinar: Webinar
) -> Iterator[tuple[Path, str | None, str]]:
    """Yield what people do in a webinar: the path in the data, the person's id and the verb."""
    path: Path = ("webinars", index)
    for at, talk in enumerate(webinar.talks):
        yield (*path, "talks", at, "speaker"), talk.speaker, "speaks in"
    yield (*path, "moderator"), webinar.moderator, "moderates"
    for at, interpreter in enumerate(webinar.interpreters):
        yield (*path, "interpreters", at), interpreter, "interprets"
    agenda = ("agenda",) if webinar.agenda is None else (*path, "agenda")
    for at, item in enumerate(series.agenda_of(webinar)):
        yield (*agenda, at, "speaker"), item.speaker, "speaks in"


_WORD = re.compile(r"[^\W\d_]+")
_LONG = range(9, 100)  # letters; `Wang Wei` and `Wang Lei` are two people, and no name has 100


@rule("W217")
def person_written_twice(plan: Plan) -> Iterator[Diagnostic]:
    """Two entries of `people` have nearly the same name, so they are probably one person.

    Names count as the same if they differ only in case, accents, word order, punctuation or one letter.
    A person with two entries appears under two names, and counts twice in totals. If the organisations
    differ, they may be two people, so the diagnostic is only a note.

    Wrong:
      people:
        - {id: maria-jose, name: María José Núñez}
        - {id: nunez, name: "NUNEZ, Maria Jose"} # <- W217
      webinars: …
    Instead:
      nothing
    """
    earlier: dict[str, Person] = {}
    main = plan.main
    for index, person in enumerate(plan.series.people):
        keys = _similar_names(_folded_name(person.name.pick(main)))
        other = next((earlier[key] for key in keys if key in earlier), None)
        if other is not None:
            message = (
                f"`{person.name.pick(main)}` and `{other.name.pick(main)}` are probably one person"
            )
            hint = f"delete one of `{other.id}` and `{person.id}`, and use the other in all talks"
            weight = Severity.NOTE if _elsewhere(person, other, main) else None
            yield problem(message, ("people", index, "name"), hint, weight=weight)
        for key in keys:
            earlier.setdefault(key, person)


def _folded_name(name: str) -> str:
    """Return the words of a name in alphabetical order, without case, accents and punctuation."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)
    )
    return " ".join(sorted(_WORD.findall(plain.casefold())))


def _similar_names(name: str) -> list[str]:
    """Return the name, and for a long one also the name without each of its letters."""
    if len(name.replace(" ", "")) not in _LONG:
        return [name]
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def _elsewhere(person: Person, other: Person, main: str) -> bool:
    """Return whether both have an organisation, and not the same one."""
    both = (person.organisation, other.organisation)
    return len({_folded_name(organisation.pick(main)) for organisation in both if organisation}) > 1


_UNCONFIRMED_WEIGHTS = {7: Severity.ERROR, 14: Severity.WARNING, 21: Severity.NOTE}


@rule("W302")
def speaker_unconfirmed(plan: Plan) -> Iterator[Diagnostic]:
    """A speaker of a coming webinar has not confirmed.

    The diagnostic is a note from 21 days before the webinar, a warning from 14 and an error from 7.

    Today: 2020-08-01

    Wrong:
      people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
      webinars:
        - Payment …
          talks:
            - {id: one, title: Mobile money, speaker: ama} # <- W302
    Instead:
            - {id: one, title: Mobile money, speaker: ama, confirmed: true}
    """
    for index, webinar, remaining in plan.ahead(max(_UNCONFIRMED_WEIGHTS)):
        weight = next(weight for days, weight in _UNCONFIRMED_WEIGHTS.items() if remaining <= days)
        for at, talk in enumerate(webinar.talks):
            person = plan.series.person(talk.speaker)
            if person is None or talk.confirmed:
                continue
            name = person.name.pick(plan.main)
            message = (
                f"`{name}` has not confirmed for webinar {webinar.number}, {plan.when(webinar)}"
            )
            hint = "ask the speaker, then write `confirmed: true` or choose another speaker"
            path = ("webinars", index, "talks", at, "speaker")
            yield problem(message, path, hint, weight=weight)


_EMAIL_DAYS = 21


@rule("W303")
def speaker_without_email(plan: Plan) -> Iterator[Diagnostic]:
    """A speaker in the next 21 days has no e-mail address, so you cannot write about a change.

    Wrong:
      people:
        - {id: ama, name: Ama Owusu} # <- W303
      webinars:
        - Payment …
          talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
    Instead:
        - {id: ama, name: Ama Owusu, email: ama@example.org}
    """
    soon: dict[str, Webinar] = {}
    for _, webinar, _ in plan.ahead(_EMAIL_DAYS):
        for talk in webinar.talks:
            if talk.speaker is not None:
                soon.setdefault(talk.speaker, webinar)
    for index, person in enumerate(plan.series.people if soon else ()):
        if person.email is None and person.id in soon:
            webinar, name = soon[person.id], person.name.pick(plan.main)
            message = (
                f"`{name}` speaks in webinar {webinar.number}, {plan.when(webinar)}, "
                "but has no e-mail address"
            )
            hint = f"add `email:` to `{person.id}`; documents never show it"
            yield problem(message, ("people", index, "email"), hint)


@rule("W701")
def panel_without_women(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar has two or more speakers whose gender is recorded, and none of them is a woman.

    The United Nations asks its offices for balanced panels. Speakers without a recorded gender do not
    count.

    Wrong:
      people:
        - {id: kofi, name: Kofi Owusu, gender: man, email: kofi@example.org}
        - {id: li, name: Li Qiang, gender: man, email: li@example.org}
      webinars:
        - Payment …
          talks: # <- W701
            - {id: one, title: Mobile money, speaker: kofi, confirmed: true}
            - {id: two, title: Fees, speaker: li, confirmed: true}
    Right:
      people:
        - {id: ama, name: Ama Owusu, gender: woman, email: ama@example.org}
        - {id: li, name: Li Qiang, gender: man, email: li@example.org}
      webinars:
        - Payment …
          talks:
            - {id: one, title: Mobile money, speaker: ama, confirmed: true}
            - {id: two, title: Fees, speaker: li, confirmed: true}
    """
    speakers = plan.series.people_by_id
    for index, webinar in plan.planned:
        ids = {talk.speaker for talk in webinar.talks if talk.speaker in speakers}
        genders = [gender for name in ids if name and (gender := speakers[name].gender)]
        if len(genders) >= 2 and "woman" not in genders:
            message = f"none of the {len(genders)} speakers of webinar {webinar.number} is a woman"
            hint = "invite a woman to speak, or record `gender: woman` in `people`"
            yield problem(message, ("webinars", index, "talks"), hint, at_key=True)


_FEWEST_SPEAKERS = 3


@rule("W703")
def speakers_from_one_country(plan: Plan) -> Iterator[Diagnostic]:
    """All speakers with a recorded country are from the same one, and there are three or more.

    Wrong:
      people: # <- W703
        - {id: ama, name: Ama Owusu, country: GH, email: ama@example.org}
        - {id: kofi, name: Kofi Mensah, country: GH, email: kofi@example.org}
        - {id: esi, name: Esi Boateng, country: GH, email: esi@example.org}
      webinars:
        - Payment …
          talks:
            - {id: one, title: Mobile money, speaker: ama, confirmed: true}
            - {id: two, title: Fees, speaker: kofi, confirmed: true}
            - {id: three, title: Trust, speaker: esi, confirmed: true}
    Right:
      people:
        - {id: ama, name: Ama Owusu, country: GH, email: ama@example.org}
        - {id: kofi, name: Kofi Mensah, country: GH, email: kofi@example.org}
        - {id: lucia, name: Lucía Rojas, country: CO, email: lucia@example.org}
      webinars:
        - Payment …
          talks:
            - {id: one, title: Mobile money, speaker: ama, confirmed: true}
            - {id: two, title: Fees, speaker: kofi, confirmed: true}
            - {id: three, title: Trust, speaker: lucia, confirmed: true}
    """
    speaking = {talk.speaker for _, webinar in plan.held for talk in webinar.talks}
    speakers = [person for person in plan.series.people if person.id in speaking]
    countries = [speaker.country for speaker in speakers if speaker.country]
    if len(countries) >= _FEWEST_SPEAKERS and len(set(countries)) == 1:
        message = f"all {len(countries)} speakers with a country are from `{countries[0]}`"
        hint = "invite a speaker from another country, or add missing countries of speakers"
        yield problem(message, ("people",), hint, at_key=True)
