"""What two published reports reveal together."""

from datetime import date

import pytest

from sstc_cli.model.report import PublishedReport, PublishedTable
from sstc_cli.model.survey import Publish
from sstc_cli.report.record import revealed

Tables = dict[int | None, dict[str, str]]  # values of the table `content` by webinar


def report(webinars: tuple[int, ...], tables: Tables, id_: str = "content") -> PublishedReport:
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
    before = report((5,), {5: {"two_best.share": "36/47"}})
    after = report((5,), {5: {"two_best.share": later}})
    found = [*revealed(after, [before], Publish())]
    assert [line.rpartition(" ")[2] for line in found] == more


def test_a_series_of_one_more_webinar_is_refused() -> None:
    before = report((5,), {None: {"a.share": "12/40"}})
    after = report((5, 6), {None: {"a.share": "14/60"}})
    assert len([*revealed(after, [before], Publish())]) == 1
    after = report((5, 6), {None: {"a.share": "18/60"}})
    assert not [*revealed(after, [before], Publish())]


def test_round_numbers_can_be_published_again() -> None:
    before = report((5,), {5: {"two_best.share": "36/47"}})
    after = report((5,), {5: {"two_best.share": "40/50"}})
    assert [*revealed(after, [before], Publish(round=3))]
    assert not [*revealed(after, [before], Publish(round=5))]
