"""What a person said in all registrations together: the latest answer to each question counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sstc_cli.model import Role, Survey
from sstc_cli.store.profiles.registered import Registrant, Registration

_TOPICS = (Role.OFFER, Role.SEEK, Role.KIND)
_COMPARED = (*_TOPICS, Role.INTRODUCE, Role.AUDIENCE, Role.COUNTRY)


@dataclass(frozen=True)
class Said:
    """The answers of a person by role, from registrations with consent, the latest first.

    `earlier` are those that were answered again, and do not count.
    """

    registrations: Sequence[tuple[Registration, Survey]]
    earlier: Sequence[tuple[Registration, Survey]] = ()

    @cached_property
    def asked(self) -> bool:
        """Whether a survey that the person answered asks for consent to introductions."""
        return any(survey.question(Role.INTRODUCE) for _, survey in self.registrations)

    @cached_property
    def topics(self) -> Mapping[Role, frozenset[str]]:
        """What the person offers, seeks and wants, all from the latest registration that says it.

        Somebody who wrote a new list does not offer the old one any more.
        """
        for registration, survey in self.registrations:
            found = {role: _codes(registration, survey, role) for role in _TOPICS}
            if found[Role.OFFER] or found[Role.SEEK]:
                return found
        return dict.fromkeys(_TOPICS, frozenset())

    def latest(self, role: Role) -> object:
        """Return the latest answer to the question with a role, or None."""
        return next(_answers(self.registrations, role), None)

    def several(self, role: Role) -> frozenset[str]:
        """Return the latest answer to a question with several choices."""
        answer = self.latest(role)
        return frozenset(answer) if isinstance(answer, list) else frozenset()

    @cached_property
    def organisation(self) -> str | None:
        """The latest organisation that the person wrote."""
        offices = (registration.organisation for registration, _ in self.registrations)
        return next(filter(None, offices), None)

    @cached_property
    def disagrees(self) -> bool:
        """Whether two registrations answer a question that counts for partners differently."""
        every = (*self.registrations, *self.earlier)
        return any(len({*map(_comparable, _answers(every, role))}) > 1 for role in _COMPARED)


def said_by(who: Registrant, surveys: Mapping[str, Survey]) -> Said:
    """Return what a person said where they agreed that it is kept."""
    kept = [one for one in reversed(who.registrations) if one.consent]
    counted, earlier = (
        [(one, surveys[one.survey]) for one in kept if one.counts is counts]
        for counts in (True, False)
    )
    return Said(counted, earlier)


def _answers(registrations: Sequence[tuple[Registration, Survey]], role: Role) -> Iterator[object]:
    for registration, survey in registrations:
        if (answer := _answer(registration, survey, role)) not in (None, "", []):
            yield answer


def _answer(registration: Registration, survey: Survey, role: Role) -> object:
    question = survey.question(role)
    return registration.answers.get(question.id) if question else None


def _codes(registration: Registration, survey: Survey, role: Role) -> frozenset[str]:
    answer = _answer(registration, survey, role)
    return frozenset(answer) if isinstance(answer, list) else frozenset()


def _comparable(answer: object) -> object:
    return frozenset(answer) if isinstance(answer, list) else answer
