"""Attack the published Markdown: what can a reader with a solver work out from all of it?

The reader has the summary of the same webinars without a breakdown and with each breakdown, and
knows which countries people came from. Every printed figure becomes an equation on the people of
each group and their answers. An integer program then looks for another explanation of all of them.
"""

import random
import re
from collections.abc import Iterator

import numpy as np
import pytest
from folded import cube_of, survey_of
from solver import Known, Name

from sstc_cli.choices import By
from sstc_cli.model import Survey
from sstc_cli.model.countries import countries, country_name
from sstc_cli.model.languages import region_name
from sstc_cli.numbers.evaluation import SurveyResults, evaluation
from sstc_cli.numbers.markdown import write_markdown
from sstc_cli.numbers.summary import PLACES
from sstc_cli.numbers.words import Words
from sstc_cli.store.people import AttendanceCounts, ResponseColumns

SURVEY = """
id: exit
when: after
title: Exit
questions:
  - {id: gender, type: choice, role: gender, text: Gender, options: [
      {code: woman, text: Woman}, {code: man, text: Man}, {code: other, text: Other},
      {code: undisclosed, text: Undisclosed}]}
  - {id: audience, type: choice, role: audience, text: Audience, options: [
      {code: city, text: City}, {code: firm, text: Firm}, {code: ministry, text: Ministry}]}
  - {id: country, type: country, role: country, text: Country}
  - {id: quiz, type: choice, role: knowledge, correct: a, text: Quiz, options: [
      {code: a, text: A}, {code: b, text: B}, {code: c, text: C}]}
  - {id: rating, type: scale, role: satisfaction, text: Rating, scale: {lowest: 1, highest: 5}}
"""
PEOPLE = 5  # the least count
GROUPS = {
    By.GENDER: ["woman", "man", "other", "undisclosed"],
    By.AUDIENCE: ["city", "firm", "ministry"],
}
HOMES = ["CN", "KR", "JP", "VN", "TH", "IN", "BD", "NP", "KE", "ET", "UG", "NG", "ZA", "HT", "CU",
         "CO", "BR", "FR", "DE", "PL", "WS", "FJ"]  # fmt: skip
LISTS = (By.LDC, By.LLDC, By.SIDS)
CELLS = {"quiz": ["a", "b", "c"], "rating": [1, 2, 3, 4, 5]}
GOOD = {"quiz": ["a"], "rating": [4, 5]}
NOBODY = "-"

Person = dict[str, object]


def people(seed: int) -> list[Person]:
    """Return random answers: a few large countries and groups, and many small ones."""
    chance = random.Random(seed)  # noqa: S311 the same answers each time
    homes = chance.sample(HOMES, chance.randint(3, 14))
    near = [chance.random() ** 3 + 0.01 for _ in homes]
    genders, kinds = ([1, 0.8, 0.05, 0.05], [1, chance.random(), chance.random()])
    leaning = {id_: [chance.random() ** 2 + 0.02 for _ in cells] for id_, cells in CELLS.items()}
    found = []
    for _ in range(chance.choice([6, 9, 14, 20, 24, 33, 45, 60, 90, 120])):
        person: Person = {
            "country": chance.choices(homes, near)[0],
            "gender": chance.choices(GROUPS[By.GENDER], genders)[0],
            "audience": chance.choices(GROUPS[By.AUDIENCE], kinds)[0],
        }
        person |= {id_: chance.choices(CELLS[id_], leaning[id_])[0] for id_ in CELLS}
        found.append({id_: answer for id_, answer in person.items() if chance.random() > 0.03})
    return found


def documents(survey: Survey, answers: list[Person]) -> Iterator[tuple[By | None, str]]:
    """Yield everything that can be published."""
    n = len(answers)
    batch = ResponseColumns([7] * n, [f"p{i}" for i in range(n)], answers, [{}] * n)
    cube = cube_of([survey], {survey.id: [batch]})
    for by in (None, *GROUPS, *sorted(PLACES)):
        found = evaluation(cube, survey, by)
        yield by, write_markdown(SurveyResults(AttendanceCounts({}, 0), (found,)), [7], Words("en"))


