"""What two published reports reveal together."""

from datetime import date

import pytest

from sstc_cli.model.report import PublishedReport, PublishedTable
from sstc_cli.model.survey import Publish
from sstc_cli.report.record import revealed

Tables = dict[str | None, dict[str, str]]  # values of the table `content` by webinar


def report(webinars: tuple[str, ...], tables: Tables, id_: str = "content") -> PublishedReport:
    return PublishedReport(
        version=1, name="one", published=date(2026, 12, 1), webinars=webinars,
        tables=tuple(PublishedTable(id=id_, webinar=webinar, values=values)
                     for webinar, values in tables.items()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("later", "more"),
    [("36/47", []), ("38/49", ["2"]), ("36/50", ["3"]), ("41/52", []), ("43/50", ["4"])],
)
def test_few_late_answers_are_refused(later: str, more: list[str]) -> None:
    before = report(("w5",), {"w5": {"two_best.share": "36/47"}})
    after = report(("w5",), {"w5": {"two_best.share": later}})
    found = [*revealed(after, [before], Publish(), {})]
    assert [line.rpartition(" ")[2] for line in found] == more


def test_a_series_of_one_more_webinar_is_refused() -> None:
    before = report(("w5",), {None: {"a.share": "12/40"}})
    after = report(("w5", "w6"), {None: {"a.share": "14/60"}})
    assert len([*revealed(after, [before], Publish(), {})]) == 1
    after = report(("w5", "w6"), {None: {"a.share": "18/60"}})
    assert not [*revealed(after, [before], Publish(), {})]


def test_webinars_of_different_reports_are_subtracted_together() -> None:
    """The first report shows one webinar, the second one another, and the third one their sum."""
    first = report(("w5",), {"w5": {"a.share": "12/40"}})
    second = report(("w5", "w6"), {"w5": {"a.share": "hidden"}, "w6": {"a.share": "20/40"}})
    third = report(("w5", "w6", "w7"), {None: {"a.share": "34/120"}, "w7": {"a.share": "hidden"}})
    (line,) = revealed(third, [first, second], Publish(), {})
    assert line.endswith("the difference is 2")


def test_round_numbers_can_be_published_again() -> None:
    before = report(("w5",), {"w5": {"two_best.share": "36/47"}})
    after = report(("w5",), {"w5": {"two_best.share": "40/50"}})
    assert [*revealed(after, [before], Publish(round=3), {})]
    assert not [*revealed(after, [before], Publish(round=5), {})]
