"""Random stores, and the same figures worked out by pandas and statsmodels."""

import json
import math
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from conftest import NUMBERS

from sstc_cli.model import Survey
from sstc_cli.numbers.statistics import Share
from sstc_cli.source import build, parse
from sstc_cli.store import PseudonymKey, Reading, SqliteFile, Store
from sstc_cli.store.response import Attendance, Identity, Response

QUESTIONS = """
  - {id: gender, type: choice, role: gender, text: G, options: [
      {code: woman, text: W}, {code: man, text: M}, {code: undisclosed, text: U}]}
  - {id: country, type: country, role: country, text: C}
  - {id: quiz, type: choice, role: knowledge, correct: a, text: Q, options: [
      {code: a, text: A}, {code: b, text: B}, {code: not_applicable, text: N}]}
  - {id: exam, type: choice, role: knowledge, correct: b, text: E, webinars: [1, 2], options: [
      {code: a, text: A}, {code: b, text: B}]}
"""
AFTER = """
  - {id: content, type: scale, role: satisfaction, text: S, scale: {lowest: 1, highest: 5}}
  - {id: recommend, type: scale, role: recommend, text: R, scale: {lowest: 0, highest: 10}}
  - {id: topics, type: choices, text: T, options: [{code: x, text: X}, {code: y, text: Y}]}
"""
HOMES = ["CN", "KE", "ET", "BR", "CO", "DE"]
KEY = PseudonymKey(b"k" * 32)
Row = dict[str, object]
GOOD = {"quiz": ["a"], "exam": ["b"], "content": [4, 5]}
ALL = {**GOOD, "recommend": [9, 10]}
NEAR = 0.0501


def surveys(before: str = QUESTIONS, after: str = AFTER) -> dict[str, Survey]:
    """Return a survey before the webinars, and one after, which asks all of it and more."""
    texts = {"registration": ("before", before), "exit": ("after", before + after)}
    found = {}
    for id_, (when, questions) in texts.items():
        text = f"id: {id_}\nwhen: {when}\ntitle: T\nquestions:{questions}"
        found[id_], errors = build(parse(text, f"{id_}.yaml"), Survey)
        assert found[id_], errors
    return found


class People:
    """Random people: what they answered and where they were, in a store and as tables."""

    def __init__(self, seed: int) -> None:
        self.chance = chance = random.Random(seed)  # noqa: S311 the same each time
        self.webinars = [*range(1, chance.choice([2, 3, 5, 9]))]
        self.often, self.silent = chance.random(), chance.choice([0, 0.1, 0.4])
        self.alike, self.moves = chance.random(), chance.choice([0, 0.2])
        self.rows: list[Row] = []
        self.visits: list[Row] = []
        self.known: set[str] = set()
        self.kept: Store | None = None
        for number in range(chance.choice([1, 3, 12, 40, 120])):
            self._add(number)

    def _add(self, number: int) -> None:
        chance, person = self.chance, f"p{number:03}"
        if chance.random() < 0.9:
            self.known.add(person)
        usual = self._answers()
        for webinar in self.webinars:
            there = chance.random() < self.often
            for survey, likely in (("registration", 0.5), ("exit", 0.7 if there else 0.1)):
                if chance.random() < likely:
                    given = self._answers(usual)
                    who = person if chance.random() < 0.95 else None
                    self.rows.append({"survey": survey, "webinar": webinar, "person": who, **given})
            if there and webinar != 4:
                who = person if chance.random() < 0.95 else None
                self.visits.append({"webinar": webinar, "person": who})

    def _answers(self, usual: Row | None = None) -> Row:
        chance = self.chance
        found: Row = {
            "gender": chance.choice(["woman", "man", "undisclosed"]),
            "country": chance.choice(HOMES),
            "quiz": chance.choice(["a", "a", "b", "not_applicable"]),
            "exam": chance.choice(["a", "b", "in other words"]),
            "content": chance.choice([1, 3, 4, 4, 5]),
            "recommend": chance.choice([0, 5, 7, 9, 10, 10]),
            "topics": chance.choice([["x"], ["x", "y"], ["y"]]),
        }
        for id_, value in (usual or {}).items():
            likely = 1 - self.moves if id_ in ("gender", "country") else self.alike
            found[id_] = value if chance.random() < likely else found[id_]
        silent = self.silent if usual else 0
        return {id_: value for id_, value in found.items() if chance.random() >= silent}

    def store(self, folder: Path) -> Store:
        """Return a store with everything."""
        visits = [
            Attendance(f"v{n}", f"v{n}", str(visit["webinar"]), "plain", n, visit["person"],
                       self._identity(visit["person"]), 60)
            for n, visit in enumerate(self.visits)
        ]  # fmt: skip
        return stored(folder, [self._response(*row) for row in enumerate(self.rows)], visits)

    def _response(self, number: int, row: Row) -> Response:
        asked = surveys()[row["survey"]]
        given = {q.id: row[q.id] for q in asked.questions if q.id in row}
        others = {id_: v for id_, v in given.items() if v == "in other words"}
        answers = {id_: v for id_, v in given.items() if id_ not in others}
        key, person = f"r{number}", row["person"]
        return Response(
            key, key, asked.id, str(row["webinar"]), "plain", number, None, None, person,
            self._identity(person), json.dumps(answers), json.dumps(others), "{}",
        )  # fmt: skip

    def _identity(self, person: str | None) -> Identity | None:
        if person is None:
            return None
        return Identity(f"{person}@example.org" if person in self.known else None, None, None, "{}")

    def table(self, survey: str) -> pd.DataFrame:
        """Return the responses to a survey; people without a pseudonym are different people."""
        columns = ["survey", "webinar", "person", *self._answers()]
        found = pd.DataFrame(self.rows, columns=columns)
        found["who"] = [row["person"] or f"nobody {n}" for n, row in enumerate(self.rows)]
        return found[found["survey"] == survey]


