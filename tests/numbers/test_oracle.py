"""Every figure of random stores and their tables, against pandas, scipy and statsmodels."""

import os
from collections.abc import Mapping
from math import floor
from pathlib import Path

import pandas as pd
import pytest
from oracle import (
    ALL,
    GOOD,
    NEAR,
    People,
    agree,
    answered,
    chosen,
    effect,
    stated,
    surveys,
    visits,
)
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep

from sstc_cli.choices import By
from sstc_cli.model.countries import countries
from sstc_cli.numbers.cube import At, Cube
from sstc_cli.numbers.evaluation import breakdown, make_cube, survey_numbers
from sstc_cli.numbers.statistics import share_of
from sstc_cli.numbers.tables.groups import difference_of
from sstc_cli.numbers.tables.report_tables import DIMENSIONS, exact_tables
from sstc_cli.numbers.tables.table import Table

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
                if question.id in ALL:
                    right = given[question.id].isin(ALL[question.id])
                    agree(found.good(question.id, webinars), right)


def test_a_survey_has_one_design_effect(made: tuple[People, Cube]) -> None:
    people, cube = made
    assert cube.survey("exit").effect == effect(people.table("exit"), ALL)


def test_means_agree(made: tuple[People, Cube]) -> None:
    people, cube = made
    table, found = people.table("exit"), cube.survey("exit")
    for webinars in scopes(people):
        rows = answered(chosen(table, webinars), "content")
        mean = found.mean("content", webinars)
        if rows.empty:
            assert mean is None
        elif rows["who"].nunique() > 1:
            people = len(rows) / (1.0 if webinars else found.effect)
            middle, spread = (
                rows["content"].astype(float).mean(),
                rows["content"].astype(float).std(),
            )
            if people >= 2 and spread:
                half = stats.t.ppf(0.975, people - 1) * spread / people**0.5
                ends = (middle, middle - half, middle + half)
                assert (mean.value, mean.low, mean.high) == pytest.approx(ends, abs=0.0051)
        rows = answered(chosen(table, webinars), "recommend")
        score = found.net("recommend", webinars)
        if not rows.empty:
            y = rows["recommend"].map(lambda rating: (rating > 8) * 1.0 - (rating < 7))
            assert score.score == pytest.approx(100 * y.mean(), abs=NEAR)
            more, less, n = (y > 0).sum() + 0.75, (y < 0).sum() + 0.75, len(y) + 3
            middle = (more - less) / n
            spread = ((more + less) / n - middle**2) / n * score.effect
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
                agree(shares[group], given[question].isin(good))


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
                agree(part, y)
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
            agree(shares[name], y)


def test_a_cube_of_some_webinars_has_their_figures(tmp_path: Path) -> None:
    people = People(7)
    store = people.store(tmp_path)
    assert len(people.webinars) > 2
    cube, table = make_cube(store, surveys(), [1, 2]), people.table("exit")
    given = answered(chosen(table, [1, 2]), "content")
    agree(cube.survey("exit").good("content"), given["content"].isin([4, 5]))
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


TABLED_STORES = int(os.environ.get("SSTC_ORACLE", "12"))
PARTS = {"promoters": range(9, 11), "passives": range(7, 9), "detractors": range(7)}
Tabled = tuple[People, Mapping[tuple[int, ...], Mapping[str, Table]]]


@pytest.fixture(params=range(TABLED_STORES))
def tabled(request: pytest.FixtureRequest, tmp_path: Path) -> Tabled:
    people = People(request.param)
    cube = make_cube(people.store(tmp_path), surveys(), (), DIMENSIONS)
    return people, exact_tables(cube).tables


def test_reach_and_participants(tabled: Tabled) -> None:
    people, tables = tabled
    there = visits(people)
    for scope, found in tables.items():
        rows = {"registered": chosen(people.table("registration"), scope),
                "attended": chosen(there, scope),
                "answered": chosen(people.table("exit"), scope)}  # fmt: skip
        for stage, of in rows.items():
            assert (found["reach"].value(stage) or 0) == of["who"].nunique()
        for dimension in ("gender", "country"):
            groups, table = stated(people, dimension), found.get(f"who.{dimension}")
            for stage, of in rows.items() if table else ():
                persons = pd.Series(of["who"].unique(), dtype=object)
                counts = persons.map(groups).astype(object).fillna("not_stated").value_counts()
                shown = {line.key: table.value(line.key, stage) for line in table.lines
                         } if stage in table.columns else {}  # fmt: skip
                assert {key: n for key, n in shown.items() if n} == counts.to_dict()


