"""Attack the published knowledge gain: what can a reader with a solver work out?

The reader has the tables of both surveys. People are pairs, those with answers before or after
only, and those who left out a question. All figures become equations on them.
"""

import random
from collections.abc import Mapping
from itertools import product

import pytest
from folded import cube_of, public_tables, survey_of
from solver import Known, Name

from sstc_cli.model import Survey
from sstc_cli.numbers.statistics import Mean, Share, t_quantile
from sstc_cli.numbers.tables.report_tables import exact_tables
from sstc_cli.numbers.tables.table import SERIES, Table
from sstc_cli.store.people import ResponseColumns

QUESTIONS = ["quiz", "exam", "test"]
ANSWERS = ["a", "b", "c"]  # the first is right
SIDES = ("before", "after")
PEOPLE = 5  # the least count
OFF = 0.0501  # a printed number of one digit is rounded

Given = dict[str, str]  # answers by question
Person = tuple[Given | None, Given | None]  # before and after; None is no response
State = tuple[bool | None, ...]  # right or wrong by question; None is left out


def surveys(asked: int) -> tuple[Survey, Survey]:
    """Return a survey before with some of the questions, and one after."""
    return _survey("registration", "before", asked), _survey("exit", "after", asked)


def _survey(id_: str, when: str, asked: int) -> Survey:
    options = ", ".join(f"{{code: {code}, text: {code.upper()}}}" for code in ANSWERS)
    lines = "\n".join(
        f"  - {{id: {id_}, type: choice, role: knowledge, correct: a, text: {id_}, "
        f"options: [{options}]}}"
        for id_ in QUESTIONS[:asked]
    )
    text = f"id: {id_}\nwhen: {when}\ntitle: {id_.title()}\nquestions:\n{lines}\n"
    return survey_of(text)


def people(seed: int) -> list[Person]:
    """Return random answers: most people answer both times, and some leave out a question."""
    chance = random.Random(seed)  # noqa: S311 the same answers each time
    kinds = [1, chance.choice([0, 0.1, 0.5, 1]), chance.choice([0, 0.1, 0.5, 1])]
    leaning = {side: [[chance.random() + 0.02 for _ in ANSWERS] for _ in QUESTIONS]
               for side in SIDES}  # fmt: skip
    silent, same = chance.choice([0, 0, 0.01, 0.05, 0.3]), chance.random()

    def given(side: str) -> Given:
        found = zip(QUESTIONS, leaning[side], strict=True)
        return {id_: chance.choices(ANSWERS, weights)[0]
                for id_, weights in found if chance.random() >= silent}  # fmt: skip

    found: list[Person] = []
    for _ in range(chance.choice([12, 15, 20, 24, 33, 45, 60, 90])):
        kind = chance.choices(["both", "before", "after"], kinds)[0]
        before = given("before") if kind != "after" else None
        after = given("after") if kind != "before" else None
        if before and after:
            after = {id_: before.get(id_, answer) if chance.random() < same else answer
                     for id_, answer in after.items()}  # fmt: skip
        found.append((before, after))
    return found


def published(asked: int, answers: list[Person]) -> Mapping[str, Table]:
    """Return the public tables of both surveys."""
    found = [*surveys(asked)]
    batches = {}
    for side, survey in enumerate(found):
        rows = [(f"p{n}", person[side]) for n, person in enumerate(answers)
                if person[side] is not None]  # fmt: skip
        given = [{id_: row[id_] for id_ in QUESTIONS[:asked] if id_ in row} for _, row in rows]
        names = [name for name, _ in rows]
        batches[survey.id] = [ResponseColumns([7] * len(rows), names, given, [{}] * len(rows))]
    tables = public_tables(exact_tables(cube_of(found, batches)))[SERIES]
    return {id_: table for id_, table in tables.items() if not table.too_few}