class Reader(Known):
    """The people of each group and their answers, and what the summaries tell about them."""

    def __init__(self, survey: Survey, answers: list[Person]) -> None:
        super().__init__()
        self.survey = survey
        homes = {str(person["country"]) for person in answers if "country" in person}
        self.groups = {**GROUPS, By.COUNTRY: sorted(homes)}
        for by, groups in self.groups.items():
            self._suppose(by, groups, answers)
        for id_, cells in CELLS.items():
            for cell in cells:
                found = sum(person.get(id_) == cell for person in answers)
                self.truth["cell", id_, str(cell)] = found
        for by in self.groups:
            self._relate(by, len(answers))

    def _suppose(self, by: By, groups: list[str], answers: list[Person]) -> None:
        """Add the unknowns of a property: the size of each group, and its answers."""
        for group in (*groups, NOBODY):
            inside = [person for person in answers if person.get(by, NOBODY) == group]
            self.truth["size", by, group] = len(inside)
            for id_ in CELLS:
                given = [person[id_] in GOOD[id_] for person in inside if id_ in person]
                self.truth["good", by, group, id_] = sum(given)
                self.truth["bad", by, group, id_] = len(given) - sum(given)
                self.truth["silent", by, group, id_] = len(inside) - len(given)

    def _relate(self, by: By, n: int) -> None:
        """Add what is known before reading."""
        groups = [*self.groups[by], NOBODY]
        self.learn({("size", by, group): 1 for group in groups}, n, n)
        for id_, cells in CELLS.items():
            for group in groups:
                parts = {(kind, by, group, id_): 1 for kind in ("good", "bad", "silent")}
                self.learn({**parts, ("size", by, group): -1}, 0, 0)
            for kind, is_good in (("good", True), ("bad", False)):
                sums = {(kind, by, group, id_): 1 for group in groups}
                side = {("cell", id_, str(c)): -1 for c in cells if (c in GOOD[id_]) is is_good}
                self.learn({**sums, **side}, 0, 0)

    def read(self, by: By | None, text: str) -> None:
        """Learn all figures of a published summary."""
        for section in re.split(r"^###? ", text, flags=re.MULTILINE)[1:]:
            title = section.partition("\n")[0].partition(" (n = ")[0]
            id_ = title.lower()
            rows = [
                tuple(cell.strip() for cell in line.strip("| ").split(" | "))
                for line in section.splitlines()
                if line.startswith("| ") and "---" not in line
            ][1:]
            if by is None and id_ in CELLS:
                self._read_cells(id_, section, rows)
            elif by is None and id_ in self.groups:
                self._read_sizes(By(id_), rows)
            elif by is not None and id_ in CELLS:
                self._read_shares(by, id_, rows)
            elif by is not None and rows:
                self._read_sizes(by, rows)

    def _read_sizes(self, by: By, rows: list[tuple[str, ...]]) -> None:
        members = self._members(by, [row[0] for row in rows])
        some = any(count != "hidden" for name, count, *_ in rows if name != "not stated")
        for (_, count, *_), groups in zip(rows, members, strict=True):
            terms = {("size", base(by), group): 1 for group in groups}
            if count != "hidden":
                off = 5 if by in LISTS else 0
                self.learn(terms, int(count) - off, int(count) + off)
            elif some and by in GROUPS:
                self.learn(terms, 1, np.inf)

    def _read_shares(self, by: By, id_: str, rows: list[tuple[str, ...]]) -> None:
        members = self._members(by, [row[0] for row in rows])
        for (_, n, share), groups in zip(rows, members, strict=True):
            good = {("good", base(by), group, id_): 1 for group in groups}
            bad = {("bad", base(by), group, id_): 1 for group in groups}
            if share not in ("hidden", "–"):
                off = 5 if by in LISTS else 0
                self.learn({**good, **bad}, int(n) - off, int(n) + off)
                low, high = percents(share, int(n))
                for end, least, most in ((low, 0, np.inf), (high, -np.inf, 0)):
                    sides = {**dict.fromkeys(good, 100 - end), **dict.fromkeys(bad, -end)}
                    self.learn(sides, least, most)

    def _read_cells(self, id_: str, section: str, rows: list[tuple[str, ...]]) -> None:
        cells = {str(cell): ("cell", id_, str(cell)) for cell in CELLS[id_]}
        n = int(re.search(r"\(n = (\d+)\)", section)[1])
        self.learn(dict.fromkeys(cells.values(), 1), n, n)
        some = any(row[1] != "hidden" for row in rows)
        for name, count, *_ in rows:
            cell = {cells[name.lower().removesuffix(" (correct)")]: 1}
            if count != "hidden":
                self.learn(cell, int(count), int(count))
            elif some:
                self.learn(cell, 1, np.inf)
        if share := re.search(r"^- (?:correct|two best ratings): (.*)", section, re.MULTILINE):
            good = {cells[str(cell)]: 1 for cell in GOOD[id_]}
            exact = re.match(r"(\d+) of", share[1])
            ends = [int(exact[1])] * 2 if exact else [n * p / 100 for p in percents(share[1], n)]
            self.learn(good, *ends)
        if mean := re.search(r"^- mean: (.*)", section, re.MULTILINE):
            ends = (n * (float(mean[1]) + off) for off in (-0.00501, 0.00501))
            self.learn({cells[str(cell)]: cell for cell in CELLS[id_]}, *ends)

    def _is_unanimous(self, id_: str) -> bool:
        """Return whether nobody was right or nobody was wrong: then the answers are no secret."""
        sides = (sum(n for name, n in self.truth.items() if (name[0], name[-1]) == (side, id_))
                 for side in ("good", "bad"))  # fmt: skip
        return id_ in CELLS and 0 in sides

    def _members(self, by: By, names: list[str]) -> list[set[str]]:
        """Return the groups in each row: a place has no people of its parts with own rows."""
        groups = {*self.groups[base(by)], NOBODY}
        whole = [self._named(by, name.removesuffix(": other countries")) for name in names]
        found = [part.difference(*(o for o in whole if o < part)) for part in whole]
        rest = groups.difference(*found)
        return [rest if name.startswith("other") else part
                for name, part in zip(names, found, strict=True)]  # fmt: skip

    def _named(self, by: By, name: str) -> set[str]:
        if name.startswith("other"):
            return set()
        if name == "not stated":
            return {NOBODY}
        if by in GROUPS:
            return {name.lower()}
        codes = self.groups[By.COUNTRY]
        if by in LISTS:
            return {code for code in codes if by in countries()[code].groups}
        return {
            code
            for code in codes
            if name in (country_name(code, "en"), region_name(countries()[code].region, "en"),
                        region_name(countries()[code].subregion, "en"))
        }  # fmt: skip

    def worked_out(self) -> list[Name]:
        """Return the small numbers that can have only one value."""
        secret = {name for name, count in self.truth.items()
                  if 0 < count < PEOPLE and name[0] != "silent" and name[2:] != (NOBODY,)
                  and not self._is_unanimous(name[-1])}  # fmt: skip
        return self.forced(secret)


