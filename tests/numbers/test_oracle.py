"""Every figure of random stores, against pandas, scipy and statsmodels."""

import os
from pathlib import Path

import pandas as pd
import pytest
from oracle import (
    ALL,
    NEAR,
    People,
    agree,
    answered,
    chosen,
    clustered,
    effect,
    stated,
    surveys,
    visits,
)
from scipy import stats

from sstc_cli.choices import By
from sstc_cli.model.countries import countries
from sstc_cli.numbers.cube import At, Cube
from sstc_cli.numbers.evaluation import breakdown, make_cube, survey_numbers

STORES = int(os.environ.get("SSTC_ORACLE", "40"))


@pytest.fixture(scope="module", params=range(STORES))
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[People, Cube]:
    people = People(request.param)
    people.kept = people.store(tmp_path_factory.mktemp("store"))
    return people, make_cube(people.kept, surveys())


def scopes(people: People) -> list[At]:
    return [(), *((webinar,) for webinar in people.webinars)]


def test_answers_agree(made: tuple[People, Cube]) -> None:
    people, cube = made
    for survey, asked in surveys().items():
        table, found = people.table(survey), cube.survey(survey)
        assert found.responses == table["webinar"].value_counts().to_dict()
        assert found.persons == table["person"].nunique()
        for webinars in scopes(people):
            rows = chosen(table, webinars)
            assert found.anonymous(webinars) == rows["person"].isna().sum()
            for question in asked.questions:
                given = answered(rows, question.id)
                assert found.n(question.id, webinars) == len(given)
                _answers_agree(cube, survey, question.id, given, webinars)
                if question.id in ALL:
                    right = given[question.id].isin(ALL[question.id])
                    agree(found.good(question.id, webinars), right, given["who"])


def _answers_agree(
    cube: Cube, survey: str, question: str, given: pd.DataFrame, webinars: At
) -> None:
    several = given[question].map(lambda value: value if isinstance(value, list) else [value])
    found = cube.survey(survey)
    expected = several.explode().replace("in other words", "").value_counts().to_dict()
    counts = found.counts(question, webinars)
    counts.pop("not_applicable", None)
    assert counts == expected
    for answer in expected:
        y = several.map(lambda values, answer=answer: answer in values)
        if answer:
            agree(found.share(question, answer, webinars), y, given["who"])


def test_means_agree(made: tuple[People, Cube]) -> None:
    people, cube = made
    table, found = people.table("exit"), cube.survey("exit")
    for webinars in scopes(people):
        rows = answered(chosen(table, webinars), "content")
        mean = found.mean("content", webinars)
        if rows.empty:
            assert mean is None
        elif rows["who"].nunique() > 1:
            middle, variance, _ = clustered(rows["content"].astype(float), rows["who"])
            half = stats.t.ppf(0.975, rows["who"].nunique() - 1) * variance**0.5
            if half > 1e-9:
                ends = (middle, middle - half, middle + half)
                assert (mean.value, mean.low, mean.high) == pytest.approx(ends, abs=0.0051)
        rows = answered(chosen(table, webinars), "recommend")
        score = found.net("recommend", webinars)
        if not rows.empty:
            y = rows["recommend"].map(lambda rating: (rating > 8) * 1.0 - (rating < 7))
            assert score.score == pytest.approx(100 * y.mean(), abs=NEAR)
            more, less, n = (y > 0).sum() + 0.75, (y < 0).sum() + 0.75, len(y) + 3
            middle = (more - less) / n
            spread = ((more + less) / n - middle**2) / n * effect(y, rows["who"])
            low = max(-1.0, min(y.mean(), middle - stats.norm.ppf(0.975) * spread**0.5))
            assert score.low == pytest.approx(100 * low, abs=NEAR)


def places(table: pd.DataFrame, by: By) -> pd.Series:
    """Return the group of each row."""
    if by in (By.GENDER, By.COUNTRY):
        return table[by].astype(object).fillna("not_stated")
    known = countries()
    if by is By.SUBREGION:
        return (
            table["country"]
            .map(lambda code: known[code].subregion, na_action="ignore")
            .astype(object)
            .fillna("not_stated")
        )
    groups = table["country"].map(lambda code: by in known[code].groups, na_action="ignore")
    return groups.map({True: str(by), False: "other_countries"}).astype(object).fillna("not_stated")


