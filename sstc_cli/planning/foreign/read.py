"""Read a schedule: its webinars, title and languages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import SstcError
from sstc_cli.planning.clocks import parts_of
from sstc_cli.planning.foreign.builder import Builder
from sstc_cli.planning.foreign.cell_texts import note_columns, parts_in_languages, script_of
from sstc_cli.planning.foreign.dialogue import (
    WHAT,
    CellSpot,
    Notes,
    ScheduleAsker,
    ScheduleOptions,
    Task,
    quoted,
)
from sstc_cli.planning.foreign.grouping import group, levels_of, lines_of, numbers_of
from sstc_cli.planning.foreign.headers import languages_of
from sstc_cli.planning.foreign.moments import (
    DayReader,
    moment_of_line,
    note_swapped,
    year_in,
    years_in,
)
from sstc_cli.planning.foreign.plan_text import PlanFacts, plan_text
from sstc_cli.planning.foreign.schedule import (
    Recognised,
    ScheduleColumn,
    ScheduleTable,
    TimedLine,
    WebinarLines,
    WrittenMoment,
)
from sstc_cli.planning.foreign.spelling import on_one_line, zone_in
from sstc_cli.planning.foreign.tables import day_of_sheet, tables_of
from sstc_cli.planning.foreign.timing import overlap, place_in_time, slots_of
from sstc_cli.planning.foreign.zones import ZoneMover, decide_zone
from sstc_cli.sheets import Source

_LATIN = ("en", "fr", "es", "pt")
_SHARE = 5  # a script counts if a fifth of the titles is in it


def decide_languages(
    columns: Sequence[ScheduleColumn], titles: Iterable[str], task: Task
) -> tuple[str, ...]:
    """Return the languages of the series, the main one first: by option, the file, or by asking."""
    if task.options.languages:
        return task.options.languages
    named = list(dict.fromkeys(
        column.language for column in columns if column.language and column.fact in WHAT
    ))  # fmt: skip
    if len(named) > 1:
        return tuple(named)
    titles = [*titles]
    parts = (part for title in titles for part in parts_in_languages(title))
    scripts = Counter(script for part in parts if (script := script_of(part)))
    scripts = scripts or Counter(["latin"])  # no titles yet: the headers decide
    total = sum(scripts.values())
    usual = [script for script, count in scripts.most_common() if count * _SHARE >= total]
    found = [_latin(columns, titles) if script == "latin" else script for script in usual]
    if found and None not in found:
        return tuple(code for code in dict.fromkeys(found) if code)
    problem = "the language of the titles is not clear from the headers and the titles"
    hint = "add `--language`, for example `--language en`"
    return task.ask(problem, hint).languages(problem)


_SMALL_WORDS = {  # that titles in no other of these languages have
    "en": "the of and for with how from to by is at",
    "fr": "le les des du et pour dans une aux sur avec au",
    "es": "el los las y para una con del cómo por al",
    "pt": "o os e em da do das dos uma com para ao na no",
}


def _latin(columns: Sequence[ScheduleColumn], titles: Iterable[str]) -> str | None:
    """Return the language of headers in Latin letters, if most of them are in only one.

    Titles that are plainly in another one leave it open.
    """
    votes: Counter[str] = Counter()
    for column in columns:
        if column.how is Recognised.EXACT:
            codes = [code for code in languages_of(column.header) if code in _LATIN]
            votes.update(dict.fromkeys(codes, 1))
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    words = re.findall(r"[^\W\d_]+", " ".join(titles).casefold())
    found = {
        code: sum(word in known.split() for word in words) for code, known in _SMALL_WORDS.items()
    }
    usual = max(found, key=lambda code: found[code])
    own = ranked[0][0]
    return None if found[usual] > 2 and found[usual] > 2 * found[own] else own


_NO_TITLE = re.compile(
    r"(?i)^(?:schedule|agenda|programme?|draft|version|updated|time|date|note|更新|版本|草案|备注|\d)"
)
_BY = re.compile(r"(?i)^(?:organi[sz]ed|hosted) by|^organis[eé]e? par|^organizad[oa] por|^主办")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces between words
_LONGEST = 200


def series_title(tables: Sequence[ScheduleTable], notes: Notes) -> str | None:
    """Return the title above the first table, or None, which is noted, if there is none."""
    preface = [on_one_line(text) for _, _, text in tables[0].preface]
    texts = [text for text in preface if _may_be_title(text)]
    if not texts:
        spot = CellSpot(tables[0].sheet.name, max(tables[0].header, 0), 0)
        hint = "add `--title`, or write `title` in data/webinars.yaml"
        notes.add(
            "W772", "the table has no title above it, so the series has no title yet", spot, hint
        )
    return max(texts, key=len, default=None)


def _may_be_title(text: str) -> bool:
    """Return whether a text may be a title: some words that are not a day, a zone or a note."""
    if _size(text) < 8 or len(text) > _LONGEST:
        return False
    words = len(text.split()) + len(_UNSPACED.findall(text)) // 2
    parts = parts_of(text)
    only_time = not parts.is_empty and _size(parts.rest) < 8
    is_note = _BY.match(text) or (_NO_TITLE.match(text) and words < 4)
    return not only_time and not zone_in(text) and not is_note


def _size(text: str) -> int:
    """Return how many letters a text has, a sign of Chinese or Japanese as two of them."""
    return len(text) + len(_UNSPACED.findall(text))


def texts_about(source: Source, tables: Sequence[ScheduleTable]) -> list[str]:
    """Return the texts that may name the year: above the tables, in headers, and names."""
    texts = []
    for table in tables:
        texts += [*_texts_above(table), table.sheet.name]
        texts += [column.header for column in table.columns]
    return texts if any(map(years_in, texts)) else [source.file.stem.replace("_", " ")]


def _texts_above(table: ScheduleTable) -> Iterator[str]:
    """Yield the texts above a table, but none with one date, such as `as of 3 May 2026`."""
    for *_, text in table.preface:
        parts = parts_of(text)
        if not (parts.day and parts.day.year) or any(char.isdigit() for char in parts.rest):
            yield text


def _years_of_sheets(tables: Sequence[ScheduleTable]) -> dict[str, int]:
    """Return the year that each sheet names, if they are for several years."""
    named = (
        (
            table.sheet.name,
            year_in([table.sheet.name]) or year_in(_texts_above(table)),
        )
        for table in tables
    )
    years = {name: year for name, year in named if year}
    return years if len({*years.values()}) > 1 else {}


def _named_years(
    entries: Sequence[TimedLine], years_of_sheets: Mapping[str, int]
) -> dict[CellSpot, tuple[str, int]]:
    """Return the years of days in a section or a sheet that names one, with that name."""
    found = {}
    for entry in entries:
        if (day := entry.moment.day) is None:
            continue
        sheet, section = entry.table.sheet.name, entry.line.section
        if year := year_in([section]) or years_of_sheets.get(sheet):
            found[day.spot] = (f"{sheet}/{section}", year)
    return found


@dataclass(frozen=True)
class ScheduleReading:
    """What a schedule became: the plan's text and facts, the tables, and what was not understood.

    `rows` says whether a row was a webinar or a talk. `first_number` is that of the first webinar.
    """

    text: str
    facts: PlanFacts
    tables: tuple[ScheduleTable, ...]
    rows: str
    first_number: int
    notes: tuple[Diagnostic, ...]


def read_schedule(
    source: Source,
    identity: str,
    options: ScheduleOptions,
    asker: ScheduleAsker | None = None,
) -> ScheduleReading:
    """Return the plan of a schedule; refuse a file without dates, or that leaves something open."""
    notes = Notes(source.file.name)
    task = Task(options, asker, notes)
    tables = tables_of(source, task)
    entries = _entries(source, tables, task)
    levels = levels_of(entries)
    columns = [column for table in tables for column in table.columns]
    facts = [fact for fact in (levels.webinar, levels.talk) if fact]
    titles = [text for entry in entries for fact in facts if (text := entry.line.text(fact))]
    languages = decide_languages(columns, titles, task)
    zone = decide_zone(tables, entries, task)
    mover = ZoneMover(zone.name, task)
    for entry in entries:
        mover.move(entry)
    found, rows = group(entries, levels, options.rows, notes)
    if not found:
        message = f"no row of {source.file.name} has both a date and a title or a speaker"
        raise SstcError(message, "write the date of each webinar into its row")
    slots = slots_of(found, task)
    note_columns(tables, levels, notes)
    order = sorted(range(len(slots)), key=lambda at: slots[at])
    groups = [found[at] for at in order]
    numbers = numbers_of(groups, levels, notes)
    builder = Builder(languages, levels, notes)
    in_order = [slots[at] for at in order]
    webinars = [*map(builder.webinar, groups, numbers, in_order)]
    title = options.title or series_title(tables, notes)
    zones = options.audience_zones
    if asker and not builder.audiences:
        builder.add_audiences(asker.audiences())
    if asker and not zones:
        zones = asker.audience_zones()
    plan = PlanFacts(
        source.file.name, identity, title, zone.name, zone.label, languages, in_order,
        builder.roster.documents(), builder.audiences, webinars, *_remarks(groups, notes),
        overlaps=overlap(in_order), audience_zones=zones,
    )  # fmt: skip
    text = plan_text(plan)
    return ScheduleReading(text, plan, tables, rows, min(numbers), notes.diagnostics())


def _remarks(groups: Sequence[WebinarLines], notes: Notes) -> tuple[list[list[str]], list[str]]:
    """Return the notes about the rows of each webinar, and those about the rest of the file."""
    by_webinar: list[list[str]] = [[] for _ in groups]
    others: list[str] = []
    rows = {
        (entry.table.sheet.name, entry.line.row): remarks
        for group, remarks in zip(groups, by_webinar, strict=True)
        for entry in group.entries
    }
    for spot, text in notes.remarks():
        rows.get((spot.sheet, spot.row), others).append(text)
    return by_webinar, others


def _entries(source: Source, tables: Sequence[ScheduleTable], task: Task) -> list[TimedLine]:
    entries = [
        TimedLine(table, line, moment_of_line(table, line, task.notes))
        for table in tables
        for line in lines_of(table)
    ]
    days = {}  # of sheets whose rows have none
    dated = {one.table.sheet.name for one in entries if one.moment.day or one.moment.is_undated}
    for table in tables:
        spot, text = day_of_sheet(table) or (None, "")
        parts = parts_of(text)
        if spot and parts.day and spot.sheet not in dated:
            days[spot.sheet] = WrittenMoment(parts.day, spot, text, parts.weekday)
            message = f"no row has a date: all got that of `{quoted(text)}`"
            task.notes.add("W774", message, spot, "write the date into each row")
    written = [entry.moment.day for entry in entries if entry.moment.day]
    note_swapped(written, task.notes)
    about = texts_about(source, tables)
    # a header can name the order of dates: `Date (dd/mm/yyyy)`
    named = next((c.order for table in tables for c in table.columns if c.order), None)
    options = replace(task.options, dates=task.options.dates or named)
    years = _named_years(entries, _years_of_sheets(tables))
    dates = DayReader([*written, *days.values()], about, years, replace(task, options=options))
    place_in_time(entries, dates, days)
    return entries
