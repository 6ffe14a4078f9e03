"""The themes of coded comments: how many comments have each, and what of that is public."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import NUMBERS
from folded import public_tables

from sstc_cli.model import Survey
from sstc_cli.numbers.evaluation import make_cube
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.report_tables import (
    DIMENSIONS,
    ExactTables,
    exact_tables,
)
from sstc_cli.numbers.tables.table import SERIES, Table
from sstc_cli.report.quotes import read_coded
from sstc_cli.store import PseudonymKey, Reading, SqliteFile, Store
from sstc_cli.store.comments import Code, comments, record_codes
from sstc_cli.store.response import Identity, Response

SEAL = PseudonymKey(b"k" * 32)
QUESTIONS = [
    {"id": "comment", "type": "text", "role": "comment", "text": "What?"},
    {"id": "more", "type": "text", "role": "comment", "text": "More?"},
]
SURVEYS = {
    name: Survey.read({"id": name, "when": when, "title": name, "questions": QUESTIONS})
    for name, when in (("registration", "before"), ("exit", "after"), ("later", "later"))
}
THEMES = ["sound", "time", "food"]


class Stored:
    """A store to which answers are added, each with its comments and their themes."""

    def __init__(self, file: Path) -> None:
        self.store = Store(SqliteFile(file), webinars=NUMBERS)
        self.codes: dict[str, tuple[str, ...]] = {}
        self.responses: dict[str, list[Response]] = {}

    def say(self, who: str, webinar: int, *parts: str, survey: str = "exit") -> None:
        """Let a person comment in one or two parts, each with the themes that it names."""
        texts = {question: f"{part} {who} {webinar} {survey}"
                 for question, part in zip(("comment", "more"), parts, strict=False)}  # fmt: skip
        self.codes |= {
            text: (*part.split(),) for text, part in zip(texts.values(), parts, strict=True)
        }
        key, person = SEAL.digest(survey, who, str(webinar)), SEAL.digest("person", who)
        said = Response(
            key, key, survey, str(webinar), "plain", 2, None, None, person,
            Identity(who, None, None, "{}"), json.dumps(texts), "{}", "{}",
        )  # fmt: skip
        self.responses.setdefault(survey, []).append(said)

    def tables(self, least: int = 0) -> ExactTables:
        readings = [Reading("a", "", "plain", id_, found) for id_, found in self.responses.items()]
        self.store.record(readings, SEAL, "0" * 64, date(2020, 10, 10))
        found = comments(self.store, SURVEYS.values())
        codes = [(c, Code(tuple(sorted(self.codes[c.text])))) for c in found if self.codes[c.text]]
        record_codes(self.store, codes)
        cube = make_cube(self.store, SURVEYS, (), DIMENSIONS)
        return exact_tables(cube, read_coded(self.store, cube, THEMES, least))


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    return Stored(tmp_path / ".sstc" / "store.sqlite")


def numbers(table: Table) -> dict[str, object]:
    return {line.key: line.values[1] for line in table.lines}


def test_a_comment_has_several_themes_and_a_person_one_comment_a_webinar(stored: Stored) -> None:
    stored.say("a", 1, "sound time", "sound old")
    stored.say("b", 1, "time", "")
    stored.say("a", 2, "time")
    stored.say("c", 2, "")  # has no code
    tables = stored.tables().tables
    first = tables[1,]["themes"]
    assert (first.n, numbers(first)) == (2, {"sound": 1, "time": 2, "food": 0, "old": 1})
    assert [line.key for line in first.lines] == [*THEMES, "old"]  # a theme that was deleted since
    whole = tables[SERIES]["themes"]
    assert (whole.n, numbers(whole)["time"]) == (3, 3)
    share = whole.value("sound")
    assert isinstance(share, Share)
    assert (share.count, share.n) == (1, 3) and share.effect >= 1


def test_what_is_said_before_webinars_or_months_later_does_not_count(stored: Stored) -> None:
    for survey in ("registration", "later"):
        stored.say("a", 1, "sound", survey=survey)
    assert "themes" not in stored.tables().tables[SERIES]
    stored.say("b", 1, "sound")
    assert stored.tables().tables[SERIES]["themes"].n == 1


def test_a_person_who_comments_often_widens_the_interval(stored: Stored) -> None:
    for n in range(12):
        stored.say("often", n + 1, "sound")
        stored.say(f"p{n}", n + 1, "time")
    share = stored.tables().tables[SERIES]["themes"].value("sound")
    assert isinstance(share, Share) and share.effect > 2


def test_small_counts_are_hidden_with_their_share(stored: Stored) -> None:
    for n in range(20):
        stored.say(f"p{n}", 1, "sound" if n % 2 else "food time" if n < 6 else "time")
    exact = stored.tables()
    public = public_tables(exact)[SERIES]["themes"]
    assert public.columns == ("share", "comments")
    assert numbers(exact.tables[SERIES]["themes"]) == {"sound": 10, "time": 10, "food": 3}
    assert numbers(public) == {"sound": 10, "time": 10, "food": None}
    assert not isinstance(public.value("food"), Share)


def test_a_webinar_does_not_reveal_another_one(stored: Stored) -> None:
    for n in range(24):
        stored.say(
            f"p{n}", 1 if n < 12 else 2, "sound" if n not in (1, 2, 13, 14, 15, 16, 17) else "time"
        )
    public = public_tables(stored.tables())
    known = [numbers(public[scope]["themes"])["time"] for scope in (SERIES, (1,), (2,))]
    assert known[1] is None  # two comments
    assert None in (known[0], known[2])  # their difference


def test_fewer_than_five_comments_are_not_shown(stored: Stored) -> None:
    for n in range(4):
        stored.say(f"p{n}", 1, "sound")
    public = public_tables(stored.tables())[SERIES]["themes"]
    assert (public.n, public.lines) == (None, ())


@pytest.mark.parametrize(("people", "told"), [(4, 20), (5, 25)])
def test_comments_of_few_people_at_a_webinar_are_left_out_of_all(
    stored: Stored, people: int, told: int
) -> None:
    for n in range(20 + people):
        stored.say(f"p{n}", 1 if n < 20 else 2, "sound" if n % 2 else "time")
    assert stored.tables(least=5).tables[SERIES]["themes"].n == told
