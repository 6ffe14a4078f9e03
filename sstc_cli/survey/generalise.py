"""Make the rows of an export less exact, until those of several people are alike.

Rows are alike if country, gender, audience and language are, at the same webinar: what colleagues
may know of each other (k-anonymity, Samarati and Sweeney 1998). People are counted, not
rows, because one person may answer after each webinar.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.errors import SstcError
from sstc_cli.model import Role, Survey
from sstc_cli.model.countries import countries
from sstc_cli.quantity import quantity

_KNOWN = (Role.COUNTRY, Role.GENDER, Role.AUDIENCE, Role.LANGUAGE)
_ROUNDS = 7  # sub-region, region, no country, language, audience or gender, and no webinar

Answers = Mapping[str, object]
Row = tuple[int, str | None, Answers]  # a webinar, and the pseudonym of a person with an address
Alike = tuple[int | None, tuple[object, ...]]  # a webinar, and what is known of a person


@dataclass(frozen=True, slots=True)
class Generalised:
    """The part of an exported row that it shares with others: its webinar, and what is known.

    An answer that is left out is None. Rows that are alike share one object, as they may be many.
    """

    webinar: int | None
    answers: Answers
    changed: bool


def known_of(survey: Survey) -> list[str]:
    """Return the ids of the questions by which colleagues may know a person."""
    return [*_asked(survey).values()]


def _asked(survey: Survey) -> dict[Role, str]:
    return {role: question.id for role in _KNOWN if (question := survey.question(role))}


def generalise(survey: Survey, rows: Sequence[Row], k: int) -> list[Generalised]:
    """Return rows of which those of at least k people are alike, each as exact as that allows."""
    asked = _asked(survey)
    if 0 < (n := _people(rows)) < k:
        people = quantity(n, "person", "people")
        message = f"the survey `{survey.id}` has responses of only {people}, fewer than {k}"
        raise SstcError(message, "choose more webinars, or a smaller number for `--k`")
    levels = [0] * len(rows)
    for level in range(1, _ROUNDS + 1):
        alike = _alike(asked, rows, levels)
        sizes = _sizes(alike, rows)
        levels = [level if sizes[key] < k else at for key, at in zip(alike, levels, strict=True)]
    levels = _joined(asked, rows, levels, k)
    shared: dict[tuple[int, int, str], Generalised] = {}
    found = []
    for row, at in zip(rows, levels, strict=True):
        key = row[0], at, repr([row[2].get(id_) for id_ in asked.values()])  # some are lists
        if key not in shared:
            shared[key] = _row(asked, row, at)
        found.append(shared[key])
    return found


def _sizes(alike: Sequence[Alike], rows: Sequence[Row]) -> dict[Alike, int]:
    """Return of how many people the rows are that are alike."""
    groups: defaultdict[Alike, list[Row]] = defaultdict(list)
    for key, row in zip(alike, rows, strict=True):
        groups[key].append(row)
    return {key: _people(group) for key, group in groups.items()}


def _people(rows: Iterable[Row]) -> int:
    """Return of how many different people rows are at least.

    A row without a pseudonym is that of another person only among the rows of its webinar.
    """
    known = set[str]()
    at_webinar: defaultdict[int, set[object]] = defaultdict(set)
    for number, (webinar, person, _) in enumerate(rows):
        at_webinar[webinar].add(person or number)
        if person:
            known.add(person)
    return max([len(known), *map(len, at_webinar.values())])


def _joined(asked: Mapping[Role, str], rows: Sequence[Row], levels: list[int], k: int) -> list[int]:
    """Return the levels with more rows at the last one if fewer than k people are left there."""
    while True:
        alike = _alike(asked, rows, levels)
        sizes = _sizes(alike, rows)
        last = {key for key, at in zip(alike, levels, strict=True) if at == _ROUNDS}
        if all(sizes.pop(key) >= k for key in last):
            return levels
        fewest = min(sizes, key=lambda key: (sizes[key], repr(key)))
        levels = [_ROUNDS if key == fewest else at for key, at in zip(alike, levels, strict=True)]


def _row(asked: Mapping[Role, str], row: Row, level: int) -> Generalised:
    webinar, _, answers = row
    known = _known(asked, answers, level)
    changed = any(known[id_] != answers.get(id_) for id_ in known)
    return Generalised(None if level == _ROUNDS else webinar, known, changed or level == _ROUNDS)


def _alike(asked: Mapping[Role, str], rows: Sequence[Row], levels: Sequence[int]) -> list[Alike]:
    """Return what makes rows alike, which is one object for all that are."""
    shared: dict[Alike, Alike] = {}
    found = []
    for (webinar, _, answers), level in zip(rows, levels, strict=True):
        known = tuple(map(str, _known(asked, answers, level).values()))
        alike = (None if level == _ROUNDS else webinar), known
        found.append(shared.setdefault(alike, alike))
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
