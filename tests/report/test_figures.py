"""What the figures and findings of a report say about the people behind them."""

from dataclasses import replace

import pytest
from parts import setting_of

from sstc_cli.choices import By
from sstc_cli.model import Text
from sstc_cli.model.survey import Publish
from sstc_cli.model.view import Figure, Form, Mark
from sstc_cli.numbers.statistics import Mean, Rough, share_of
from sstc_cli.numbers.tables.people import public_answers
from sstc_cli.numbers.tables.questions import with_means
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.numbers.words import ENGLISH
from sstc_cli.render.figures import in_html, in_text
from sstc_cli.report.annex import limits_of, tables_of
from sstc_cli.report.explain import rests_on
from sstc_cli.report.figures import figures_of
from sstc_cli.report.findings import findings_of, too_few_of
from sstc_cli.report.glance import _is_reached, glance_of
from sstc_cli.report.record import _table
from sstc_cli.report.values import interval_text, unbroken, value_text
from sstc_cli.store.history import Import

KNOWLEDGE = Table(
    "knowledge", ("before", "after"),
    (Line("pilot_zones", 94, (share_of(100, 264), share_of(73, 94)), 0.001),), 94, 10, "exit",
)  # fmt: skip
TOPICS = Table(
    "useful", ("share",),
    (Line("cases", 24, (share_of(10, 24),)), Line("talks", 24, (None,))), 24, 10, "exit", "useful",
)  # fmt: skip
THEMES = Table("themes", ("share", "comments"), (Line("sound", 24, (share_of(10, 24), 10)),), 24, 5)


def drawn(figure: Figure, ending: str) -> str:
    if ending == "html":
        return "".join(cell for row in figure.rows for cell in in_html._row(figure, row))
    return " ".join(line for row in figure.rows for line, _ in in_text.drawn_lines(figure, row))


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
    assert hidden and "each anonymous answer counts as a different person" in str(hidden)
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
        Mark(None, "at least 80 %", 80, 100), Mark(75, "about 75 %", 60, 86)
    ]  # fmt: skip
    assert figures["bounds"].rows[0].marks == (Mark(None, "49\u00a0to\u00a090\u00a0%", 49, 90),)
    certain = "broken lines: the range where the value certainly is"
    assert figures["bounds"].source.endswith(f"; {certain}")
    assert figures["webinars.content"].source.endswith(f"; lines: 95 % intervals; {certain}")


def test_people_are_drawn_once_on_an_axis_of_people() -> None:
    came = ("new", "returning")
    lines = (Line("5", None, (67, 0)), Line("6", None, (29, 270)))
    attendance = Table("attendance", came, lines, 366, 5)
    again = Table("webinars.attendance", ("people",), (Line("6", None, (299,)),), 5, 5)
    figures = figures_of(setting_of(attendance, again))
    assert [*figures] == ["attendance"]
    assert (figures["attendance"].high, figures["attendance"].unit) == (299, "")
    who = Table("who.gender", ("registered", "attended"), lines, 366, 5)
    assert figures_of(setting_of(who))["who.gender"].high == 270


def test_a_best_rating_that_is_a_range_is_on_the_same_axis_as_others() -> None:
    def rated(id_: str, best: object) -> Table:
        hidden = tuple(Line(str(at), 24, (None,)) for at in range(1, 6))
        lines = (*hidden, Line("two_best", 24, (best,)))  # type: ignore[arg-type]
        return Table(id_, ("share",), lines, 24, 10, "exit", id_)

    least, known = Rough(24, None, 80, 100), share_of(18, 24)
    (figure,) = figures_of(setting_of(rated("content", least), rated("speakers", known))).values()
    first, second = (row.marks for row in figure.rows)
    assert figure.form == Form.DOTS and figure.head[1] == "two best ratings"
    assert first == (Mark(None, "at least 80 %", 80, 100),)
    assert second[0].value == 75 and second[0].low and second[0].low > 50
    assert not any(row.note for row in figure.rows), "said once"


def test_groups_of_one_figure_are_under_the_names_of_their_properties() -> None:
    def by(name: By, *keys: str) -> Table:
        lines = tuple(Line(key, 40, (share_of(30, 40),)) for key in keys)
        return Table(f"content.by_{name}", ("share",), lines, 40, 10, "exit", "content", by=name)

    tables = by(By.GENDER, "woman", "man"), by(By.LANGUAGE, "en")
    (figure,) = figures_of(setting_of(*tables)).values()
    assert [row.group for row in figure.rows] == ["Gender", "Gender", "Language"]


