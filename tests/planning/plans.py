"""Random plans, and workbooks of plans that are changed as people do it."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from sstc_cli.model import Series
from sstc_cli.planning.columns import LABELS, Column, Layout, Table
from sstc_cli.planning.incoming.proposal import Plan, Proposal, propose
from sstc_cli.planning.workbook import Export, write_plan
from sstc_cli.planning.workbook_words import Names
from sstc_cli.sheets import read_sheets
from sstc_cli.source import Tree, build, edited, parse, write

FOLDERS = [Path(__file__).parents[2] / "templates"]
NOW = datetime(2027, 1, 4, 9, 30)
LANGUAGES = (["en"], ["en", "zh"], ["fr", "en", "ar"], ["pt", "pt-PT"])
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30
).map(str.strip)
SEEN = WORDS.filter(lambda text: any(char.isalpha() for char in text))
URLS = st.integers(0, 999).map(lambda number: f"https://example.org/{number}")
DAYS = st.dates(date(2027, 1, 4), date(2027, 12, 20))
CLOCKS = st.integers(0, 287).map(lambda at: time(at // 12, at % 12 * 5))


def texts(languages: list[str]) -> st.SearchStrategy[Any]:
    some = st.dictionaries(st.sampled_from(languages), SEEN, min_size=1)
    return st.one_of(SEEN, some) if len(languages) > 1 else SEEN


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    languages = draw(st.sampled_from(LANGUAGES))
    text = texts(languages)
    people = [f"person-{at}" for at in range(draw(st.integers(0, 3)))]
    groups = [f"group-{at}" for at in range(draw(st.integers(0, 3)))]

    def optional(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    def known(document: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in document.items() if value is not None}

    def talk(at: int) -> dict[str, Any]:
        speaker = optional(st.sampled_from(people)) if people else None
        minutes = optional(st.integers(1, 90).map(str))
        sure = optional(st.sampled_from(["true", "false"]))
        return known({"id": f"talk-{at}", "title": optional(text), "speaker": speaker,
                      "minutes": minutes, "confirmed": sure})  # fmt: skip

    def webinar(at: int) -> dict[str, Any]:
        starts = datetime.combine(draw(DAYS), draw(CLOCKS))
        ends = starts + timedelta(minutes=draw(st.integers(1, 287)) * 5)
        chosen = draw(st.lists(st.sampled_from(groups), unique=True)) if groups else []
        join = optional(st.fixed_dictionaries({"url": URLS, "passcode": st.just("sesame")}))
        return known({
            "id": f"webinar-{at}", "number": str(at), "title": draw(text),
            "starts": f"{starts:%Y-%m-%d %H:%M}", "ends": f"{ends:%Y-%m-%d %H:%M}",
            "status": optional(st.sampled_from(["planned", "held", "cancelled"])),
            "summary": optional(text), "join": join, "audiences": chosen or None,
            "register_url": optional(URLS), "register_by": optional(DAYS.map(str)),
            "talks": [talk(number) for number in range(draw(st.integers(0, 3)))] or None,
            "done": optional(st.just({"agenda": "2027-01-02"})),
        })  # fmt: skip

    webinars = [webinar(at) for at in range(1, draw(st.integers(1, 4)) + 1)]
    names = draw(st.lists(SEEN, min_size=6, max_size=6, unique_by=str.casefold))
    return known({
        "id": "series", "domain": "example.org", "title": draw(text), "revised": "2027-01-01 00:00",
        "zone": "Africa/Nairobi", "languages": languages, "count": str(len(webinars)),
        "window": {"starts": "2027-01-01", "ends": "2027-12-31"},
        "organisers": [{"id": "office", "name": "The office"}],
        "audiences": [{"id": id_, "name": names[at]} for at, id_ in enumerate(groups)] or None,
        "deadlines": [{"id": "agenda", "name": "Send the agenda", "due": "7 days before"}],
        "people": [{"id": id_, "name": names[3 + at], "country": "KE"}
                   for at, id_ in enumerate(people)] or None,
        "webinars": webinars,
    })  # fmt: skip


def plan_of(document: dict[str, Any] | str) -> Plan:
    text = document if isinstance(document, str) else write(document, "A plan")
    return plan_in(parse(text, "data/webinars.yaml"))


def plan_in(tree: Tree) -> Plan:
    series, problems = build(tree, Series)
    assert series is not None, problems
    return Plan(series, tree, FOLDERS, NOW)


def layout_of(plan: Plan, *, private: bool = False, language: str = "") -> Layout:
    languages = plan.series.languages
    return Layout(language or languages[0], languages, private)


def exported(plan: Plan, *, private: bool = False, language: str = "") -> bytes:
    layout = layout_of(plan, private=private, language=language)
    names = Names(layout.language, FOLDERS)
    return write_plan(Export(plan.series, plan.tree.text, layout, names), "sstc …")


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def proposed(
    plan: Plan,
    data: bytes,
    folder: Path,
    *,
    removes: bool = False,
    published: frozenset[str] = frozenset(),
    name: str = "plan.xlsx",
) -> Proposal:
    file = folder / name
    file.write_bytes(data)
    source = read_sheets(file, languages=plan.series.languages, whole=True)
    return propose(plan, source, published, removes=removes)


def after(plan: Plan, proposal: Proposal) -> Plan:
    return plan_in(edited(plan.tree, proposal.edits, Series))


def cell_of(book: Workbook, table: Table, column: Column, row: int, layout: Layout) -> Any:
    names = Names(layout.language, FOLDERS)
    sheet = book[names.say(LABELS[table])]
    heads = [cell.value for cell in sheet[1]]
    at = heads.index(names.heading(column.label, column.language)) + 1
    return sheet.cell(row + 2, at)


def put(cell: Any, value: Any) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def named(columns: tuple[Column, ...], name: str) -> Column:
    return next(column for column in columns if column.name == name)
