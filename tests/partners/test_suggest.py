"""Suggestions for crowds: who is found, who is served, and that nothing depends on an order."""

import random
from collections import Counter, defaultdict
from itertools import combinations

import pytest
from crowds import TOPICS, crowd, digest, profile, series

from sstc_cli.model import Series
from sstc_cli.partners.crowd import Crowd, EarlierRequest
from sstc_cli.partners.pool import Profile
from sstc_cli.partners.suggest import Scorer, Suggestion, Why, WhyNot, judge, obstacles, suggest
from sstc_cli.store.requests import RequestState

Pair = tuple[str, str]


@pytest.fixture(scope="module")
def rules() -> Series:
    return series()


def allowed(people: list[Profile], rules: Series) -> dict[Pair, float]:
    """Return the points of all pairs that no rule forbids, one by one."""
    members = Crowd(people, [], rules)
    scorer = Scorer(members)
    return {
        (one.profile.person, other.profile.person): scorer.score(one, other) / 100
        for one, other in combinations(members.members, 2)
        if not [*obstacles(members, one, other)]
    }


def places_of(people: list[Profile]) -> dict[str, int]:
    return {person.person: min(person.at_once, 3) for person in people}


def served(found: tuple[Suggestion, ...]) -> Counter[str]:
    return Counter(person for suggestion in found for person in suggestion.pair)