@pytest.mark.parametrize(("ending", "solid", "broken"), [
    ("html", 'class="span"', 'class="span bound"'), ("txt", "─", "╌"),
])  # fmt: skip
def test_bounds_are_drawn_otherwise_than_intervals(ending: str, solid: str, broken: str) -> None:
    lines = {
        solid: Line("5", 40, (Rough(40, 75, 60, 86),)),
        broken: Line("6", 20, (Rough(20, None, 80, 100),)),
    }
    for sign, line in lines.items():
        table = Table("webinars.content", ("share",), (line,), 60, 10, "exit", "content")
        figure = figures_of(setting_of(table))["webinars.content"]
        (other,) = {solid, broken} - {sign}
        text = drawn(figure, ending)
        assert sign in text and other not in text


def test_a_webinar_that_is_hidden_for_others_keeps_its_n() -> None:
    lines = (Line("5", 30, (share_of(25, 30),)), Line("6", 24, (None,)), Line("7", None, (None,)))
    rated = Table("webinars.content", ("share",), lines, 60, 10, "exit", "content")
    rows = figures_of(setting_of(rated))["webinars.content"].rows
    hidden = "hidden, because it would reveal answers of a few people"
    assert [(row.n, row.note) for row in rows[1:]] == [("24", hidden), ("", hidden)]


def test_a_mean_that_hidden_counts_leave_open_is_a_range_everywhere() -> None:
    lines = [Line("1", 60, (None,)), Line("2", 60, (None,)), Line("3", 60, (share_of(8, 60),))]
    lines += [Line("4", 60, (share_of(20, 60),)), Line("5", 60, (share_of(26, 60),))]
    lines += [Line("two_best", 60, (share_of(46, 60),)), Line("mean", 60, (None,))]
    table = Table("content", ("share",), tuple(lines), 60, 10, "exit", "content")
    shown = with_means(table).value("mean")
    assert shown == Mean(4.05, 4.0, 4.1, missing="mean")
    assert (value_text(ENGLISH, shown), interval_text(ENGLISH, shown)) == ("4.0 to 4.1", "")
    setting = setting_of(table.with_lines(replace(line, values=(shown,)) for line in lines[-1:]))
    assert tables_of(setting)[0].rows[0][1] == "4.0 to 4.1"
    assert _table(setting.tables["content"], None).values == {"mean.share": "4.0 to 4.1"}
    reached = {4.0: True, 4.05: None, 4.2: False}
    assert {target: _is_reached(shown, target) for target in reached} == reached
    hidden = [replace(line, values=(None,)) for line in lines[2:]]
    wide = replace(table, lines=(*lines[:2], *hidden))
    assert with_means(wide).value("mean") is None


def test_nothing_and_what_is_hidden_are_written_so() -> None:
    assert {ENGLISH.decimal(value, "+.1f") for value in (0.0, -0.04)} == {"0.0"}
    assert ENGLISH.decimal(0.4, "+.1f") == "+0.4"
    gain = Line("gain", 66, (Mean(27.9, missing="hidden"),))
    (line,) = glance_of(setting_of(Table("gain", ("value",), (gain,), 66, 10)))
    assert (line.value, line.interval) == ("+27.9", "hidden")
    rate = Line("all", 160, (Rough(160, 40, 33, 48),))
    (line,) = glance_of(setting_of(Table("response", ("rate",), (rate,), 160, 10)))
    assert (line.value, line.interval) == ("about 40 %", unbroken("33 to 48 %"))


@pytest.mark.parametrize(("name", "surveys"), [
    ("gain", ["registration", "exit"]), ("knowledge", ["registration", "exit"]),
    ("response", ["attendance", "exit"]), ("attendance", ["attendance"]),
    ("reach", ["registration", "attendance", "exit"]),
])  # fmt: skip
def test_a_figure_rests_on_the_files_of_its_numbers(name: str, surveys: list[str]) -> None:
    setting = setting_of(KNOWLEDGE)
    exit_ = setting.surveys["exit"]
    known = {"registration": exit_.replaced(id="registration", when="before"), "exit": exit_,
             "later": exit_.replaced(id="later", when="later")}  # fmt: skip
    setting = replace(setting, surveys=known)
    table = Table(name, ("value",), (), 60, 5)
    files = ("registration", "attendance", "exit", "later")
    imports = [Import(1, "f", "0", "", "plain", survey, "2026-12-01", *[0] * 7, (5,))
               for survey in files]  # fmt: skip
    assert [file.survey for file in imports if rests_on(setting, table, file)] == surveys


