"""What the figures and findings of a report say about the people behind them."""

from dataclasses import replace

from parts import setting_of

from sstc_cli.model.survey import Publish
from sstc_cli.model.view import Mark
from sstc_cli.numbers.statistics import Rough, share_of
from sstc_cli.numbers.tables.people import public_answers
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.annex import limits_of, tables_of
from sstc_cli.report.figures import figures_of
from sstc_cli.report.findings import findings_of

KNOWLEDGE = Table(
    "knowledge", ("before", "after"),
    (Line("pilot_zones", 94, (share_of(100, 264), share_of(73, 94)), 0.001),), 94, 10, "exit",
)  # fmt: skip
TOPICS = Table(
    "useful", ("share",),
    (Line("cases", 24, (share_of(10, 24),)), Line("talks", 24, (None,))), 24, 10, "exit", "useful",
)  # fmt: skip
THEMES = Table("themes", ("share", "comments"), (Line("sound", 24, (share_of(10, 24), 10)),), 24, 5)


def test_before_and_after_have_their_own_n_and_a_choice_its_base() -> None:
    setting = setting_of(KNOWLEDGE)
    (row,) = figures_of(setting)["knowledge"].rows
    assert row.n == "264 → 94"
    (table,) = tables_of(setting)
    assert table.rows[0][-1] == "264 → 94"
    figures = figures_of(setting_of(TOPICS, THEMES))
    assert [row.n for row in figures["useful"].rows] == ["24", "24"]
    assert [row.n for row in figures["themes"].rows] == ["24"]


def answers(known: int, anonymous: int) -> Table:
    lines = (Line("identified", known, (known,)), Line("anonymous", anonymous, (anonymous,)))
    return Table("answers", ("value",), lines, known + anonymous, 5)


def test_anonymous_answers_are_not_people_and_few_cannot_be_subtracted() -> None:
    reach = Table("reach", ("people",), (Line("answered", 32, (32,)),), 32, 5)
    found = findings_of(setting_of(reach, answers(18, 14)), {}).reach
    assert found and "32 answered the survey (18 people and 14 anonymous answers)" in str(found)
    few = replace(answers(30, 2), lines=(), n=None)
    hidden = findings_of(setting_of(reach, few), {}).reach
    assert hidden and "each anonymous answer counts as somebody else’s" in str(hidden)
    family = {(): answers(40, 16), (5,): answers(20, 14), (6,): answers(22, 2)}
    shown = public_answers(family, Publish(least=5))
    assert [scope for scope, table in shown.items() if table.lines] == [()]
    del family[6,]
    assert all(table.lines for table in public_answers(family, Publish(least=5)).values())


def test_a_response_rate_that_is_hidden_or_rough_has_known_attendance() -> None:
    def limit(*tables: Table) -> str:
        return limits_of(setting_of(*tables, webinar=7))[1]

    rough = Table("response", ("rate",), (Line("all", 20, (Rough(20, None, 80, 100),)),), 20, 10)
    assert limit(rough).startswith("Of those who attended, at least 80 % answered.")
    hidden = replace(rough, lines=(Line("all", 20, (None,)),))
    for table in (hidden, replace(rough, lines=(), n=None)):
        assert limit(table) == "The response rate is hidden, because it is about few people."
    assert limit().startswith("Attendance is not known")


def test_bounds_have_no_point_between_them() -> None:
    rated = Table(
        "webinars.content", ("share",),
        (Line("5", 20, (Rough(20, None, 80, 100),)), Line("6", 40, (Rough(40, 75, 60, 86),))),
        60, 10, "exit", "content",
    )  # fmt: skip
    possible = Table("bounds", ("low", "high"), (Line("content", 157, (49, 90)),), 157, 10, "exit")
    figures = figures_of(setting_of(rated, possible))
    assert [row.marks[0] for row in figures["webinars.content"].rows] == [
        Mark(None, "at least 80 %", 80, 100), Mark(75, "about 75 % (60 to 86)", 60, 86)
    ]  # fmt: skip
    assert figures["bounds"].rows[0].marks == (Mark(None, "49\u00a0to\u00a090\u00a0%", 49, 90),)


def test_a_figure_whose_values_are_all_hidden_is_named_instead() -> None:
    response = Table("response", ("rate",), (Line("all", 20, (None,)),), 20, 10)
    rated = Table(
        "content", ("share",), (Line("two_best", 20, (None,)),), 20, 10, "exit", "content"
    )
    setting = setting_of(response, rated)
    figures = figures_of(setting)
    assert figures == {}
    found = findings_of(setting, figures)
    why = "Not shown, because the values would tell about few people: "
    assert found.respondents and found.respondents.remarks == (f"{why}Response rate",)
    assert found.reaction and found.reaction.remarks[0].startswith(f"{why}How satisfied")


def test_a_gain_that_is_hidden_is_told() -> None:
    values = {"gain": None, "before": None, "after": None, "pairs": 14, "lost": 6}
    lines = tuple(Line(key, 14, (value,)) for key, value in values.items())
    found = findings_of(setting_of(Table("gain", ("value",), lines, 14, 10)), {}).learning
    assert found and found.sentences == (
        "14 people answered both before and after. How much more they knew is hidden, because it"
        " would tell what few of them answered.",
    )


def test_a_change_of_large_p_may_be_due_to_chance() -> None:
    line = Line("pilot_zones", 30, (share_of(8, 29), share_of(22, 30)), 1.0)
    (row,) = figures_of(setting_of(replace(KNOWLEDGE, lines=(line,))))["knowledge"].rows
    assert row.note == "the change may be due to chance (exact McNemar test)"


def test_the_response_rate_of_a_series_is_of_attendances() -> None:
    response = Table("response", ("rate",), (Line("all", 157, (share_of(94, 157),)),), 157, 10)
    for webinar, said in ((7, "Of those who attended, 60 %"), (None, "Of all attendances, 60 %")):
        setting = setting_of(response, webinar=webinar)
        found = findings_of(setting, figures_of(setting)).respondents
        assert found and found.sentences[0].startswith(said)
        assert limits_of(setting)[1].startswith(said)
