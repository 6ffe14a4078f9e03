"""Make the rows of an export less exact, until several of them are alike.

Rows are alike if country, gender, audience and language are, at the same webinar: what colleagues
may know of each other (k-anonymity, Samarati and Sweeney 1998).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.errors import SstcError
from sstc_cli.model import Role, Survey
from sstc_cli.model.countries import countries

_KNOWN = (Role.COUNTRY, Role.GENDER, Role.AUDIENCE, Role.LANGUAGE)
_ROUNDS = 7  # sub-region, region, no country, language, audience or gender, and no webinar

Answers = Mapping[str, object]
Alike = tuple[int | None, tuple[object, ...]]  # a webinar, and what is known of a person


@dataclass(frozen=True, slots=True)
class Generalised:
    """A row of an export: its webinar, and answers that it shares with other rows."""

    webinar: int | None
    answers: Answers
    changed: bool


def generalise(survey: Survey, rows: Sequence[tuple[int, Answers]], k: int) -> list[Generalised]:
    """Return rows of which at least k are alike, each as exact as that allows."""
    asked = {role: question.id for role in _KNOWN if (question := survey.question(role))}
    if 0 < len(rows) < k:
        message = f"the survey `{survey.id}` has {len(rows)} responses, fewer than {k}"
        raise SstcError(message, "choose more webinars, or a smaller number for `--k`")
    levels = [0] * len(rows)
    for level in range(1, _ROUNDS + 1):
        alike = [_alike(asked, row, at) for row, at in zip(rows, levels, strict=True)]
        sizes = Counter(alike)
        levels = [level if sizes[key] < k else at for key, at in zip(alike, levels, strict=True)]
    levels = _joined(asked, rows, levels, k)
    return [_row(asked, row, at) for row, at in zip(rows, levels, strict=True)]


def _joined(
    asked: Mapping[Role, str], rows: Sequence[tuple[int, Answers]], levels: list[int], k: int
) -> list[int]:
    """Return the levels with more rows at the last one if fewer than k are left there."""
    while 0 < levels.count(_ROUNDS) < k:
        alike = [_alike(asked, row, at) for row, at in zip(rows, levels, strict=True)]
        sizes = Counter(key for key, at in zip(alike, levels, strict=True) if at < _ROUNDS)
        fewest = min(sizes, key=lambda key: (sizes[key], repr(key)))
        levels = [_ROUNDS if key == fewest else at for key, at in zip(alike, levels, strict=True)]
    return levels


def _row(asked: Mapping[Role, str], row: tuple[int, Answers], level: int) -> Generalised:
    webinar, answers = row
    known = _known(asked, answers, level)
    kept = {id_: value for id_, value in {**answers, **known}.items() if value is not None}
    changed = any(known[id_] != answers.get(id_) for id_ in known)
    return Generalised(None if level == _ROUNDS else webinar, kept, changed or level == _ROUNDS)


def _alike(asked: Mapping[Role, str], row: tuple[int, Answers], level: int) -> Alike:
    known = _known(asked, row[1], level).values()
    return (None if level == _ROUNDS else row[0]), tuple(map(str, known))


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