def test_a_figure_whose_values_are_all_hidden_is_named_instead() -> None:
    response = Table("response", ("rate",), (Line("all", 20, (None,)),), 20, 10)
    rated = Table(
        "content", ("share",), (Line("two_best", 20, (None,)),), 20, 10, "exit", "content"
    )
    setting = setting_of(response, rated)
    figures = figures_of(setting)
    assert figures == {} and tables_of(setting) == ()
    found = findings_of(setting, figures)
    why = "Not shown, because the values would reveal answers of a few people: "
    assert found.respondents and found.respondents.remarks == (f"{why}Response rate",)
    assert found.reaction and found.reaction.remarks[0].startswith(f"{why}How satisfied")


@pytest.mark.parametrize(("gain", "pairs", "said"), [
    (None, 14, "14 people answered both before and after. How much more they knew is hidden,"
               " because it would tell what few of them answered."),
    (None, None, "Not shown, because the values would reveal answers of a few people:"
                 " Knowledge of people who answered both before and after"),
    (Mean(20.0, 12.5, 27.5), None, "Tested: among the people who answered both before and after,"
     " the share of correct answers changed by +20.0 points (95 % interval +12.5 to +27.5). Their"
     " number is hidden, because it would reveal answers of a few people."),
])  # fmt: skip
def test_what_is_hidden_of_a_gain_is_told(gain: Mean | None, pairs: int | None, said: str) -> None:
    values = {"gain": gain, "before": None, "after": None, "pairs": pairs, "lost": None}
    lines = tuple(Line(key, pairs, (value,)) for key, value in values.items())
    found = findings_of(setting_of(Table("gain", ("value",), lines, 14, 10)), {}).learning
    assert found and found.sentences == (said,)


def test_only_what_rests_on_few_people_is_said_to() -> None:
    tables = [Table(id_, ("value",), (), None, 5) for id_ in ("reach", "answers", "gain")]
    assert [*too_few_of(setting_of(*tables), tables)] == [
        "Not shown, because they rest on fewer than 5 people: From registration to response"
    ]


def test_a_change_of_large_p_may_be_due_to_chance() -> None:
    line = Line("pilot_zones", 30, (share_of(8, 29), share_of(22, 30)), 1.0, pairs=25)
    (row,) = figures_of(setting_of(replace(KNOWLEDGE, lines=(line,))))["knowledge"].rows
    said = "the change may be due to chance (exact McNemar test, ≈\u00a025 pairs)"
    assert row.note == said
    (row,) = figures_of(setting_of(replace(KNOWLEDGE, lines=(replace(line, p=None),))))[
        "knowledge"
    ].rows
    assert row.note == "not tested, because it would reveal answers that came later"


def test_the_office_reads_how_many_changed() -> None:
    line = replace(KNOWLEDGE.lines[0], p=0.006, pairs=27, changed=(11, 1))
    setting = replace(setting_of(replace(KNOWLEDGE, lines=(line,))), office=True)
    (row,) = figures_of(setting)["knowledge"].rows
    said = "p = 0.006 (exact McNemar test, 27 pairs); right only after: 11, only before: 1"
    assert row.note == said


def test_the_response_rate_of_a_series_is_of_attendances() -> None:
    response = Table("response", ("rate",), (Line("all", 157, (share_of(94, 157),)),), 157, 10)
    for webinar, said in ((7, "Of those who attended, 60 %"), (None, "Of all attendances, 60 %")):
        setting = setting_of(response, webinar=webinar)
        found = findings_of(setting, figures_of(setting)).respondents
        assert found and found.sentences[0].startswith(said)
        assert limits_of(setting)[1].startswith(said)


def test_the_tables_of_a_report_are_told_apart() -> None:
    """The same question of two surveys has both titles; the groups have the figures' headings."""
    asked = replace(TOPICS, id="content", question="content")
    groups = [replace(asked, id=f"content.by_{by}", by=by) for by in (By.GENDER, By.LANGUAGE)]
    setting = setting_of(asked, replace(asked, id="first.content", survey="first"), *groups)
    later = setting.surveys["exit"].replaced(id="first", title=Text("Registration"))
    setting = replace(setting, surveys={**setting.surveys, "first": later})
    after, before, by_group = tables_of(setting)
    text = by_group.title.removeprefix("By group: ")
    assert [after.title, before.title] == [f"Exit survey: {text}", f"Registration: {text}"]
    assert [row[0] for row in by_group.rows if len(row) == 1] == ["Gender", "Language"]
    assert len(by_group.rows) == 6
