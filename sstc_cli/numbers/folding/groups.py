"""The groups of responses and of people: by their own answers, or by earlier participation."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import repeat

from sstc_cli.model import Survey
from sstc_cli.model.countries import countries
from sstc_cli.numbers.breakdown import FIRST_TIME, NOT_STATED, PLACES, RETURNING, By, role_of
from sstc_cli.store.people import People
from sstc_cli.store.store import Batch

_GET: Callable[[Mapping[str, object], str], object] = dict.get  # type: ignore[assignment]


class GroupsOf:
    """The groups of the responses to a survey, by those properties that it asks for."""

    def __init__(self, survey: Survey, bases: Iterable[By]) -> None:
        """Take properties that are neither places, but for the country, nor the participation."""
        asked = {by: survey.question(role_of(by)) for by in bases}
        self.known = {by: _Known(by, found.id) for by, found in asked.items() if found is not None}

    def of(self, batch: Batch) -> dict[By, list[str]]:
        """Return the group of each response."""
        return {
            by: [known[value] for value in map(_GET, batch.answers, repeat(known.question))]
            for by, known in self.known.items()
        }


class _Known(dict[object, str]):
    """The group of each answer, worked out once: most people share theirs with others."""

    def __init__(self, by: By, question: str) -> None:
        super().__init__()
        self.by, self.question = by, question

    def __missing__(self, value: object) -> str:
        known = isinstance(value, str) and (self.by not in PLACES or value in countries())
        group = self[value] = str(value) if known else NOT_STATED
        return group


def bases_of(dimensions: Iterable[By]) -> list[By]:
    """Return the properties that people state. Places follow from countries."""
    bases = (By.COUNTRY if by in PLACES else by for by in dimensions)
    return [by for by in dict.fromkeys(bases) if by is not By.PARTICIPATION]


def first_webinars(people: People, after: Iterable[str]) -> dict[str, int]:
    """Return the first webinar that each of these people attended, or answered a survey `after`."""
    first: dict[str, int] = {}
    answered = [people.responses[id_] for id_ in after if id_ in people.responses]
    rows = [people.attendances, *((batch.webinars, batch.persons) for batch in answered)]
    for webinars, persons in rows:  # in the order of webinars: the first one is the last to stay
        found = dict(zip(reversed(persons), reversed(webinars), strict=True))
        for person in people.known & found.keys():
            first[person] = min(first.get(person, found[person]), found[person])
    return first


def participation(
    webinars: Sequence[int], persons: Sequence[str | None], known: Collection[str],
    first: Mapping[str, int],
) -> list[str]:  # fmt: skip
    """Return whether each person was new at a webinar, came back to it, or cannot be recognised."""
    return [
        NOT_STATED if person is None or person not in known
        else RETURNING if first.get(person, webinar) < webinar else FIRST_TIME
        for webinar, person in zip(webinars, persons, strict=True)
    ]  # fmt: skip
