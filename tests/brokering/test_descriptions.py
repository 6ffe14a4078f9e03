"""What a side reads of the other fits five others at least, and only what that side shares."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sstc_cli.brokering.descriptions import DescriptionWords, describe, read_description, text_of
from sstc_cli.model.countries import countries
from sstc_cli.partners.pool import Profile
from sstc_cli.views.partner_letters import Description

PARENTS = {"waste": "city", "water": "city", "city": None, "ports": "trade", "trade": None}
ALL = frozenset(("my_country", "my_group", "my_topics"))
READER = Profile("reader", "ministries", "Office", "CN", seeks=frozenset({"waste"}))
TARGET = Profile(
    "target", "companies", "Firm", "KE", offers=frozenset({"waste", "ports"}), shares=ALL
)


def crowd(count: int, **changes: object) -> list[Profile]:
    return [
        replace(TARGET, person=f"p{n}", organisation=f"firm {n}", **changes) for n in range(count)
    ]


def described(*others: Profile, target: Profile = TARGET) -> Description | None:
    return among(target, READER, [target, *others])


def among(target: Profile, reader: Profile, others: Sequence[Profile]) -> Description | None:
    return describe(target, reader, {*range(len(others))}, DescriptionWords(others, PARENTS))


def fits(profile: Profile, description: Description) -> bool:
    """Return whether a description is true of a person, by looking at that person only."""
    home = countries().get(profile.country or "")
    places = {home.code, home.subregion, home.region} if home else set()
    offers, seeks = ({*own, *map(PARENTS.get, own)} for own in (profile.offers, profile.seeks))
    return (
        description.place in {None, *places}
        and description.audience in {None, profile.audience}
        and {*description.offers} <= offers
        and {*description.seeks} <= seeks
        and {*description.kinds} <= profile.kinds
    )


def test_five_of_a_kind_are_described_exactly_and_four_are_too_few() -> None:
    assert described(*crowd(4)) == Description("KE", "companies", ("waste",))
    assert described(*crowd(3)) is None


def test_too_few_of_a_country_or_topic_become_a_wider_one() -> None:
    assert described(*crowd(4, country="TZ")) == Description(
        "eastern_africa", "companies", ("waste",)
    )
    assert described(*crowd(4, country="EG")) == Description("africa", "companies", ("waste",))
    found = described(*crowd(4, offers=frozenset({"water"})))
    assert found == Description("KE", "companies", ("city",))


def test_people_of_one_organisation_would_tell_which_it_is() -> None:
    others = [replace(one, organisation="Firm") for one in crowd(6)]
    assert described(*others) is None


def test_only_what_is_shared_is_said() -> None:
    shy = replace(TARGET, shares=frozenset())
    assert described(*crowd(4), target=shy) == Description()
    country = replace(TARGET, shares=frozenset({"my_country"}))
    assert described(*crowd(4), target=country) == Description("KE")


def test_the_store_keeps_it() -> None:
    found = Description("KE", "companies", ("waste",), (), ("visits",))
    assert read_description(text_of(found)) == found


PROFILES = st.builds(
    Profile,
    person=st.uuids().map(str),
    audience=st.sampled_from(["companies", "ministries"]),
    organisation=st.sampled_from(["A", "B", "C", None]),
    country=st.sampled_from(["KE", "TZ", "EG", "CN", None]),
    offers=st.frozensets(st.sampled_from(sorted(PARENTS)), max_size=3),
    seeks=st.frozensets(st.sampled_from(sorted(PARENTS)), max_size=3),
    kinds=st.frozensets(st.sampled_from(["visits", "trade"])),
    shares=st.frozensets(st.sampled_from(sorted(ALL))),
)


@settings(max_examples=150, deadline=None)
@given(everybody=st.lists(PROFILES, min_size=6, max_size=25, unique_by=lambda one: one.person))
def test_it_always_fits_the_person_and_four_more(everybody: Sequence[Profile]) -> None:
    reader, target = everybody[:2]
    found = among(target, reader, everybody[1:])
    if found is None:
        return
    fitting = [one for one in everybody[1:] if fits(one, found)]
    assert target in fitting
    assert len(fitting) >= 5
    assert found.place is None or "my_country" in target.shares
    assert found.audience is None or "my_group" in target.shares
    assert not (found.offers or found.seeks or found.kinds) or "my_topics" in target.shares