class Reader(Known):
    """The people by their right and wrong answers, and what the tables tell about them.

    Pairs have a state before and one after; all others are counted by one state.
    """

    def __init__(self, asked: int, answers: list[Person]) -> None:
        super().__init__()
        self.asked = QUESTIONS[:asked]
        states = [*product((True, False), repeat=asked)]
        partial = [*product((True, False, None), repeat=asked)]
        self.groups: dict[str, dict[Name, State]] = {}
        pairs = {("pair", repr(b), repr(a)): (b, a) for b, a in product(states, repeat=2)}
        for at, side in enumerate(SIDES):
            self.groups[f"pairs {side}"] = {name: both[at] for name, both in pairs.items()}
            self.groups[f"alone {side}"] = {("alone", side, repr(s)): s for s in states}
            left = [state for state in partial if None in state]
            self.groups[f"partial {side}"] = {("partial", side, repr(s)): s for s in left}
        for members in self.groups.values():
            self.truth.update(dict.fromkeys(members, 0))
        for person in answers:
            self._count(person)
        for side in SIDES:
            self._tables(side, [given for given in (p[side == "after"] for p in answers) if given])
        self._sums(pairs)

    def _count(self, person: Person) -> None:
        """Add a person to the unknown numbers."""
        states = [
            None if given is None else tuple(given[q] == "a" if q in given else None
                                             for q in self.asked)
            for given in person
        ]  # fmt: skip
        if all(state and None not in state for state in states):
            self.truth["pair", repr(states[0]), repr(states[1])] += 1
            return
        for side, state in zip(SIDES, states, strict=True):
            if state:
                self.truth["partial" if None in state else "alone", side, repr(state)] += 1

    def _tables(self, side: str, given: list[Given]) -> None:
        """Relate the answers in the table of each question to the people."""
        for at, id_ in enumerate(self.asked):
            for answer in ANSWERS:
                found = sum(row.get(id_) == answer for row in given)
                self.truth["cell", side, id_, answer] = found
            for is_right in (True, False):
                cells = {("cell", side, id_, answer): -1.0 for answer in ANSWERS
                         if (answer == "a") is is_right}  # fmt: skip
                members = {name: 1.0 for group, states in self.groups.items()
                           if group.endswith(side) for name, state in states.items()
                           if state[at] is is_right}  # fmt: skip
                self.learn({**members, **cells}, 0, 0)

    def _sums(self, pairs: dict[Name, tuple[State, State]]) -> None:
        """Name the sums that tell about few people."""
        for group, states in self.groups.items():
            for is_right in (True, False):
                counts = {name: float(state.count(is_right)) for name, state in states.items()}
                self._name((group, str(is_right)), counts)
        gains = {name: sum(after) - sum(before) for name, (before, after) in pairs.items()}
        self._name(("improved",), {name: 1.0 for name, gain in gains.items() if gain > 0})
        self._name(("worsened",), {name: 1.0 for name, gain in gains.items() if gain < 0})
        self.gains = gains

    def _name(self, name: Name, terms: dict[Name, float]) -> None:
        self.truth[name] = round(sum(self.truth[part] * times for part, times in terms.items()))
        self.learn({**terms, name: -1.0}, 0, 0)

    def read_table(self, side: str, id_: str, table: Table | None) -> None:
        """Learn the table of a question."""
        cells = {answer: ("cell", side, id_, answer) for answer in ANSWERS}
        for line in table.lines if table else ():
            if isinstance(share := line.values[0], Share):
                self.learn(dict.fromkeys(cells.values(), 1.0), share.n, share.n)
                cell = cells["a" if line.key == "correct" else line.key]
                self.learn({cell: 1.0}, share.count, share.count)

    def read_sizes(self, table: Table) -> None:
        """Learn the number of pairs, and of people who answered before or after only."""
        if isinstance(pairs := table.value("pairs"), int):
            self.learn(dict.fromkeys(self.groups["pairs before"], 1.0), pairs, pairs)
        if isinstance(lost := table.value("lost"), int):
            alone = [*self.groups["alone before"], *self.groups["alone after"]]
            self.learn(dict.fromkeys(alone, 1.0), lost, lost)

    def read_gain(self, table: Table) -> None:
        """Learn the figures of the gain."""
        gain, n = table.value("gain"), sum(self.truth[name] for name in self.groups["pairs before"])
        if isinstance(gain, Mean):
            ends = [end for end in (gain.low, gain.high) if end is not None]
            self._read_difference(n, gain.value, ends)
            if gain.missing == "alike":
                self._read_squares(n, 0.0, 0.0)
        for side in SIDES:
            if isinstance(level := table.value(side), Mean):
                self._read_level(f"pairs {side}", n, level.value)

    def _read_level(self, group: str, n: int, level: float) -> None:
        all_ = n * len(self.asked) / 100
        self.learn({(group, "True"): 1.0}, (level - OFF) * all_, (level + OFF) * all_)

    def _read_difference(self, n: int, value: float, ends: list[float]) -> None:
        all_ = n * len(self.asked) / 100
        total = round(value * all_)
        assert abs(total / all_ - value) <= OFF
        self.learn(self.gains, total, total)
        if ends:
            mean = total / all_
            halves = [abs(mean - end) for end in ends if abs(end) < 100]
            low, high = max(halves) - OFF, min(halves) + OFF
            self._read_squares(n, *(n * (half / t_quantile(n - 1)) ** 2 for half in (low, high)))

    def _read_squares(self, n: int, low: float, high: float) -> None:
        """Learn the sum of the squared changes from the bounds of their variance."""
        total = sum(self.truth[name] * gain for name, gain in self.gains.items())
        unit = (len(self.asked) / 100) ** 2
        ends = (variance * unit * (n - 1) + total**2 / n for variance in (low, high))
        squares = {name: float(gain**2) for name, gain in self.gains.items()}
        self.learn(squares, *(end + off for end, off in zip(ends, (-1e-6, 1e-6), strict=True)))

    def worked_out(self) -> list[Name]:
        """Return what is certain about 1 to 4 people."""
        hidden = ("alone", "partial", "pair") if len(self.asked) > 1 else ("alone", "partial")
        secret = {name for name, count in self.truth.items()
                  if 0 < count < PEOPLE and name[0] not in hidden}  # fmt: skip
        for group, states in self.groups.items():
            if 0 < sum(self.truth[name] for name in states) < PEOPLE:
                secret |= {(group, "True"), (group, "False")}
        return self.forced(secret)


@pytest.mark.parametrize("asked", [1, 2, 3])
@pytest.mark.parametrize("seed", range(10, 40))
def test_a_gain_tells_no_more_about_a_few_than_the_tables_and_the_sizes(seed, asked) -> None:
    answers = people(seed)
    reader, tables = Reader(asked, answers), published(asked, answers)
    for id_ in reader.asked:
        reader.read_table("before", id_, tables.get(f"registration.{id_}"))
        reader.read_table("after", id_, tables.get(id_))
    gain = tables.get("gain")
    if gain is not None:
        reader.read_sizes(gain)
    known = reader.worked_out()
    if gain is not None:
        reader.read_gain(gain)
    assert reader.worked_out() == known