def test_attendance_and_response(tabled: Tabled) -> None:
    people, tables = tabled
    there, said = visits(people), people.table("exit")
    known = there[there["person"].isin(people.known)]
    first = pd.concat([known, said[said["person"].isin(people.known)]])
    first = first.groupby("person")["webinar"].min()
    for line in tables[()]["attendance"].lines if "attendance" in tables[()] else ():
        rows = there[there["webinar"] == int(line.key)]
        new = rows["person"].map(first) == int(line.key)
        expected = {
            "first_time": new.sum(),
            "not_stated": (~rows["person"].isin(first.index)).sum(),
        }
        for column in tables[()]["attendance"].columns:
            value = expected.get(column, len(rows) - sum(expected.values()))
            assert tables[()]["attendance"].value(line.key, column) == value
    attended = {*there["webinar"]}
    for scope, found in tables.items():
        part = chosen(known, scope).reset_index(drop=True)
        keys = {*zip(said["webinar"], said["person"], strict=True)}
        y = pd.Series([key in keys for key in zip(part["webinar"], part["person"], strict=True)],
                      dtype=bool)  # fmt: skip
        told = found["funnel"].value("told") if "funnel" in found else None
        if told is not None:
            agree(told, y)
        inside = chosen(said[said["webinar"].isin(attended)], scope)
        share = found["response"].value("all") if "response" in found else None
        pairs = {*zip(part["webinar"], part["person"], strict=True)}
        if share is not None and pairs.issuperset(
            zip(inside["webinar"], inside["person"], strict=True)
        ):
            assert (share.count, share.n) == (len(inside), len(chosen(there, scope)))


def test_questions(tabled: Tabled) -> None:
    people, tables = tabled
    for scope, found in tables.items():
        for survey, asked in surveys().items():
            rows = chosen(people.table(survey), scope)
            for question in asked.questions:
                id_ = question.id if survey == "exit" else f"{survey}.{question.id}"
                table = found.get("recommend" if question.id == "recommend" else id_)
                if table is not None and question.id not in ("gender", "country"):
                    _question_agrees(table, question.id, answered(rows, question.id))


def _question_agrees(table: Table, id_: str, rows: pd.DataFrame) -> None:
    values = rows[id_].map(lambda value: value if isinstance(value, list) else [value])
    assert table.n == len(rows)
    for line in table.lines:
        share = line.values[0]
        match line.key:
            case "two_best" | "correct":
                agree(share, rows[id_].isin(GOOD[id_]))
            case "mean":
                assert share.value == pytest.approx(rows[id_].astype(float).mean(), abs=0.00501)
            case "promoters" | "passives" | "detractors":
                assert (share.count, share.n) == (rows[id_].isin(PARTS[line.key]).sum(), len(rows))
            case "score":
                assert len(rows) >= 30
                y = rows[id_].map(lambda rating: (rating > 8) * 1.0 - (rating < 7))
                assert share.value == pytest.approx(100 * y.mean(), abs=NEAR)
            case key:
                code = int(key) if key.isdigit() else key or "in other words"
                agree(share, values.map(lambda found, code=code: code in found))


def test_knowledge_and_gain(tabled: Tabled) -> None:
    people, tables = tabled
    sides = [people.table(id_).dropna(subset="person") for id_ in surveys()]
    both = sides[0].merge(sides[1], on=["person", "webinar"], suffixes=("_before", "_after"))
    for scope, found in tables.items():
        for line in found["knowledge"].lines if "knowledge" in found else ():
            for survey, share in zip(surveys(), line.values, strict=True):
                rows = answered(chosen(people.table(survey), scope), line.key)
                if len(rows):
                    agree(share, rows[line.key].isin(GOOD[line.key]))
            _change_agrees(line.p, line.key, chosen(both, scope))
        if "gain" in found and found["gain"].n:
            _gain_agrees(found["gain"], chosen(both, scope))


def _change_agrees(p: float | None, id_: str, rows: pd.DataFrame) -> None:
    rows = rows[rows["webinar"] < 3] if id_ == "exam" else rows
    rows = rows[rows[f"{id_}_before"].notna() & rows[f"{id_}_after"].notna()]
    rows = rows.sort_values("webinar").drop_duplicates("person")
    before, after = (rows[f"{id_}_{side}"].isin(GOOD[id_]) for side in ("before", "after"))
    table = [[(a & b).sum() for b in (after, ~after)] for a in (before, ~before)]
    assert (p is None) == (table[0][1] + table[1][0] < 10)
    assert p is None or p == pytest.approx(mcnemar(table, exact=True).pvalue)


