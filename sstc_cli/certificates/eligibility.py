"""People who get a certificate, and why others do not: no guesses, no matching by name."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sstc_cli.certificates.code import LONGEST_NAME
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Survey, Webinar
from sstc_cli.store.profiles import Attendee
from sstc_cli.unseen import with_unseen_as


@dataclass(frozen=True, slots=True)
class Passing:
    """The surveys after the webinars whose answers are a test, with the share that passes it."""

    tests: Sequence[Survey]

    def answered(self, who: Attendee, webinar: str) -> bool:
        return any((test.id, webinar) in who.answers for test in self.tests)

    def passed(self, who: Attendee, webinar: str) -> bool:
        """Return whether a person passed a test of a webinar; no answer counts as a wrong one."""
        for test in self.tests:
            asked = asked_in(test, webinar)
            answers = who.answers.get((test.id, webinar))
            if asked and answers is not None:
                right = sum(answers.get(id_) == correct for id_, correct in asked.items())
                if 100 * right >= (test.to_pass or 100) * len(asked):
                    return True
        return False


def asked_in(test: Survey, webinar: str) -> dict[str, str]:
    """Return the questions that test people at a webinar, with the right answer to each."""
    return {
        question.id: question.correct
        for question in test.questions
        if question.correct and question.asked_at(webinar)
    }


def passing_of(surveys: Mapping[str, Survey], webinars: Sequence[Webinar]) -> Passing:
    """Return what passing is; refuse if no survey says it, or if a webinar has no test."""
    tests = [one for one in surveys.values() if one.when == "after" and one.to_pass]
    if not tests:
        message = "no survey after the webinars defines what passes its test"
        hint = "write for example `to_pass: 70%` below `when: after` in data/surveys/exit.yaml"
        raise SstcError(message, hint, ExitCode.DATA)
    for webinar in webinars:
        if not any(asked_in(test, webinar.id) for test in tests):
            message = (
                f"webinar {webinar.number} has no test: no question with `correct` is asked there"
            )
            hint = f"add one to data/surveys/{tests[0].id}.yaml, or leave out `--completion`"
            raise SstcError(message, hint, ExitCode.DATA)
    return Passing(tests)


class Reason(StrEnum):
    """Why a person who attended gets no certificate."""

    NO_ADDRESS = "no e-mail address, so the person cannot be recognised"
    TOO_SHORT = "attended too little of the time"
    TOO_FEW = "attended too few of the webinars"
    NO_TEST = "did not answer the test"
    FAILED = "did not pass the test"
    NO_NAME = "gave no name"
    LONG_NAME = f"gave a name of more than {LONGEST_NAME} characters"
    NO_FONT = "gave a name that no font can show"
    NOT_NAMED = "not among those who were named"
    REVOKED = "had this certificate, and it was revoked"


@dataclass(frozen=True, slots=True)
class Demand:
    """The terms of a certificate: `least` per cent of the minutes of at least `needed` webinars.

    `minutes` are those of each webinar, by id; with `passing`, its test must have been passed too.
    """

    minutes: Mapping[str, int]
    least: int
    needed: int
    passing: Passing | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision about one person, who gets a certificate if there is no `reason`.

    `webinars` are the ids of those that count, in their order, and `shared` whether another address
    has the same name.
    """

    attendee: Attendee
    name: str
    webinars: tuple[str, ...]
    reason: Reason | None = None
    shared: bool = False


def decisions(
    people: Sequence[Attendee], demand: Demand, registrations: Collection[str]
) -> list[Decision]:
    """Return a decision about each person; names are taken from `registrations` first."""
    names = {who.person: name_of(who, registrations) for who in people}
    shared = _shared(people, names)
    return [_decide(who, names[who.person], demand, shared) for who in people]


def name_of(who: Attendee, registrations: Collection[str]) -> str:
    """Return the name that a person gave last: when registering, otherwise in a survey, or there.

    An address, or what has no letters, is not a name.
    """
    ranks: dict[int, str] = {}
    for text, survey in who.names:
        name = " ".join(with_unseen_as("", unicodedata.normalize("NFC", text)).split())
        rank = 0 if survey in registrations else 2 if survey == "attendance" else 1
        if "@" not in name and any(map(str.isalpha, name)):
            ranks.setdefault(rank, name)
    return ranks[min(ranks)] if ranks else ""


def _decide(who: Attendee, name: str, demand: Demand, shared: Collection[str]) -> Decision:
    there = [
        id_
        for id_, minutes in demand.minutes.items()
        if id_ in who.minutes and 100 * who.minutes[id_] >= demand.least * minutes
    ]
    counted = [id_ for id_ in there if demand.passing is None or demand.passing.passed(who, id_)]
    reason = _reason(who, name, there, counted, demand)
    return Decision(who, name, tuple(counted), reason, who.person in shared)


def _reason(
    who: Attendee, name: str, there: Sequence[str], counted: Sequence[str], demand: Demand
) -> Reason | None:
    if not who.email:
        return Reason.NO_ADDRESS
    if len(there) < demand.needed:
        return Reason.TOO_SHORT if len(demand.minutes) == 1 else Reason.TOO_FEW
    if len(counted) < demand.needed:
        answered = demand.passing and any(demand.passing.answered(who, id_) for id_ in there)
        return Reason.FAILED if answered else Reason.NO_TEST
    if not name:
        return Reason.NO_NAME
    return Reason.LONG_NAME if len(name) > LONGEST_NAME else None


def _shared(people: Iterable[Attendee], names: Mapping[str, str]) -> set[str]:
    """Return the people whose name a person with another address has, too."""
    same: dict[str, set[str]] = defaultdict(set)
    for who in people:
        if who.email and (name := names[who.person]):
            same[name.casefold()].add(who.person)
    return {person for persons in same.values() if len(persons) > 1 for person in persons}
