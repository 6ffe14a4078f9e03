"""A description counts only those to whom its reader could be introduced."""

from dataclasses import replace

import pytest

from sstc_cli.brokering.descriptions import Describer
from sstc_cli.brokering.people import Partner
from sstc_cli.mail.addresses import plain_address
from sstc_cli.partners.crowd import EarlierRequest
from sstc_cli.partners.pool import Profile
from sstc_cli.store.requests import RequestState
from tests.conftest import read_series

ENGLISH, TOPIC = frozenset({"en"}), frozenset({"waste"})
READER = Profile("reader", "ministries", "Office", "CN", ENGLISH, seeks=TOPIC)
TARGET = Profile(
    "target", "companies", "Firm", "KE", ENGLISH, offers=TOPIC, shares=frozenset({"my_topics"})
)
SERIES = read_series("topics: [{id: waste, title: Waste}]")


def is_asked(met: RequestState | None = None, *, is_shy: bool = False, **changes: object) -> bool:
    """Ask in a crowd of four who offer what the target offers, with changes, and of others.

    The reader had a request with the first of them, if it has a state.
    """
    like = [
        replace(
            TARGET, **{"person": f"p{n}", "organisation": f"firm {n}", "country": "TZ", **changes}
        )
        for n in range(4)
    ]
    others = [
        replace(READER, person=f"o{n}", organisation=f"office {n}", country="EG") for n in range(6)
    ]
    target = replace(TARGET, shares=frozenset()) if is_shy else TARGET
    people = {one.person: _person(one) for one in (READER, target, *like, *others)}
    earlier = [EarlierRequest("p0", "reader", met, takes_a_place=False)] if met else []
    return Describer(people, earlier, SERIES).both(("reader", "target")) is not None


def test_five_whom_the_reader_could_meet_are_enough() -> None:
    assert is_asked()


@pytest.mark.parametrize(
    "changes",
    [
        {"country": "CN"},
        {"organisation": "Office"},
        {"languages": frozenset({"zh"})},
    ],
    ids=["country", "organisation", "language"],
)
def test_whoever_cannot_be_introduced_to_the_reader_hides_nobody(changes) -> None:
    assert not is_asked(**changes)


def test_who_shares_nothing_is_one_of_five_who_fit_the_reader() -> None:
    assert is_asked(is_shy=True)
    assert not is_asked(is_shy=True, offers=frozenset())


@pytest.mark.parametrize("state", [*RequestState])
def test_whoever_the_reader_had_a_letter_about_hides_nobody(state: RequestState) -> None:
    assert is_asked(state) is (state.is_free or state is RequestState.APPROVED)


def _person(profile: Profile) -> Partner:
    address = plain_address(f"{profile.person}@example.org")
    return Partner(profile.person, profile, address, profile.person, profile.organisation, "en")
