"""The board and both letters to partners: their words, and how they look as pages."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from conftest import REPOSITORY, Sstc, words_in
from greys import looks_as_it_did

from sstc_cli.documents.workspace_templates import stationery, templates_of
from sstc_cli.model import Series
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS
from sstc_cli.views.partner_letters import (
    Description,
    Introduced,
    Letter,
    partner_introduction_view,
    partner_request_view,
)
from sstc_cli.workspace import open_workspace

DAY = date(2026, 3, 5)


def request(series: Series, language: str) -> View:
    kinds = tuple(kind.id for kind in series.kinds)[:2]
    offered, wanted = topics(series)
    other = Description("KE", series.audiences[0].id, offered, wanted, kinds)
    zone = "Asia/Shanghai"
    letter = Letter("Li Na", offered, wanted, other, "abcd-efgh", date(2026, 3, 19), zone)
    return partner_request_view(series, letter, language)


def introduction(series: Series, language: str) -> View:
    offered, wanted = topics(series)
    first, second = (audience.id for audience in series.audiences[:2])
    both = (
        Introduced("Grace Wanjiru", "grace@example.org", "County of Mombasa", "KE", first,
                   offered, wanted, "Africa/Nairobi"),
        Introduced("李娜", "lina@example.org", "杭州市商务局", "CN", second,
                   wanted, offered, "Asia/Shanghai"),
    )  # fmt: skip
    starts = [datetime(2026, 3, day, 7, tzinfo=UTC) for day in (5, 6, 9)]
    return partner_introduction_view(series, both, starts, language)


def topics(series: Series) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = tuple(topic.id for topic in series.topics)
    return ids[:2], ids[2:3]


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
@pytest.mark.parametrize(
    ("name", "view"), [("partner-request", request), ("partner-introduction", introduction)]
)
def test_a_letter_is_as_it_was(workspace, name, view, language, golden) -> None:
    opened = open_workspace(workspace, DAY)
    assert opened.series
    series = opened.series
    templates = templates_of(opened, language, stationery(opened, series, language))
    subject, document = templates.mail(name, view(series, language))
    text = FORMATS["txt"](document, templates).decode()
    golden(f"{subject}\n\n{text}", f"documents/{name}.{language}.txt")
    assert looks_as_it_did(FORMATS["pdf"](document, templates), f"{name}.{language}")


@pytest.fixture
def registered(workspace: Path, sstc: Sstc) -> Path:
    files = sorted((REPOSITORY / "examples" / "exports").glob("*.csv"))
    assert sstc("surveys", "import", *files).status == 0
    return workspace


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_board_is_as_it_was(sstc, registered, language, golden) -> None:
    for kind in ("md", "pdf"):
        found = sstc("partners", "board", "--format", kind, "--language", language).gives(0)
        data = (registered / found.out.strip()).read_bytes()
        golden(*words_in(data, kind, f"documents/partners-board.{language}"))
    assert looks_as_it_did(data, f"partners-board.{language}")
