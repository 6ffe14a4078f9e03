"""Attack the boards of one series together, with what the report says about registrations.

A board counts the people of the pool, who may change, come and go between two boards. Its counts,
and those of all boards before, become equations for the integer program of the other attacks.
"""

import os
import random
from collections.abc import Mapping, Sequence
from itertools import permutations, product

import pytest
from conftest import REPOSITORY
from folded import survey_of
from solver import LEAST, Reader

from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.model.partners import Topic
from sstc_cli.model.text import Text
from sstc_cli.partners.board import Board, board_of
from sstc_cli.partners.pool import Pool, Profile
from sstc_cli.source import parse
from sstc_cli.store.history import Boards

SEEDS = int(os.environ.get("SSTC_ATTACK", "12"))
SURVEY = "id: exit\nwhen: after\ntitle: T\nquestions: [{id: why, type: text, text: W}]\n"
BOARDS = 3
Counts = Mapping[str, int | None]


def series(topics: int) -> Series:
    data = REPOSITORY / "data" / "webinars.yaml"
    shipped = Series.read(parse(data.read_text("utf-8"), data.name).root)
    names = [f"t{number}" for number in range(topics)]
    return shipped.replaced(topics=tuple(Topic(id=id_, title=Text(id_)) for id_ in names))


def person(chance: random.Random, plan: Series) -> Profile:
    topics = [topic.id for topic in plan.topics]
    audience = chance.choice([audience.id for audience in plan.audiences][:3])
    offers = frozenset(code for code in topics if chance.random() < 0.1)
    seeks = frozenset(code for code in topics if chance.random() < 0.4)
    return Profile("p", audience, offers=offers, seeks=seeks)


def pools(seed: int, plan: Series) -> list[list[Profile]]:
    chance = random.Random(seed)  # noqa: S311 the same each time
    found = [[person(chance, plan) for _ in range(chance.choice([8, 20, 40, 120]))]]
    for _ in range(BOARDS - 1):
        stays = [one for one in found[-1] if chance.random() < chance.choice([0.9, 1.0])]
        more = chance.choice([1, 3, 8, 25])
        found.append([*stays, *(person(chance, plan) for _ in range(more))])
    return found


def counts_in(board: Board) -> dict[str, int | None]:
    found = {f"offered {one.topic}": one.offered for one in board.topics}
    found |= {f"sought {one.topic}": one.sought for one in board.topics}
    return found | {f"{one.seeking} of {one.offering}": one.people for one in board.matrix}


def truth(people: Sequence[Profile], plan: Series) -> dict[str, int]:
    found = {f"offered {topic.id}": sum(topic.id in one.offers for one in people)
             for topic in plan.topics}  # fmt: skip
    found |= {f"sought {topic.id}": sum(topic.id in one.seeks for one in people)
              for topic in plan.topics}  # fmt: skip
    groups = {audience.id: [one for one in people if one.audience == audience.id]
              for audience in plan.audiences}  # fmt: skip
    for seeking, offering in product(groups, repeat=2):
        topics = {topic for one in groups[offering] for topic in one.offers}
        found[f"{seeking} of {offering}"] = sum(bool(topics & one.seeks) for one in groups[seeking])
    return found


def leaks(plan: Series, pools_: list[list[Profile]], boards: list[Counts]) -> list[object]:
    """Return the small counts, and the few people between two boards, that are told."""
    reader, exact = Reader(), [truth(people, plan) for people in pools_]
    for at, (people, counts) in enumerate(zip(pools_, exact, strict=True)):
        for name in ("pool", "registered"):
            reader.truth[at, name] = len(people)
        reader.learn({(at, "registered"): 1.0}, len(people), len(people))
        reader.learn({(at, "registered"): 1.0, (at, "pool"): -1.0}, 0, 10_000)
        for name, n in counts.items():
            reader.truth[at, name] = n
            reader.learn({(at, "pool"): 1.0, (at, name): -1.0}, 0, 10_000)
            reader.secret((at, name), {(at, name): 1.0}, len(people))
            told = {board.get(name) for board in boards[:at]}
            if (shown := boards[at].get(name)) is not None:
                off = LEAST - 1 if shown in told else 0
                reader.learn({(at, name): 1.0}, max(0, shown - off), shown + off)
    for first, last in permutations(range(len(exact)), 2):
        for name in exact[0]:
            more = {(last, name): 1.0, (first, name): -1.0}
            reader.secret(("more", name, first, last), more, len(pools_[last]))
    return reader.leaks()


def published(plan: Series, pools_: list[list[Profile]], *, alone: bool = False) -> list[Counts]:
    boards, known = [], Boards()
    for people in pools_:
        board, known = board_of(Pool((*people,)), plan, {}, Boards() if alone else known)
        assert not board.matrix or len(plan.topics) > 1  # of one, each column has the same sum
        boards.append(counts_in(board))
    return boards


@pytest.mark.parametrize("topics", [1, 4])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_boards_tell_no_small_count(seed: int, topics: int) -> None:
    plan = series(topics)
    crowds = pools(seed, plan)
    assert leaks(plan, crowds, published(plan, crowds)) == []


def test_the_attack_finds_what_two_boards_tell() -> None:
    plan = series(4)
    crowds = pools(5, plan)
    assert leaks(plan, crowds, published(plan, crowds, alone=True))


@pytest.mark.parametrize(("counts", "shown"), [
    ([20, 21, 24], [20, 20, 20]),
    ([20, 26, 21, 15], [20, 26, 20, 15]),
    ([12, 4, 2, 13, 30], [12, None, None, 12, 30]),
])  # fmt: skip
def test_a_count_stays_until_it_differs_by_enough_people(
    counts: list[int], shown: list[int | None]
) -> None:
    plan = series(1)
    crowds = [[*[Profile("p", offers=frozenset({"t0"}))] * n, *[Profile("p")] * 10] for n in counts]
    assert [board["offered t0"] for board in published(plan, crowds)] == shown


def test_a_board_with_a_lower_threshold_is_refused() -> None:
    surveys = {"exit": survey_of(f"{SURVEY}publish: {{least: 7}}\n")}
    _, known = board_of(Pool(), series(1), surveys, Boards())
    with pytest.raises(SstcError, match=r"`publish.least` is 5, and was 7 for the last board"):
        board_of(Pool(), series(1), {}, known)
