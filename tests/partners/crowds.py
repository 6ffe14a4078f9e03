"""Crowds of invented persons, with some pairs planted among them."""

import hashlib
import random
from pathlib import Path
from typing import Any

from sstc_cli.model import Series
from sstc_cli.model.partners import Fit, Partners, Topic
from sstc_cli.model.text import Text
from sstc_cli.model.zones import zones_by_country
from sstc_cli.partners.pool import Profile
from sstc_cli.source import parse

_DATA = Path(__file__).parents[2] / "data" / "webinars.yaml"
TOPICS = tuple(f"topic-{number:02}" for number in range(18))
KINDS = ("advice", "exchange", "projects", "visits")
AUDIENCES = ("associations", "cities", "companies", "ministries")
COUNTRIES = (
    "AR", "BR", "CL", "CN", "CO", "EG", "ET", "FR", "GH", "ID", "IN", "KE", "MA", "MX", "NG",
    "PE", "PH", "SN", "TH", "VN", "ZA", "ZM",
)  # fmt: skip


def series(**rules: object) -> Series:
    """Return the series of this repository with 18 topics of which two have a parent."""
    topics = tuple(
        Topic(id=topic, title=Text(topic), parent=TOPICS[0] if at in (3, 4) else None)
        for at, topic in enumerate(TOPICS)
    )
    values: dict[str, Any] = {"fits": (Fit(audiences=("cities", "companies")),), **rules}
    shipped = Series.read(parse(_DATA.read_text(encoding="utf-8"), _DATA.name).root)
    return shipped.replaced(topics=topics, partners=Partners(**values))


def digest(number: int) -> str:
    return hashlib.sha256(f"person {number}".encode()).hexdigest()


def profile(number: int, chance: random.Random, **changes: object) -> Profile:
    values: dict[str, object] = {
        "person": digest(number),
        "audience": chance.choice(AUDIENCES),
        "organisation": f"organisation {chance.randrange(1500)}",
        "country": chance.choice(COUNTRIES),
        "languages": frozenset(chance.choice((["en"], ["en"], ["zh"], ["en", "zh"], ["en", "fr"]))),
        "offers": frozenset(chance.sample(TOPICS, chance.randint(1, 4))),
        "seeks": frozenset(chance.sample(TOPICS, chance.randint(1, 4))),
        "kinds": frozenset(chance.sample(KINDS, chance.randint(1, 3))),
        "at_once": chance.choice((1, 2, 3, 3)),
        "webinars": frozenset(chance.sample(range(1, 16), chance.randint(1, 4))),
    }
    values |= changes
    zones = zones_by_country()[str(values["country"])]
    return Profile(**{"zone": zones[0], **values})  # type: ignore[arg-type]


def crowd(
    size: int, planted: int = 0, wrong: float = 0.0, seed: int = 7
) -> tuple[list[Profile], set[tuple[str, str]]]:
    """Return persons, and pairs among them that fit exactly, except for wrong topics."""
    chance = random.Random(seed)  # noqa: S311
    people = [profile(number, chance) for number in range(size - 2 * planted)]
    pairs = set()
    for number in range(len(people), size, 2):
        gives, gets = (frozenset(chance.sample(TOPICS, 4)) for _ in range(2))
        one = profile(
            number, chance, offers=gives, seeks=gets, kinds=frozenset({"advice", "visits"}),
            audience="cities", country="KE", languages=frozenset({"en"}), organisation=f"a{number}",
        )  # fmt: skip
        other = profile(
            number + 1, chance, offers=_mixed(gets, wrong, chance), kinds=one.kinds,
            seeks=_mixed(gives, wrong, chance), audience="companies", country="ZM",
            languages=one.languages, organisation=f"b{number}", webinars=one.webinars,
        )  # fmt: skip
        people += [one, other]
        first, second = sorted((one.person, other.person))
        pairs.add((first, second))
    return people, pairs


def _mixed(topics: frozenset[str], wrong: float, chance: random.Random) -> frozenset[str]:
    return frozenset(
        chance.choice(TOPICS) if chance.random() < wrong else topic for topic in sorted(topics)
    )
