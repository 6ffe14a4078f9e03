"""A description counts only those to whom its reader could be introduced."""

from dataclasses import replace

import pytest

from sstc_cli.brokering.describer import Describer
from sstc_cli.brokering.people import Person
from sstc_cli.mail.addresses import plain_address
from sstc_cli.partners.profile import Profile
from tests.conftest import read_series

ENGLISH, TOPIC = frozenset({"en"}), frozenset({"waste"})
READER = Profile("reader", "ministries", "Office", "CN", ENGLISH, seeks=TOPIC)
TARGET = Profile(
    "target", "companies", "Firm", "KE", ENGLISH, offers=TOPIC, shares=frozenset({"my_topics"})
)
SERIES = read_series("topics: [{id: waste, title: Waste}]")


def is_asked(**changes: object) -> bool:
    """Ask in a crowd of four who offer what the target offers, with changes, and of others."""
    like = [
        replace(
            TARGET, **{"person": f"p{n}", "organisation": f"firm {n}", "country": "TZ", **changes}
        )
        for n in range(4)
    ]
    others = [
        replace(READER, person=f"o{n}", organisation=f"office {n}", country="EG") for n in range(6)
    ]
    people = {one.person: _person(one) for one in (READER, TARGET, *like, *others)}
    return Describer(people, SERIES).both(("reader", "target")) is not None


def test_five_whom_the_reader_could_meet_are_enough() -> None:
    assert is_asked()


@pytest.mark.parametrize(
    "changes",
    [{"country": "CN"}, {"organisation": "Office"}, {"languages": frozenset({"zh"})}],
    ids=["country", "organisation", "language"],
)
def test_whoever_cannot_be_introduced_to_the_reader_hides_nobody(
    changes: dict[str, object],
) -> None:
    assert not is_asked(**changes)


def _person(profile: Profile) -> Person:
    address = plain_address(f"{profile.person}@example.org")
    return Person(profile.person, profile, address, profile.person, profile.organisation, "en")
