"""Attack the numbers of people over several webinars: how many were at two, at all, or at one only?

Each person is counted at every webinar, and once in the series. So the unknown numbers are those of
the people at each set of webinars, by group; a reader knows sums of them.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

import pytest
from folded import cube_of, survey_of
from solver import LEAST, Name, Reader

from sstc_cli.numbers.statistics import Rough, Shown, share_of
from sstc_cli.numbers.tables.editions import Published
from sstc_cli.numbers.tables.publication import FIRST, NextEdition, next_edition
from sstc_cli.numbers.tables.report_tables import exact_tables
from sstc_cli.numbers.tables.table import Scope, Tables
from sstc_cli.numbers.tables.visits import STAGES
from sstc_cli.store.people import ResponseColumns

SEEDS = int(os.environ.get("SSTC_ATTACK", "20"))
SURVEYS = [
    survey_of("""
id: registration
when: before
title: R
questions:
  - {id: gender, type: choice, role: gender, text: G, options: [
      {code: woman, text: W}, {code: man, text: M}]}
"""),
    survey_of("""
id: exit
when: after
title: E
questions:
  - {id: content, type: scale, role: satisfaction, text: C, scale: {lowest: 1, highest: 5}}
"""),
]
OF_GROUPS = 2  # possible values of a group, and of those who came very often, who are few
MANY = 3
Tables_ = Mapping[Scope, Tables]
Places = frozenset[int]  # the webinars of one person
Crowd = Mapping[str, list[tuple[str, str, Places]]]  # by stage: the group, person and webinars
GROUPS = ("woman", "man", "not_stated")
NAMELESS = "nameless"  # each time another person


def crowd(seed: int) -> Crowd:
    """Return people of a series, of whom few or many come again."""
    chance = random.Random(seed)  # noqa: S311 the same each time
    webinars = range(1, chance.choice([2, 2, 3, 3, 4]) + 1)
    sets = [frozenset(found) for size in webinars for found in combinations(webinars, size)]
    weights = [chance.choice([0, 0, 0.02, 0.1, 1]) for _ in sets]
    weights = [*weights[:-1], weights[-1] or 0.05]
    found: dict[str, list[tuple[str, str, Places]]] = {stage: [] for stage in STAGES}
    stays, nameless = chance.choice([0.7, 0.97, 1]), chance.choice([0, 0, 0.05, 0.3])
    for number in range(chance.choice([12, 25, 40, 80, 200])):
        group, places = chance.choice(["woman", "man"]), chance.choices(sets, weights)[0]
        for stage in STAGES:
            places = frozenset(at for at in sorted(places) if chance.random() < stays)
            if stage != "registered" and chance.random() < nameless:
                found[stage] += [(NAMELESS, f"?{number}.{at}", frozenset({at}))
                                 for at in sorted(places)]  # fmt: skip
            elif places:
                found[stage].append((group, f"p{number}", places))
        if chance.random() < 0.03:  # who did not register
            found["attended"].append(("not_stated", f"q{number}", frozenset({webinars[-1]})))
    return counted(found)


def early(found: Crowd, seed: int) -> Crowd:
    """Return what was known of a crowd when everybody had registered, and not all others come."""
    chance = random.Random(seed)  # noqa: S311 the same each time
    last = max((max(places) for rows in found.values() for *_, places in rows), default=1)
    likely = {at: chance.choice([0.6, 0.9, 1]) for at in range(1, last)}
    likely[last] = chance.choice([0, 0, 0.8])
    kept = {"registered": found["registered"]}
    there = {(who, at) for _, who, places in found["registered"] for at in places}
    for stage in STAGES[1:]:
        kept[stage] = [
            (group, who, frozenset(at for at in sorted(places) if chance.random() < likely[at]
                                   and (who[0] in "?q" or (who, at) in there)))
            for group, who, places in found[stage]
        ]  # fmt: skip
        there = {(who, at) for _, who, places in kept[stage] for at in places}
    return counted(kept)


def counted(found: Crowd) -> Crowd:
    """Return a crowd without few people of a stage at a webinar, whom no public number counts."""
    kept = {}
    for stage, rows in found.items():
        people = Counter(at for *_, places in rows for at in places)
        of = [(group, who, frozenset(at for at in places if people[at] >= LEAST))
              for group, who, places in rows]  # fmt: skip
        kept[stage] = [row for row in of if row[-1]]
    return kept


def edition(found: Crowd, before: Published = FIRST) -> NextEdition:
    def rows(stage: str) -> list[ResponseColumns]:
        return [
            ResponseColumns([at], [None if group == NAMELESS else who], [
                {"gender": group} if stage == "registered" else {"content": 4 + len(who) % 2}
            ], [{}])
            for group, who, places in found[stage] for at in sorted(places)
        ]  # fmt: skip

    visits = [(at, None if group == NAMELESS else who)
              for group, who, places in found["attended"] for at in sorted(places)]  # fmt: skip
    responses = {"registration": rows("registered"), "exit": rows("answered")}
    return next_edition(exact_tables(cube_of(SURVEYS, responses, visits)), before)


class Attack(Reader):
    """The people of one stage by group, and by their webinars in each edition."""

    def __init__(self, crowds: Sequence[Crowd], stage: str) -> None:
        super().__init__()
        self.stage = stage
        self.webinars = sorted({at for *_, places in crowds[-1][stage] for at in places})
        sets = [frozenset(some) for size in range(len(self.webinars) + 1)
                for some in combinations(self.webinars, size)]  # fmt: skip
        ways = [way for way in product(sets, repeat=len(crowds))
                if way[-1] and all(here <= more for here, more in pairwise(way))]  # fmt: skip
        for group, way in product((*GROUPS, NAMELESS), ways):
            if group != NAMELESS or len(way[-1]) == 1:
                self.truth[group, way] = 0
        nowhere = (frozenset[int](),) * len(crowds)
        found: dict[tuple[str, str], tuple[Places, ...]] = {}
        for at, people in enumerate(crowds):
            for group, who, places in people[stage]:
                way = found.get((group, who), nowhere)
                found[group, who] = (*way[:at], places, *way[at + 1 :])
        for (group, _), way in found.items():
            self.truth[group, way] += 1
        for group in ("", *GROUPS[:2]):
            for at in range(len(crowds)):
                for times, name, within in self._questions(sets[1:]):
                    values = OF_GROUPS if group or times > MANY else LEAST
                    self._keep(group, values, (at, *name),
                               lambda way, at=at, of=within: of(way[at]))  # fmt: skip
        for name, within in self._late() if len(crowds) > 1 else ():
            self._keep("", LEAST, ("late", *name), within)

    def _keep(
        self, group: str, values: int, name: Name, within: Callable[[tuple[Places, ...]], bool]
    ) -> None:
        """Add a number of people that a reader must not learn, of all or of a group."""
        n = sum(self.truth[of] for of in self.terms(group))
        self.secret((self.stage, group, *name), self.terms(group, within), n, values)

    def _questions(
        self, sets: Sequence[Places]
    ) -> Iterator[tuple[int, Name, Callable[[Places], bool]]]:
        """Yield at how many webinars people were, a name for them, and who they are."""
        for some in sets:
            yield len(some), ("only at", *some), lambda places, some=some: places == some
            yield len(some), ("at all of", *some), lambda places, some=some: places >= some
        for at in self.webinars:
            yield 1, ("new at", at), lambda places, at=at: min(places, default=0) == at
            yield 1, ("again at", at), lambda places, at=at: at in places and min(places) < at
            yield 1, ("not at", at), lambda places, at=at: bool(places) and at not in places
            yield 1, ("before", at), lambda p, at=at: min(p, default=at) < at and at not in p
        for times in range(2, len(self.webinars) + 1):
            yield times, ("times", times), lambda places, times=times: len(places) == times
            yield times, ("at least", times), lambda places, times=times: len(places) >= times

    def _late(self) -> Iterator[tuple[Name, Callable[[tuple[Places, ...]], bool]]]:
        yield ("new",), lambda way: not way[0]
        yield ("known",), lambda way: bool(way[0]) and way[0] < way[1]
        for at in self.webinars:
            yield ("new", at), lambda way, at=at: not way[0] and at in way[1]
            yield ("known", at), lambda way, at=at: bool(way[0]) and at in way[1] - way[0]

    def terms(
        self, group: str = "", within: Callable[[tuple[Places, ...]], bool] = lambda _: True
    ) -> dict[Name, float]:
        return {name: 1.0 for name in self.truth
                if (not group or name[0] == group) and within(name[1])}  # fmt: skip

    def read(self, at: int, tables: Tables_, before: Tables_ | None = None) -> None:
        """Learn what an edition tells that the one before did not."""
        for scope, found in tables.items():
            here = self.terms("", lambda way, scope=scope: bool(
                scope[0] in way[at] if scope else way[at]))  # fmt: skip
            for id_ in {"reach", "who.gender", "answers", "attendance"} & {*found}:
                table, old = found[id_], (before or {}).get(scope, {}).get(id_)
                if not table.too_few:
                    for terms, value, known in self._told(at, here, table, old):
                        is_kept = before is not None and known in (None, value)
                        if value is not None and not is_kept:
                            self.learn(terms, value, value)
                        elif value is not None and id_ == "reach" and scope:  # or a few more
                            self.learn(terms, value, value + LEAST - 1)

    def _told(self, at, here, table, old):
        """Yield the people of each number in a table, and what it was before."""

        def known(line, column):
            return old.value(line, column) if old and column in old.columns else None

        if table.id == "reach":
            yield here, table.value(self.stage), known(self.stage, "people")
        elif table.id == "who.gender" and self.stage in table.columns:
            rows = {line.key for line in table.lines}
            for key in rows:
                others = {key} if key in GROUPS else {*GROUPS, NAMELESS} - rows
                terms = {name: 1.0 for name in here if name[0] in others}
                yield terms, table.value(key, self.stage), known(key, self.stage)
        elif table.id == "answers" and self.stage == "answered":
            for line in table.lines:
                terms = {name: 1.0 for name in here
                         if (name[0] == NAMELESS) is (line.key == "anonymous")}  # fmt: skip
                yield terms, line.values[0], known(line.key, "value")
        elif table.id == "attendance" and self.stage == "attended":
            for line in table.lines:
                webinar = int(line.key)
                there = [name for name in here if webinar in name[1][at]]
                for column, value in zip(table.columns, line.values, strict=True):
                    of = {name: 1.0 for name in there if column == (
                        "not_stated" if name[0] == NAMELESS else
                        "first_time" if min(name[1][at]) == webinar else "returning"
                    )}  # fmt: skip
                    yield of, value, known(line.key, column)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nobody_can_tell_who_came_again(seed: int) -> None:
    found = crowd(seed)
    tables = edition(found).tables
    for stage in STAGES:
        attack = Attack([found], stage)
        attack.read(0, tables)
        assert attack.leaks() == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nobody_can_tell_who_came_late(seed: int) -> None:
    found = crowd(seed)
    crowds = [early(found, seed), found]
    first = edition(crowds[0])
    second = edition(found, first.published)
    for stage in STAGES:
        attack = Attack(crowds, stage)
        attack.read(0, first.tables)
        attack.read(1, second.tables, first.tables)
        assert attack.leaks() == []


ONE, OTHER, BOTH = frozenset({1}), frozenset({2}), frozenset({1, 2})


def visits(*groups: tuple[int, Places]) -> Crowd:
    """Return a crowd in which so many people attended these webinars."""
    places = [at for people, at in groups for _ in range(people)]
    rows = [("not_stated", f"p{number}", at) for number, at in enumerate(places)]
    return {"registered": [], "attended": rows, "answered": []}


@pytest.mark.parametrize(("both", "one", "told"), [(3, 30, False), (30, 3, False), (5, 30, True),
                                                   (30, 0, True), (0, 30, True)])  # fmt: skip
def test_the_people_of_the_series_do_not_tell_of_few(both: int, one: int, *, told: bool) -> None:
    tables = edition(visits((one, ONE), (both, BOTH), (40, OTHER))).tables
    people = one + both + 40 if told else None
    assert tables[()]["reach"].value("attended") == people
    assert tables[()]["reach"].n == (people or 5)
    assert tables[1,]["reach"].value("attended") == one + both
    new = tables[()]["attendance"].value("2", "first_time")
    assert new == (40 if told else None)


def people_of(
    numbers: Iterable[int], at: int, group: str = "woman"
) -> list[tuple[str, str, Places]]:
    return [(group, f"{at}.{n}", frozenset({at})) for n in numbers]


@pytest.mark.parametrize(("strangers", "told"), [(0, False), (6, True)])
def test_who_did_not_come_is_not_told_by_those_who_did(strangers: int, *, told: bool) -> None:
    found = {
        "registered": [*people_of(range(40), 1), *people_of(range(40), 2)],
        "attended": [
            *people_of(range(3, 40 + strangers), 1),
            *people_of(range(7, 40 + strangers), 2),
        ],
        "answered": [],
    }  # three and seven stayed away; without strangers, all 70 visits are of who had registered
    came = edition(found).tables[()]["funnel"].value("came")
    assert (came == share_of(70, 80)) is told


@pytest.mark.parametrize(("strangers", "told"), [(1, False), (6, True)])
def test_who_answered_without_attending_is_not_told_beside_anonymous_answers(
    strangers: int, *, told: bool
) -> None:
    found = {
        "registered": [],
        "attended": [*people_of(range(40), 1), *people_of(range(40), 2)],
        "answered": [*people_of(range(30), 1), *people_of(range(10, 40 + strangers), 2),
                     *people_of(range(40, 46), 1, NAMELESS)],
    }  # fmt: skip
    answered = edition(found).tables[()]["funnel"].value("told")
    assert (answered == share_of(60, 80)) is told


@pytest.mark.parametrize(("strangers", "told"), [(4, False), (6, True)])
def test_who_came_without_registering_is_not_told_beside_people_without_an_address(
    strangers: int, *, told: bool
) -> None:
    found = {
        "registered": people_of(range(40), 1),
        "attended": [*people_of(range(10, 40 + strangers), 1),
                     *people_of(range(50, 56), 1, NAMELESS)],
        "answered": [],
    }  # fmt: skip
    tables = edition(found).tables
    came = [tables[scope]["funnel"].value("came") == share_of(30, 40) for scope in ((), (1,))]
    assert came == [told, told]


@pytest.mark.parametrize(("strangers", "rate"), [
    (3, Rough(160, 40, 33, 48)), (0, share_of(63, 160)), (6, share_of(63, 160)),
])  # fmt: skip
def test_a_response_rate_is_round_if_few_answered_without_attending(
    strangers: int, rate: Shown
) -> None:
    found = {
        "registered": [],
        "attended": [*people_of(range(80), 1), *people_of(range(80), 2)],
        "answered": [*people_of(range(30), 1), *people_of(range(47, 80 + strangers), 2)],
    }
    tables = edition(found).tables
    assert tables[()]["response"].value("all") == rate
    attack = Attack([found], "answered")
    attack.read(0, tables)
    assert attack.leaks() == []


@pytest.mark.parametrize(("known", "people"), [(3, 80), (0, 89), (6, 89)])
def test_few_people_of_before_who_come_late_are_not_told(known: int, people: int) -> None:
    first = visits((20, ONE), (40, BOTH), (20, OTHER))
    late = (20, ONE), (40, BOTH), (known, BOTH), (20 - known, OTHER), (9, ONE)
    later = visits(*late)
    before = edition(first)
    after = edition(later, before.published)
    assert after.tables[()]["reach"].value("attended") == people
    assert after.tables[1,]["reach"].value("attended") == 69 + known
    assert after.waiting.get(("reach", ())) == (9 if people == 80 else None)
    attack = Attack([first, later], "attended")
    attack.read(0, before.tables)
    attack.read(1, after.tables, before.tables)
    assert attack.leaks() == []
    last = edition(visits(*late, (9, BOTH)), after.published)
    assert last.tables[()]["reach"].value("attended") == 98


@pytest.mark.parametrize(("more", "told", "late"), [(4, 40, True), (12, 52, False)])
def test_groups_that_lack_people_of_the_reach_say_so(more: int, told: int, *, late: bool) -> None:
    nobody = {"attended": [], "answered": []}
    rows = [*people_of(range(40), 1), *people_of(range(60, 100), 1, "man")]
    first = edition({"registered": rows, **nobody})
    rows += [*people_of(range(40, 40 + more), 1), *people_of(range(100, 100 + more), 1, "man")]
    found = edition({"registered": rows, **nobody}, first.published)
    assert not first.late
    assert found.tables[1,]["reach"].value("registered") == 80 + 2 * more
    assert found.tables[1,]["who.gender"].value("woman") == told
    assert (("who.gender", (1,)) in found.late) is late


def test_what_was_told_of_one_webinar_is_not_told_of_two() -> None:
    first = edition(visits((40, ONE)))
    assert first.tables[()]["reach"].value("attended") == 40
    crowd = visits((37, ONE), (3, BOTH), (40, OTHER))  # few of the 80 came again
    for _ in range(2):
        first = edition(crowd, first.published)
        assert first.tables[()]["reach"].value("attended") is None
        assert first.tables[2,]["reach"].value("attended") == 43
