"""Random people of a series: large and small groups, who register, attend and answer."""

import json
import random
from pathlib import Path

import oracle
from oracle import Row

from sstc_cli.model import Survey
from sstc_cli.store import Store
from sstc_cli.store.response import Attendance, Identity, Response

_GROUPS = """
  - {id: gender, type: choice, role: gender, text: G, options: [
      {code: woman, text: W}, {code: man, text: M}, {code: undisclosed, text: U}]}
  - {id: audience, type: choice, role: audience, text: A, options: [
      {code: city, text: C}, {code: firm, text: F}, {code: ministry, text: M}]}
  - {id: country, type: country, role: country, text: C}
  - {id: quiz, type: choice, role: knowledge, correct: a, text: Q, options: [
      {code: a, text: A}, {code: b, text: B}, {code: c, text: C}]}
"""
_AFTER = """
  - {id: content, type: scale, role: satisfaction, text: S, scale: {lowest: 1, highest: 5}}
  - {id: recommend, type: scale, role: recommend, text: R, scale: {lowest: 0, highest: 10}}
  - {id: topics, type: choices, text: T, options: [
      {code: x, text: X}, {code: y, text: Y}, {code: z, text: Z}]}
"""
_CHOICES = {
    "gender": ["woman", "man", "undisclosed"],
    "audience": ["city", "firm", "ministry"],
    "country": ["CN", "KE", "ET", "BR", "CO", "DE", "NP", "WS", "CU"],
    "quiz": ["a", "b", "c"],
    "content": [1, 2, 3, 4, 5],
    "recommend": [*range(11)],
}
_WHO = ("gender", "audience", "country")


def surveys() -> dict[str, Survey]:
    """Return a survey before the webinars, and one after."""
    return oracle.surveys(_GROUPS, _AFTER)


class Crowd:
    """Random people. Some series have few people, few webinars, or people without addresses.

    A question can be a `rare` one, which three people answer at the last webinar.
    """

    def __init__(self, seed: int, rare: str = "") -> None:
        self.rare, self.left = rare, {"registration": 3, "exit": 3}
        self.chance = chance = random.Random(seed)  # noqa: S311 the same each time
        self.anonymous = chance.choice([0.0, 0.0, 0.1, 1.0])
        self.weights = {
            id_: [chance.random() ** 3 + 0.01 for _ in options] for id_, options in _CHOICES.items()
        }
        count = chance.choice([1, 2, 3, 5])
        self.likely = {number: chance.choice([0.05, 0.2, 0.6, 1]) for number in range(1, count + 1)}
        self.responses: list[Response] = []
        self.attendances: list[Attendance] = []
        for number in range(chance.choice([8, 15, 30, 60, 120, 400])):
            self._add(f"p{number:03}")

    def _add(self, person: str) -> None:
        chance, usual = self.chance, self._answers()
        for webinar, likely in self.likely.items():
            who = None if chance.random() < self.anonymous else person
            if chance.random() >= likely:
                continue
            if chance.random() < 0.8:
                self._answer("registration", webinar, who, usual)
            if chance.random() < 0.8:
                key = f"v{len(self.attendances)}"
                self.attendances.append(Attendance(
                    key, key, str(webinar), "plain", len(self.attendances), who, _identity(who), 60
                ))  # fmt: skip
                if chance.random() < 0.7:
                    self._answer("exit", webinar, who, usual)

    def _answers(self) -> Row:
        chance = self.chance
        found: Row = {id_: chance.choices(options, self.weights[id_])[0]
                      for id_, options in _CHOICES.items()}  # fmt: skip
        found["topics"] = [code for code in "xyz" if chance.random() < 0.5]
        return {id_: value for id_, value in found.items() if chance.random() < 0.95}

    def _answer(self, survey: str, webinar: int, who: str | None, usual: Row) -> None:
        row = {**self._answers(), **{id_: usual[id_] for id_ in _WHO if id_ in usual}}
        if webinar == max(self.likely) and row.get(self.rare):
            self.left[survey] -= 1
            row = row if self.left[survey] >= 0 else {**row, self.rare: None}
        asked = {q.id for q in surveys()[survey].questions}
        answers = json.dumps({id_: value for id_, value in row.items() if id_ in asked and value})
        number = len(self.responses)
        key = f"r{number}"
        self.responses.append(Response(
            key, key, survey, str(webinar), "plain", number, None, None, who, _identity(who),
            answers, "{}", "{}",
        ))  # fmt: skip

    def store(self, folder: Path) -> Store:
        """Return a store with everything."""
        return oracle.stored(folder, self.responses, self.attendances)


def _identity(person: str | None) -> Identity | None:
    return Identity(f"{person}@example.org", None, None, "{}") if person else None