def stored(folder: Path, responses: list[Response], visits: list[Attendance]) -> Store:
    """Return a store of responses and of visits."""
    store = Store(SqliteFile(folder / "store.sqlite"), webinars=NUMBERS)
    readings = {id_: Reading(f"{id_}.csv", "", "plain", id_) for id_ in ("registration", "exit")}
    for response in responses:
        readings[response.survey].responses.append(response)
    readings["registration"].attendances.extend(visits)
    store.record([*readings.values()], KEY, "0" * 64, date(2020, 12, 5))
    return store


def effect(table: pd.DataFrame, good: Mapping[str, list[object]]) -> float:
    """Return the design effect of a survey, from how often answers of one person differ."""
    answers = again = step = apart = chance = 0.0
    for id_, best in good.items():
        rows = answered(table, id_)
        people = rows[id_].isin(best).groupby(rows["who"]).agg(["sum", "count"])
        m, p = people["count"], rows[id_].isin(best).mean() if len(rows) else 0.0
        pairs = (m * (m - 1)).sum()
        answers, again, step = answers + m.sum(), again + pairs, step + (10 if pairs else 0)
        apart += (people["sum"] * (m - people["sum"])).sum()
        chance += p * (1 - p) * pairs
    if not again:
        return 1.0
    alike = 1.0 if chance < 20 else max(0.0, 1 - (apart + 5) // 10 * 10 / chance)
    return round(1 + alike * math.ceil(again / step) * step / answers, 1)


def agree(share: Share, y: pd.Series) -> None:
    """Check a share with its interval."""
    from statsmodels.stats.proportion import proportion_confint

    assert (share.count, share.n) == (y.astype(bool).sum(), len(y))
    if len(y):
        n = len(y) / share.effect
        ends = proportion_confint(y.mean() * n, n, method="wilson")
        expected = [100 * float(value) for value in (y.mean(), *ends)]
        assert (share.percent, share.low, share.high) == pytest.approx(expected, abs=NEAR)


def chosen(table: pd.DataFrame, webinars: tuple[int, ...]) -> pd.DataFrame:
    """Return the rows of some webinars, or all."""
    return table[table["webinar"].isin(webinars)] if webinars else table


def answered(rows: pd.DataFrame, question: str) -> pd.DataFrame:
    """Return those who answered a question; other words are no rating, but a wrong answer."""
    found = rows[rows[question].notna()]
    return found[found[question] != "not_applicable"] if question == "quiz" else found


def visits(people: People) -> pd.DataFrame:
    """Return who was where; people without a pseudonym are different people."""
    found = pd.DataFrame(people.visits, columns=["webinar", "person"])
    found["who"] = [row["person"] or f"visitor {n}" for n, row in enumerate(people.visits)]
    return found


def stated(
    people: People, dimension: str, surveys_: tuple[str, ...] = ("registration", "exit")
) -> dict[str, str]:
    """Return the last group that each person stated, after a webinar rather than before it."""
    found: dict[str, str] = {}
    for survey in surveys_:
        rows = people.table(survey).sort_values("webinar", kind="stable")
        found.update({who: group for who, group in zip(rows["who"], rows[dimension], strict=True)
                      if isinstance(group, str)})  # fmt: skip
    return found
