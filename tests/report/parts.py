"""A report of any tables, in English."""

from conftest import REPOSITORY

from sstc_cli.model import Series, Survey
from sstc_cli.model.report import ReportTexts
from sstc_cli.numbers.tables.table import Table
from sstc_cli.numbers.words import ENGLISH
from sstc_cli.report.setting import Setting
from sstc_cli.source import Tree, build, parse


def setting_of(*tables: Table, office: bool = False, webinar: int | None = None) -> Setting:
    """Return what a report of the example series with these tables is about."""
    series, found = build(_parsed("webinars.yaml"), Series)
    exit_survey, more = build(_parsed("surveys/exit.yaml"), Survey)
    assert series and exit_survey, (found, more)
    return Setting(
        series, {"exit": exit_survey}, ReportTexts(), ENGLISH,
        {table.id: table for table in tables}, {}, office=office,
        webinar=next((each for each in series.webinars if each.number == webinar), None),
    )  # fmt: skip


def _parsed(name: str) -> Tree:
    return parse((REPOSITORY / "data" / name).read_text("utf-8"), name)