def optimum(points: dict[Pair, float], places: dict[str, int]) -> dict[Pair, float]:
    """Return the pairs with the greatest sum, by the solver of scipy."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    pairs, people = [*points], {person: row for row, person in enumerate(places)}
    rows = [people[person] for pair in pairs for person in pair]
    columns = [column for column in range(len(pairs)) for _ in range(2)]
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(people), len(pairs)))
    solved = milp(
        -np.array([points[pair] for pair in pairs]),
        integrality=np.ones(len(pairs)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, ub=np.array([*places.values()])),
        options={"mip_rel_gap": 0.001},
    )
    assert solved.success, solved.message
    chosen = solved.x
    return {pair: points[pair] for pair, one in zip(pairs, chosen, strict=True) if one > 0.5}


def near_the_best(points: dict[Pair, float], most: int) -> dict[Pair, float]:
    """Return the best pairs of each person, which are enough for an optimum."""
    by_person = defaultdict(list)
    for pair, score in points.items():
        for person in pair:
            by_person[person].append((-score, pair))
    kept = {pair for own in by_person.values() for _, pair in sorted(own)[:most]}
    return {pair: points[pair] for pair in sorted(kept)}


def test_planted_pairs_are_found_in_a_crowd_of_2000(rules: Series) -> None:
    people, planted = crowd(2_000, 200)
    found = suggest(people, [], rules)
    assert len({suggestion.pair for suggestion in found} & planted) >= 0.97 * len(planted)
    places = places_of(people)
    assert all(count <= places[person] for person, count in served(found).items())
    assert len({s.pair for s in found}) == len(found)


@pytest.mark.parametrize("size", [600, pytest.param(2_000, marks=pytest.mark.torture)])
def test_a_third_of_wrong_topics_costs_no_more_than_it_must(rules: Series, size: int) -> None:
    people, planted = crowd(size, size // 10, wrong=0.3)
    found = suggest(people, [], rules)
    best = optimum(near_the_best(allowed(people, rules), 30), places_of(people))
    ours = len({suggestion.pair for suggestion in found} & planted) / len(planted)
    assert ours >= len(best.keys() & planted) / len(planted) - 0.03


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_sum_is_near_the_optimum_and_everybody_gets_somebody(rules: Series, seed: int) -> None:
    people, _ = crowd(300, seed=seed)
    found = suggest(people, [], rules)
    points = allowed(people, rules)
    assert {s.pair: s.score for s in found}.items() <= points.items()
    best = optimum(points, places_of(people))
    assert sum(s.score for s in found) >= 0.93 * sum(best.values())
    possible = {person for pair in points for person in pair}
    assert len(served(found)) >= 0.95 * len(possible)


def test_nobody_gets_a_second_before_all_had_a_first(rules: Series) -> None:
    people, _ = crowd(400)
    found = suggest(people, [], rules)
    had: Counter[str] = Counter()
    for number in (1, 2, 3):
        for suggestion in found:
            if suggestion.round == number:
                had.update(suggestion.pair)
        assert max(had.values()) == number
    first = {person for s in found if s.round == 1 for person in s.pair}
    for pair in allowed(people, rules):  # two who are left could have had each other
        assert first & {*pair}


def test_the_result_does_not_depend_on_the_order(rules: Series) -> None:
    people, _ = crowd(500, 50)
    made = [
        EarlierRequest(s.first, s.second, RequestState.ASKED, takes_a_place=True)
        for s in suggest(people, [], rules)[::3]
    ]
    found = suggest(people, made, rules)
    for seed in range(3):
        random.Random(seed).shuffle(people)  # noqa: S311
        random.Random(seed).shuffle(made)  # noqa: S311
        assert suggest(people, made, rules) == found


def test_a_late_registration_changes_no_request_already_made(rules: Series) -> None:
    people, _ = crowd(300)
    made = [
        EarlierRequest(*s.pair, RequestState.APPROVED, takes_a_place=True)
        for s in suggest(people, [], rules)
        if s.round == 1
    ]
    late = profile(10_000, random.Random(1))  # noqa: S311
    found = suggest([*people, late], made, rules)
    assert not {s.pair for s in found} & {request.pair for request in made}
    taken = Counter(person for request in made for person in request.pair)
    places = places_of([*people, late])
    assert all(taken[person] + own <= places[person] for person, own in served(found).items())
    assert served(found)[late.person] >= 1


@pytest.mark.parametrize(
    ("state", "again"),
    [(state, state in (RequestState.EXPIRED, RequestState.WITHDRAWN)) for state in RequestState],
)
def test_who_met_declined_or_is_asked_is_not_suggested_again(rules, state, again) -> None:
    people, planted = crowd(2, 1)
    (pair,) = planted
    found = suggest(people, [EarlierRequest(*pair, state, takes_a_place=state.is_open)], rules)
    assert [s.pair for s in found] == ([pair] if again else [])


def test_one_organisation_with_forty_registrations_is_never_paired_with_itself(rules) -> None:
    chance = random.Random(3)  # noqa: S311
    forty = [
        profile(at, chance, organisation="one", country="KE", offers=frozenset({TOPICS[1]}),
                seeks=frozenset({TOPICS[2]}), languages=frozenset({"en"}))
        for at in range(40)
    ]  # fmt: skip
    assert suggest(forty, [], series(within_a_country=True)) == ()
    other = profile(99, chance, organisation="two", country="ZM", offers=frozenset({TOPICS[2]}),
                    seeks=frozenset({TOPICS[1]}), languages=frozenset({"en"}), at_once=3,
    )  # fmt: skip
    found = suggest([*forty, other], [], rules)
    assert len(found) == 3 and all(other.person in s.pair for s in found)


def test_everybody_seeks_the_same_and_few_offer_it(rules: Series) -> None:
    chance = random.Random(4)  # noqa: S311
    people = [
        profile(at, chance, seeks=frozenset({TOPICS[5]}), organisation=f"o{at}", at_once=3,
                offers=frozenset({TOPICS[5]} if at < 10 else {TOPICS[6]}),
                languages=frozenset({"en"}))
        for at in range(500)
    ]  # fmt: skip
    found = suggest(people, [], rules)
    count = served(found)
    assert all(count[digest(at)] == 3 for at in range(10))
    assert len(found) <= 30 and max(count.values()) == 3


def test_empty_profiles_and_no_profiles_give_nothing(rules: Series) -> None:
    assert suggest([], [], rules) == ()
    assert suggest([Profile("a" * 64), Profile("b" * 64)], [], rules) == ()


def test_the_points_are_those_of_the_formula() -> None:
    from math import log, sqrt

    rules = series()
    one = Profile("a", "cities", "one", "KE", frozenset({"en"}), "Africa/Nairobi",
                  frozenset({"topic-01"}), frozenset({"topic-02", "topic-03"}),
                  frozenset({"advice", "visits"}), at_once=1, webinars=frozenset({1}))  # fmt: skip
    other = Profile("b", "companies", "two", "ZM", frozenset({"en"}), "Africa/Lusaka",
                    frozenset({"topic-00", "topic-02"}), frozenset({"topic-01"}),
                    frozenset({"advice", "projects"}), at_once=1, webinars=frozenset({1, 2}),
    )  # fmt: skip
    weight = {"topic-02": log(1 + 2 / 2), "topic-03": log(1 + 2 / 1)}
    gets = (weight["topic-02"] + weight["topic-03"] / 2) / sum(weight.values())
    judged = judge("b", "a", [one, other], [], rules)
    assert judged.obstacles == ()
    points = {reason.name: reason.points for reason in judged.reasons}
    assert points == {
        Why.MUTUAL: round(50 * sqrt(gets), 2),
        Why.ONE_SIDED: 20,
        Why.KINDS: 5,
        Why.AUDIENCES: 10,
        Why.HOURS: round(5 * 7 / 8, 2),
        Why.WEBINARS: 5,
    }
    assert judged.score == pytest.approx(sum(points.values()))
    assert judged.reasons[0].codes == ("topic-01",)
    assert judged.reasons[0].back == ("topic-00", "topic-02")


def test_every_rule_is_named() -> None:
    same = Profile("a", None, "one", "KE", offers=frozenset({"topic-01"}), at_once=0)
    other = Profile("b", None, "one", "KE", seeks=frozenset({"topic-02"}))
    found = judge(
        "a",
        "b",
        [same, other],
        [EarlierRequest("a", "b", RequestState.DECLINED, takes_a_place=False)],
        series(),
    )
    assert [obstacle.name for obstacle in found.obstacles] == [
        WhyNot.ORGANISATION, WhyNot.COUNTRY, WhyNot.LANGUAGE, WhyNot.DECLINED, WhyNot.PLACES,
        WhyNot.TOPICS,
    ]  # fmt: skip
    assert judge("a", "a", [same], [], series()).obstacles[0].name is WhyNot.PERSON