def _gain_agrees(table: Table, both: pd.DataFrame) -> None:
    scores = []
    for _, row in both.iterrows():
        asked = ["quiz", "exam"] if row["webinar"] < 3 else ["quiz"]
        told = [[row[f"{q}_{side}"] for q in asked] for side in ("before", "after")]
        if all(isinstance(v, str) and v != "in other words" for side in told for v in side):
            scores.append((row["person"], *(
                100 * sum(v in GOOD[q] for q, v in zip(asked, side, strict=True)) / len(asked)
                for side in told)))  # fmt: skip
    means = pd.DataFrame(scores, columns=["person", "pre", "post"]).groupby("person").mean()
    changes = means["post"] - means["pre"]
    assert table.value("pairs") == len(means)
    levels = (table.value("before").value, table.value("after").value, table.value("gain").value)
    expected = (means["pre"].mean(), means["post"].mean(), changes.mean())
    assert levels == pytest.approx(expected, abs=NEAR)
    gain = table.value("gain")
    if gain.low is not None:
        ends = stats.ttest_1samp(changes, 0).confidence_interval()
        expected = pytest.approx((max(-100, ends.low), min(100, ends.high)), abs=NEAR)
        assert (gain.low, gain.high) == expected


def test_bounds(tabled: Tabled) -> None:
    people, tables = tabled
    there = visits(people)
    for scope, found in tables.items():
        for line in found["bounds"].lines if "bounds" in found else ():
            rows = answered(chosen(people.table("exit"), scope), line.key)
            came = chosen(there, scope)
            came = came[came["webinar"] < 3] if line.key == "exam" else came
            good, silent = rows[line.key].isin(GOOD[line.key]).sum(), len(came) - len(rows)
            low = floor(100 * good / len(came))
            high = -floor(-100 * (good + silent) / len(came))
            assert line.values == (low, high)


def test_groups(tabled: Tabled) -> None:
    people, tables = tabled
    rows = people.table("exit").assign(
        group=people.table("exit")["gender"].astype(object).fillna("not_stated")
    )
    for id_, good in ALL.items():
        table = tables[()].get(f"{id_}.by_gender")
        for line in table.lines if table else ():
            if line.key == "difference":
                first, second = (table.value(group) for group in ("woman", "man"))
                assert line.values[0] == difference_of(first, second)
                continue
            inside = answered(rows[rows["group"] == line.key], id_)
            assert len(inside) >= 10
            agree(line.values[0], inside[id_].isin(good))
        sizes = answered(rows, id_)["group"].value_counts().drop("not_stated", errors="ignore")
        assert ({line.key for line in table.lines} - {"difference"} if table else set()) == (
            {*sizes[sizes >= 10].index} if (sizes >= 10).sum() > 1 else set()
        )


@pytest.mark.parametrize(
    ("a", "n", "b", "m"), [(7, 10, 3, 12), (0, 10, 10, 10), (12, 44, 0, 30), (4, 31, 16, 36)]
)
def test_differences_agree_with_newcombe(a: int, n: int, b: int, m: int) -> None:
    found = difference_of(share_of(a, n), share_of(b, m))
    low, high = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high), abs=NEAR)


def test_webinars(tabled: Tabled) -> None:
    people, tables = tabled
    for id_, good in GOOD.items():
        table = tables[()].get(f"webinars.{id_}")
        if table is None:
            continue
        whole = answered(people.table("exit"), id_)
        p = whole[id_].isin(good).mean()
        sizes = []
        for line in table.lines:
            rows = answered(chosen(people.table("exit"), (int(line.key),)), id_)
            n, count = len(rows), rows[id_].isin(good).sum()
            assert n >= 10
            assert (line.values[0].count, line.values[0].n) == (count, n)
            far = abs(count / n - p) > 3 * (p * (1 - p) / n) ** 0.5
            assert line.outlying == (min(n * p, n * (1 - p)) >= 5 and far)
            sizes.append(n)
        half = 3 * (p * (1 - p) / sorted(sizes)[len(sizes) // 2]) ** 0.5
        ends = (100 * max(0, p - half), 100 * min(1, p + half))
        assert table.band == pytest.approx(ends, abs=NEAR)