@pytest.mark.parametrize("by", [By.GENDER, By.COUNTRY, By.SUBREGION, By.LDC])
def test_groups_agree(made: tuple[People, Cube], by: By) -> None:
    people, cube = made
    table, found = people.table("exit"), cube.survey("exit")
    table = table.assign(group=places(table, by))
    for webinars in scopes(people):
        rows = chosen(table, webinars)
        assert found.sizes(by, webinars) == rows["group"].value_counts().to_dict()
        for question, good in ALL.items():
            shares = found.shares(question, by, webinars)
            for group, inside in rows.groupby("group"):
                given = answered(inside, question)
                agree(shares[group], given[question].isin(good), given["who"])


def test_reach_agrees(made: tuple[People, Cube]) -> None:
    people, cube = made
    everybody = visits(people)
    attended = set(everybody["webinar"])
    for webinars in scopes(people):
        there = chosen(everybody, webinars)
        funnel = cube.funnel(webinars)
        assert funnel.attended == there["who"].nunique()
        for survey, count, part in (
            ("registration", funnel.registered, funnel.came),
            ("exit", funnel.answered, funnel.told),
        ):
            said = chosen(people.table(survey), webinars)
            assert count == said["who"].nunique()
            if survey == "exit":
                strangers = said[~said["person"].isin(people.known)]
                assert funnel.anonymous == strangers["who"].nunique()
            sides = [side[side["person"].isin(people.known) & side["webinar"].isin(attended)]
                     for side in (said, there)]  # fmt: skip
            able, did = sides if survey == "registration" else sides[::-1]
            keys = {*zip(did["webinar"], did["person"], strict=True)}
            able = able.reset_index(drop=True)
            rows = zip(able["webinar"], able["person"], strict=True)
            y = pd.Series([row in keys for row in rows], dtype=bool)
            assert (part is None) == (not len(y))
            if part:
                agree(part, y, able["person"])
        assert cube.visits(webinars).total() == len(there)


def test_people_by_group_agree(made: tuple[People, Cube]) -> None:
    people, cube = made
    late, early = stated(people, "gender"), stated(people, "gender", ("registration",))
    there = visits(people)
    tables = {"attendees": there, "registered": people.table("registration"),
              "answered": people.table("exit")}  # fmt: skip
    exits = tables["answered"]
    told = {*zip(exits["webinar"], exits["person"], strict=True)}
    for webinars in scopes(people):
        for kind, table in tables.items():
            who = chosen(table, webinars)["who"].drop_duplicates()
            expected = who.map(lambda person: late.get(person, "not_stated")).value_counts()
            assert getattr(cube, kind)(By.GENDER, webinars) == expected.to_dict()
        known = chosen(there, webinars)
        known = known[known["person"].isin(people.known)].drop_duplicates()
        group = known["person"].map(lambda person: early.get(person, "not_stated"))
        shares = cube.response(By.GENDER, webinars)
        assert {*shares} == {*group}
        for name, inside in known.groupby(group):
            keys = zip(inside["webinar"], inside["person"], strict=True)
            y = pd.Series([key in told for key in keys], dtype=bool)
            agree(shares[name], y, inside["person"].reset_index(drop=True))


def test_a_cube_of_some_webinars_has_their_figures(tmp_path: Path) -> None:
    people = People(7)
    store = people.store(tmp_path)
    assert len(people.webinars) > 2
    cube, table = make_cube(store, surveys(), [1, 2]), people.table("exit")
    given = answered(chosen(table, [1, 2]), "content")
    agree(cube.survey("exit").good("content"), given["content"].isin([4, 5]), given["who"])
    assert cube.webinars == [1, 2]
    for webinar in (1, 2):
        alone, whole = make_cube(store, surveys(), [webinar]), make_cube(store, surveys())
        one = survey_numbers(alone.survey("exit"))
        assert one == survey_numbers(whole.survey("exit"), webinars=[webinar])
        assert alone.funnel() == whole.funnel([webinar])
        assert alone.visits() == whole.visits([webinar])


def test_a_summary_has_the_figures_of_the_whole_cube(made: tuple[People, Cube]) -> None:
    people, cube = made
    quick = make_cube(people.kept, surveys(), (), [By.REGION], each=False)
    for survey in surveys():
        found, whole = quick.survey(survey), cube.survey(survey)
        assert survey_numbers(found) == survey_numbers(whole)
        assert breakdown(found, By.REGION) == breakdown(whole, By.REGION)
