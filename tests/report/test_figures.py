"""What the figures of a report say about the people behind them."""

from parts import setting_of

from sstc_cli.numbers.statistics import share_of
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures.make import figures_of
from sstc_cli.report.results import tables_of

KNOWLEDGE = Table(
    "knowledge", ("before", "after"),
    (Line("pilot_zones", 94, (share_of(100, 264), share_of(73, 94)), 0.001),), 94, 10, "exit",
)  # fmt: skip
TOPICS = Table(
    "useful", ("share",),
    (Line("cases", 24, (share_of(10, 24),)), Line("talks", 24, (None,))), 24, 10, "exit", "useful",
)  # fmt: skip
THEMES = Table("themes", ("share", "comments"), (Line("sound", 24, (share_of(10, 24), 10)),), 24, 5)


def test_before_and_after_each_have_their_own_n() -> None:
    setting = setting_of(KNOWLEDGE)
    (row,) = figures_of(setting)["knowledge"].rows
    assert row.n == "264 → 94"
    (table,) = tables_of(setting)
    assert table.rows[0][-1] == "264 → 94"


def test_n_of_a_choice_or_theme_is_its_base() -> None:
    figures = figures_of(setting_of(TOPICS, THEMES))
    assert [row.n for row in figures["useful"].rows] == ["24", "24"]
    assert [row.n for row in figures["themes"].rows] == ["24"]
