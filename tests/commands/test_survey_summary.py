"""`sstc surveys summary`, broken down, as Markdown, as JSON, and with what was learnt."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import Sstc, alter, write_csv
from rich.cells import cell_len

BEFORE = ["E-mail", "Country", "audience", "pilot_zones", "Consent"]
EXIT = ["E-mail", "Country", "Gender", "Content", "pilot_zones", "Consent"]


def write(file: Path, header: list[str], rows: list[list[str]]) -> None:
    write_csv(file, header, *rows)


@pytest.fixture
def answered(sstc: Sstc, workspace: Path) -> Path:
    """Import answers of 12 women in Kenya, 10 men in China, one man in France."""
    rows = [[f"w{n}@example.org", "Kenya", "Woman", "5", "105", "Yes"] for n in range(12)]
    rows += [[f"m{n}@example.org", "China", "Man", "3", "46", "Yes"] for n in range(10)]
    rows += [["f@example.org", "France", "Man", "1", "46", "Yes"]]
    write(workspace / "exit-webinar-7.csv", EXIT, rows)
    assert sstc("surveys", "import", "exit-webinar-7.csv").status == 0
    return workspace


def test_groups_are_complete_in_the_office_and_hidden_in_reports(sstc, answered) -> None:
    result = sstc("surveys", "summary", "7", "--by", "gender").gives(0, err="")
    assert "  Woman      12\n  Man        11\n" in result.out
    assert max(map(len, result.out.splitlines())) <= 80
    result = sstc("surveys", "summary", "--by", "country", "--format", "md")
    assert "| Kenya | 12 |\n| other or not stated | 11 |\n" in result.out
    assert "| China" not in result.out
    result = sstc("surveys", "summary", "--by", "region", "--format", "json")
    groups = json.loads(result.out)["groups"]["exit"]
    assert groups["groups"] == ["africa", "asia", "europe"]
    assert groups["responses"] == [12, 10, 1]
    assert sstc("surveys", "summary", "--by", "shoe-size").status == 2


@pytest.mark.parametrize("columns", [20, 30, 40, 50, 60, 70, 200])
def test_no_figure_is_cut_in_a_narrow_terminal(columns, sstc, answered, monkeypatch) -> None:
    survey = answered / "data" / "surveys" / "exit.yaml"
    text = survey.read_text("utf-8")
    survey.write_text(text.replace("text: Woman", f"text: {'Woman, or girl, ' * 5}", 1), "utf-8")
    for options in ((), ("--by", "gender")):
        monkeypatch.setenv("COLUMNS", "500")
        whole = sstc("surveys", "summary", "7", *options).out
        monkeypatch.setenv("COLUMNS", str(columns))
        out = sstc("surveys", "summary", "7", *options).out
        assert max(map(cell_len, out.splitlines())) <= columns
        assert Counter(re.findall(r"\d+(?:\.\d+)?", out)) == Counter(
            re.findall(r"\d+(?:\.\d+)?", whole)
        )
        assert "…" not in out


def test_a_survey_that_does_not_ask_for_the_groups_is_shown_whole(sstc, answered) -> None:
    alter(answered / "data" / "surveys" / "exit.yaml", "    role: gender\n", "")
    result = sstc("surveys", "summary", "7", "--by", "gender").gives(0)
    reported = "the survey exit cannot be broken down by gender: its answers stay together\n"
    assert result.err.endswith(reported)
    assert result.out == sstc("surveys", "summary", "7").out


def test_countries_are_grouped_by_m49_and_by_lists_with_their_date(sstc, workspace) -> None:
    countries = ["Ethiopia"] * 12 + ["Kenya"] * 11 + ["Viet Nam"] * 13 + ["Atlantis"] * 10
    rows = [
        [f"{n}@example.org", country, "", "5", "", "Yes"] for n, country in enumerate(countries)
    ]
    write(workspace / "exit-webinar-7.csv", EXIT, rows)
    assert sstc("surveys", "import", "exit-webinar-7.csv").status == 0
    out = sstc("surveys", "summary", "--by", "subregion").out
    assert "Eastern Africa          23" in out
    assert out.index("South-eastern Asia") < out.index("not stated")
    out = sstc("surveys", "summary", "--by", "ldc").out
    assert "Responses by least developed countries (list of 13 December 2024)\n" in out
    out = sstc("surveys", "summary", "--by", "ldc", "--format", "md").out
    assert "### Participants from least developed countries (list of 13 December 2024)\n" in out
    assert "| least developed countries | about 10 |\n| other countries | about 36 |" in out
    assert "People from countries on a list are counted in multiples of 10." in out
    hidden = sstc("surveys", "summary", "--by", "sids", "--format", "md").gives(0, out="")
    assert hidden.err.startswith("nothing of this can be published")
    groups = json.loads(sstc("surveys", "summary", "--by", "lldc", "--json").out)["groups"]["exit"]
    assert groups["groups"] == ["lldc", "other_countries", "not_stated"]


def test_returning_people_are_distinguished_from_new_ones(sstc: Sstc, answered: Path) -> None:
    rows = [[f"w{n}@example.org", "Kenya", "Woman", "5", "", "Yes"] for n in range(12)]
    rows += [[f"n{n}@example.org", "China", "Man", "2", "", "Yes"] for n in range(10)]
    rows += [["", "France", "Man", "1", "", "Yes"]] * 2
    write(answered / "exit-webinar-8.csv", EXIT, rows)
    visits = [["Attendee Report"], ["Attendee Details"]]
    visits += [["Attended", "User Name (Original Name)", "Email", "Join Time", "Leave Time",
                "Time in Session (minutes)"]]  # fmt: skip
    when = ["10/16/2020 04:00:00 PM", "10/16/2020 05:30:00 PM", "90"]
    for person in ("w0", "w1", "w2", "m3", "m4", "m5", *(f"x{n}" for n in range(7))):
        visits.append(["Yes", "Sample", f"{person}@example.org", *when])
    write(answered / "attendees-webinar-8.csv", visits[0], visits[1:])
    for name in ("exit-webinar-8.csv", "attendees-webinar-8.csv"):
        assert sstc("surveys", "import", name, "--dates", "mdy").status == 0
    words = ("surveys", "summary", "8", "--by", "participation")
    out = sstc(*words).out
    assert out.startswith(
        "Attendance: webinar 8\n13 people\n\nAttendances by participation\n"
        "  first time       7\n  returning        6\n"
    )
    sizes = "  first time      10\n  returning       12\n  not stated       2\n"
    assert f"Responses by participation\n{sizes}" in out
    assert "break nothing down" in sstc(*words, "--format", "md").gives(0, out="").err
    out = sstc("surveys", "summary", "--by", "participation", "--format", "md").out
    assert "|  | first time | returning | n |\n|---|---:|---:|---:|\n| 8. " in out
    assert " | 7 | 6 | 13 |\n" in out
    groups = json.loads(sstc(*words, "--json").out)["groups"]
    assert groups["attendance"]["groups"] == ["first_time", "returning"]
    assert groups["exit"]["responses"] == [10, 12, 2]
    series = json.loads(sstc("surveys", "summary", *words[3:], "--json").out)["groups"]
    assert series["exit"]["responses"] == [33, 12, 2]


def test_markdown_hides_small_counts(sstc: Sstc, answered: Path) -> None:
    out = sstc("surveys", "summary", "7", "--survey", "exit", "--format", "md").out
    assert "\n## Exit survey: webinar 7\n" in out
    assert "| 1 Very dissatisfied | hidden | 23 |" in out
    assert "France" not in out
    assert "| correct answers | 52 % (33 to 71 %) | 23 |" in out


def test_a_summary_of_a_few_webinars_is_not_published(sstc: Sstc, workspace: Path) -> None:
    """It is the difference of the summaries of all webinars and of the others."""
    for webinar in (6, 7, 8):
        add(workspace, sstc, webinar, 12)
    refused = sstc(*PUBLISH, "6", "7").gives(2, out="")
    assert "the sum of some webinars would reveal the sum of the others" in refused.err
    assert sstc(*PUBLISH, "6", "7", "8").out == sstc(*PUBLISH).out
    assert sstc("surveys", "summary", "6", "7").status == 0, "in the office"


def _ask_before(answered: Path) -> None:
    """Leave only one of the knowledge questions in the registration survey."""
    registration = answered / "data" / "surveys" / "registration.yaml"
    text = registration.read_text("utf-8")
    start, end = (text.index(at) for at in ("  - id: sdg_innovation", "  # the options of the"))
    registration.write_text(text[:start] + text[end:], "utf-8")


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ((8, "w", "46"), "6 people answered the survey before another webinar; a pair is one"),
        ((7, "z", "46"), "no person answered before and after with the same e-mail address"),
        ((7, "w", ""), "6 people answered before and after, but not each of the same questions"),
    ],
)
def test_a_gain_without_pairs_is_explained(answers, why, sstc, answered) -> None:
    webinar, who, zones = answers
    assert json.loads(sstc("surveys", "summary", "--json").out)["gains"] == {}, "a quiz alone"
    _ask_before(answered)
    rows = [[f"{who}{n}@example.org", "Kenya", "ministries", zones, "Yes"] for n in range(6)]
    write(answered / f"registration-webinar-{webinar}.csv", BEFORE, rows)
    assert sstc("surveys", "import", f"registration-webinar-{webinar}.csv").status == 0
    for words in (["7"], ["--json"]):
        assert f"no pairs: {why}" in sstc("surveys", "summary", *words).err


def test_only_questions_of_the_chosen_webinars_count(sstc: Sstc, answered: Path) -> None:
    write(answered / "exit-webinar-8.csv", EXIT, [["a@b.org", "Kenya", "Man", "5", "105", "Yes"]])
    assert sstc("surveys", "import", "exit-webinar-8.csv").status == 0
    for webinar, questions in (("7", 3), ("8", 2)):
        rows = [[f"w{webinar}@example.org", "Kenya", "ministries", "46", "Yes"]]
        write(answered / f"registration-webinar-{webinar}.csv", BEFORE, rows)
        assert sstc("surveys", "import", f"registration-webinar-{webinar}.csv").status == 0
        [gain] = json.loads(sstc("surveys", "summary", webinar, "--json").out)["gains"].values()
        assert len(gain["questions"]) == questions, "one is asked at webinar 7 only"


def test_the_gain_is_computed_from_pairs(sstc: Sstc, answered: Path) -> None:
    _ask_before(answered)
    rows = [[f"w{n}@example.org", "Kenya", "ministries", "46", "Yes"] for n in range(6)]
    rows += [[f"w{n}@example.org", "Kenya", "ministries", "105", "Yes"] for n in range(6, 12)]
    rows += [["x@example.org", "Kenya", "ministries", "46", "Yes"]]
    write(answered / "registration-webinar-7.csv", BEFORE, rows)
    assert sstc("surveys", "import", "registration-webinar-7.csv").status == 0
    out = sstc("surveys", "summary", "7").out
    out = " ".join(out.split())
    assert "12 pairs; 1 answered before only, 11 after only" in out
    assert "paired gain: +50.0 points (95 % interval +16.8 to +83.2), from 50.0 % to" in out
    gain = json.loads(sstc("surveys", "summary", "7", "--json").out)["gains"]["exit"]
    assert (gain["pairs"], gain["normalised"]) == (12, 1.0)


def add(workspace: Path, sstc: Sstc, webinar: int, people: int, knew: int = 0) -> None:
    """Import the exit survey of a webinar with so many people, of whom some answered the quiz."""
    rows = []
    for n in range(people):
        zones = ("105", "46")[n % 2] if n < knew else ""
        rows.append([f"{webinar}-{n}@example.org", "Kenya", "Woman", "5", zones, "Yes"])
    write(workspace / f"exit-webinar-{webinar}.csv", EXIT, rows)
    assert sstc("surveys", "import", f"exit-webinar-{webinar}.csv").status == 0


PUBLISH = ("surveys", "summary", "--format", "md", "--survey", "exit")


def test_a_webinar_with_few_answers_is_left_out_of_all(sstc: Sstc, workspace: Path) -> None:
    add(workspace, sstc, 7, 20)
    alone = sstc(*PUBLISH, "7").gives(0, err="")
    add(workspace, sstc, 8, 4)
    assert sstc(*PUBLISH).gives(0, err="").out == alone.out
    sstc(*PUBLISH, "8").gives(
        1, "no survey or attendance of 5 people or more from webinar 8 has been imported yet"
    )
    add(workspace, sstc, 8, 5)
    assert " 25 |" in sstc(*PUBLISH).gives(0).out


@pytest.mark.parametrize(("knew", "told"), [(4, 20), (5, 25)])
def test_a_question_with_few_answers_at_a_webinar_is_left_out_of_all(
    sstc: Sstc, workspace: Path, knew: int, told: int
) -> None:
    add(workspace, sstc, 7, 20, knew=20)
    add(workspace, sstc, 8, 30, knew=knew)
    public = sstc(*PUBLISH).gives(0).out
    assert {*re.findall(r"^\| 105 .* \| (\d+) \|$", public, re.MULTILINE)} == {str(told)}
    assert {*re.findall(r"^\| 5 Very .* \| (\d+) \|$", public, re.MULTILINE)} == {"50"}
    office = sstc("surveys", "summary").gives(0).out
    assert f"zones does China have? (n = {20 + knew})" in office


def test_summaries_are_compared_by_what_they_show(sstc: Sstc, evaluated: Path) -> None:
    """People by gender at webinar 5 differ by few from all, and only summaries by gender tell."""
    for webinars in ((), ("5",)):
        sstc("surveys", "summary", "--format", "md", *webinars).gives(0, err="")
    sstc("surveys", "summary", "--by", "gender", "--format", "md").gives(0, err="")
    result = sstc("surveys", "summary", "5", "--by", "gender", "--format", "md")
    assert "warning W540 `who.gender.other_or_not_stated.answered` of webinar 5" in result.err


def test_late_responses_are_reported_and_many_are_not(sstc: Sstc, workspace: Path) -> None:
    add(workspace, sstc, 7, 20)
    assert sstc(*PUBLISH, "7").err == ""
    assert "W540" not in sstc("report", "check").out
    add(workspace, sstc, 7, 22)
    assert "W540 `content.n` of webinar 7 shows 22, and an" in sstc("report", "check").out
    assert "shows 22, and an earlier summary shows 20" in sstc(*PUBLISH, "7").err
    add(workspace, sstc, 7, 40)
    assert sstc(*PUBLISH, "7").err == ""


def test_summaries_of_one_day_reveal_nothing_together(sstc: Sstc, workspace: Path) -> None:
    """One person at webinar 8 rates 1, and one 2: the series hides them as each webinar does."""
    ratings = {7: [5] * 12 + [4] * 9 + [1] * 6, 8: [5] * 9 + [4] * 8 + [1, 2]}
    for webinar, given in ratings.items():
        rows = [[f"{webinar}-{n}@example.org", "Kenya", "Woman", str(rating), "", "Yes"]
                for n, rating in enumerate(given)]  # fmt: skip
        write(workspace / f"exit-webinar-{webinar}.csv", EXIT, rows)
        assert sstc("surveys", "import", f"exit-webinar-{webinar}.csv").status == 0
    shown = {}
    for webinars in ((), ("7",), ("8",)):
        result = sstc(*PUBLISH, *webinars).gives(0, err="")
        (row,) = re.findall(r"^\| 1 Very dissatisfied \| (.*?) \|", result.out, re.MULTILINE)
        shown[webinars] = row
    assert [*shown.values()].count("hidden") >= 2, shown


def test_what_was_published_outlives_other_commands(sstc: Sstc, workspace: Path) -> None:
    add(workspace, sstc, 7, 20)
    sstc(*PUBLISH, "7")
    sstc("surveys", "key", "--rotate")
    sstc("surveys", "forget", "7-0@example.org", "--yes")
    assert "shows 19, and an earlier summary shows 20" in sstc(*PUBLISH, "7").err


def test_a_summary_is_in_one_language(sstc: Sstc, answered: Path) -> None:
    """Besides names that are the same in both languages, no English word is left."""
    for words in ([], ["--by", "gender"], ["--by", "subregion"], ["--by", "ldc"],
                  ["--by", "participation"], ["--format", "md"]):  # fmt: skip
        out = sstc("surveys", "summary", "7", "--language", "zh", *words).out
        assert set(re.findall("[A-Za-z]{2,}", out)) <= {"SDG"}, words
    out = sstc("surveys", "summary", "7", "--language", "zh", "--by", "ldc").out
    assert "按最不发达国家（名单截至2024年12月13日）分列的答卷" in out


def test_numbers_have_the_decimal_mark_of_the_language(sstc: Sstc, answered: Path) -> None:
    alter(answered, "languages: [en, zh]", "languages: [en, zh, fr]")
    for words in ([], ["--by", "gender"]):
        english = sstc("surveys", "summary", "7", *words).out
        french = sstc("surveys", "summary", "7", "--language", "fr", *words).out
        points = re.findall(r"\d+\.\d", english)
        assert points and len(re.findall(r"\d,\d", french)) >= len(points), words
        assert not re.search(r"\d\.\d", french), words


EXPORT = ("surveys", "export", "--survey", "exit", "--format", "csv", "-o", "-")


def test_an_export_in_which_rows_are_alike(sstc: Sstc, answered: Path) -> None:
    result = sstc(*EXPORT, "--k", "5").gives(0)
    made, warned, help_ = result.err.splitlines()
    assert made == "made 11 of 23 responses less exact"
    assert warned == (
        "warning: `exit`: in 2 groups with the same `webinar`, `country`, `gender`, all gave one"
        " answer to `pilot_zones`, `content`: anyone who knows one of them knows it"
    )
    assert help_.startswith("help: try a larger number for `--k`")
    header, *rows = csv.reader(io.StringIO(result.out.removeprefix("\ufeff")))
    assert {"person", "submitted"}.isdisjoint(header)
    assert len(rows) == 23
    at = header.index("country")
    assert {row[at] for row in rows} == {"KE", ""}
    exact = csv.DictReader(io.StringIO(sstc(*EXPORT).out.removeprefix("\ufeff")))
    answers = Counter((row["content"], row["pilot_zones"]) for row in exact)
    columns = [header.index(name) for name in ("content", "pilot_zones")]
    assert Counter(tuple(row[column] for column in columns) for row in rows) == answers
    for words in (["--with-texts"], ["--with-contacts"], ["--survey", "attendance"]):
        refused = sstc("surveys", "export", "--k", "5", *words).gives(2)
        assert f"`{' '.join(words)}` shows single people" in " ".join(refused.err.split())
    assert sstc("surveys", "export", "--k", "50").status == 3


def test_an_answer_months_later_does_not_show_that_somebody_came(sstc, workspace) -> None:
    later = [["Yes", "a@b.org", "Yes, once"]]
    write(workspace / "later-webinar-7.csv", ["Consent", "E-mail", "Used"], later)
    exit_ = [["a@b.org", "Kenya", "Woman", "5", "105", "Yes"]]
    write(workspace / "exit-webinar-8.csv", EXIT, exit_)
    (workspace / "webinar-7.csv").write_text("Name,Email,Minutes\nB,b@b.org,60\n", "utf-8")
    for file in ("later-webinar-7.csv", "exit-webinar-8.csv", "webinar-7.csv"):
        assert sstc("surveys", "import", file).status == 0
    words = ("surveys", "summary", "8", "--by", "participation", "--json")
    groups = json.loads(sstc(*words).out)["groups"]["exit"]
    assert dict(zip(groups["groups"], groups["responses"], strict=True)) == {"first_time": 1}
    surveys = json.loads(sstc("surveys", "summary", "7", "--json").out)["surveys"]
    [found] = [survey for survey in surveys if survey["survey"] == "later"]
    assert (found["n"], found["response_rate"]) == (1, None)
    missing = json.loads(sstc("surveys", "list", "--today", "2020-12-31", "--json").out)["missing"]
    assert "later" not in missing, "nobody has to ask later"


def test_what_people_offer_stays_in_the_office(sstc: Sstc, workspace: Path) -> None:
    header = ["Consent", "E-mail", "Country", "Audience", "Offer", "Seek", "Introduction"]
    rows = [["Yes", f"{n}@b.org", "Kenya", "Companies", "Product standards and quality",
             "Women entrepreneurs", "Yes"] for n in range(5)]  # fmt: skip
    write(workspace / "registration-webinar-7.csv", header, rows)
    assert sstc("surveys", "import", "registration-webinar-7.csv").status == 0
    export = ("surveys", "export", "--format", "csv", "-o", "-")
    asked = {"offer", "seek", "kind", "introduce", "share", "at_once"}
    for words, columns in (((), asked), (("--k", "5"), set())):
        first = sstc(*export, *words).out.lstrip("\ufeff").splitlines()[0].split(",")
        assert asked & {*first} == columns
        assert {"country", "interests"} <= {*first}