def base(by: By) -> By:
    return By.COUNTRY if by in PLACES else by


def percents(share: str, n: int) -> tuple[float, float]:
    """Return the least and the largest percentage for a printed share of n."""
    percent = float(re.search(r"[0-9.]+", share)[0])
    if share.startswith("at least"):
        return percent, 100
    if share.startswith("at most"):
        return 0, percent
    half = (2.5 if n >= 42 else 5) if share.startswith("about") else 0.0501
    return max(0, percent - half), min(100, percent + half)


@pytest.fixture(scope="module")
def survey() -> Survey:
    return survey_of(SURVEY)


@pytest.mark.parametrize("seed", range(30))
def test_no_small_count_can_be_worked_out_from_all_that_is_printed(survey, seed) -> None:
    answers = people(seed)
    reader = Reader(survey, answers)
    for by, text in documents(survey, answers):
        reader.read(by, text)
    assert reader.worked_out() == []


def test_the_attack_finds_what_can_be_found(survey: Survey) -> None:
    """Eleven people from a region, and ten of them from one country of it."""
    answers: list[Person] = [{"country": "CN", "gender": "woman"}] * 10
    answers += [{"country": "KR", "gender": "man"}, *[{"country": "KE", "gender": "man"}] * 9]
    reader = Reader(survey, answers)
    table = "| region | responses |\n|---|---:|\n| Asia | 11 |\n| other or not stated | 9 |\n"
    reader.read(By.REGION, f"## Exit\n{table}")
    assert ("size", "country", "KR") not in reader.worked_out()
    table = "| country | responses |\n|---|---:|\n| China | 10 |\n| other or not stated | 10 |\n"
    reader.read(By.COUNTRY, f"## Exit\n{table}")
    assert ("size", "country", "KR") in reader.worked_out()
