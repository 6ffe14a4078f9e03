"""Make the rows of an export less exact, until those of several people are alike.

Rows are alike if country, gender, audience and language are, at the same webinar: what colleagues
may know of each other (k-anonymity, Samarati and Sweeney 1998). People are counted, not
rows, because one person may answer after each webinar.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.errors import SstcError
from sstc_cli.model import Role, Survey
from sstc_cli.model.countries import countries
from sstc_cli.quantity import quantity

_KNOWN = (Role.COUNTRY, Role.GENDER, Role.AUDIENCE, Role.LANGUAGE)
_ROUNDS = 7  # sub-region, region, no country, language, audience or gender, and no webinar

Answers = Mapping[str, object]
Alike = tuple[int | None, tuple[object, ...]]  # a webinar, and what is known of a person


@dataclass(slots=True)
class Group:
    """The responses at a webinar of people of whom the same is known.

    `people` are the pseudonyms of those with an address. Without one, the same person has another
    pseudonym in each response, so that these are only counted.
    """

    webinar: int
    answers: Answers
    people: set[str] = field(default_factory=set)
    without_address: int = 0
    responses: int = 0

    def add(self, person: str | None) -> None:
        """Add a response; `person` is None without an address."""
        self.responses += 1
        if person:
            self.people.add(person)
        else:
            self.without_address += 1


@dataclass(frozen=True, slots=True)
class Generalised:
    """The part of an exported row that it shares with others: its webinar, and what is known.

    An answer that is left out is None.
    """

    webinar: int | None
    answers: Answers
    changed: bool


def known_of(survey: Survey) -> list[str]:
    """Return the ids of the questions by which colleagues may know a person."""
    return [*_asked(survey).values()]


def _asked(survey: Survey) -> dict[Role, str]:
    return {role: question.id for role in _KNOWN if (question := survey.question(role))}


def generalise(survey: Survey, groups: Sequence[Group], k: int) -> list[Generalised]:
    """Return what the rows of each group share, as exact as k people who are alike allow."""
    asked = _asked(survey)
    if 0 < (n := _people(groups)) < k:
        people = quantity(n, "person", "people")
        message = f"the survey `{survey.id}` has responses of only {people}, fewer than {k}"
        raise SstcError(message, "choose more webinars, or a smaller number for `--k`")
    levels = [0] * len(groups)
    for level in range(1, _ROUNDS + 1):
        alike = _alike(asked, groups, levels)
        sizes = _sizes(alike, groups)
        levels = [level if sizes[key] < k else at for key, at in zip(alike, levels, strict=True)]
    levels = _joined(asked, groups, levels, k)
    return [_row(asked, group, at) for group, at in zip(groups, levels, strict=True)]


def _sizes(alike: Sequence[Alike], groups: Sequence[Group]) -> dict[Alike, int]:
    """Return of how many people the groups are that are alike."""
    joined: defaultdict[Alike, list[Group]] = defaultdict(list)
    for key, group in zip(alike, groups, strict=True):
        joined[key].append(group)
    return {key: _people(several) for key, several in joined.items()}


def _people(groups: Iterable[Group]) -> int:
    """Return of how many different people groups are at least.

    A response without an address is that of another person only among those at its webinar.
    """
    known = set[str]()
    at_webinar: defaultdict[int, set[str]] = defaultdict(set)
    others: defaultdict[int, int] = defaultdict(int)
    for group in groups:
        known |= group.people
        at_webinar[group.webinar] |= group.people
        others[group.webinar] += group.without_address
    return max([len(known), *(len(at_webinar[number]) + n for number, n in others.items())])


def _joined(
    asked: Mapping[Role, str], groups: Sequence[Group], levels: list[int], k: int
) -> list[int]:
    """Return the levels with more groups at the last one if fewer than k people are left there."""
    while True:
        alike = _alike(asked, groups, levels)
        sizes = _sizes(alike, groups)
        last = {key for key, at in zip(alike, levels, strict=True) if at == _ROUNDS}
        if all(sizes.pop(key) >= k for key in last):
            return levels
        fewest = min(sizes, key=lambda key: (sizes[key], repr(key)))
        levels = [_ROUNDS if key == fewest else at for key, at in zip(alike, levels, strict=True)]


def _row(asked: Mapping[Role, str], group: Group, level: int) -> Generalised:
    known = _known(asked, group.answers, level)
    changed = any(known[id_] != group.answers.get(id_) for id_ in known)
    webinar = None if level == _ROUNDS else group.webinar
    return Generalised(webinar, known, changed or level == _ROUNDS)


def _alike(
    asked: Mapping[Role, str], groups: Sequence[Group], levels: Sequence[int]
) -> list[Alike]:
    """Return what makes groups alike."""
    found: list[Alike] = []
    for group, level in zip(groups, levels, strict=True):
        known = tuple(map(str, _known(asked, group.answers, level).values()))
        found.append((None if level == _ROUNDS else group.webinar, known))
    return found


def _known(asked: Mapping[Role, str], answers: Answers, level: int) -> dict[str, object]:
    """Return what is known of a person at a level."""
    left_out = {Role.LANGUAGE: 4, Role.AUDIENCE: 5, Role.GENDER: 6}
    known: dict[str, object] = {}
    for role, id_ in asked.items():
        value = answers.get(id_)
        known[id_] = value if level < left_out.get(role, _ROUNDS) else None
        if role is Role.COUNTRY and level:
            known[id_] = _place(value, level)
    return known


def _place(code: object, level: int) -> str | None:
    """Return the sub-region or the region of a country, or None."""
    country = countries().get(str(code))
    if country is None or level > 2:
        return None
    return (country.subregion if level == 1 else country.region) or None
