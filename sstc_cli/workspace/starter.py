"""The files of a new series: the starter is in English, and its catalogues translate it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from itertools import islice
from typing import Any

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import entries
from sstc_cli.model import WEEKDAYS, Series
from sstc_cli.model.days import Cadence
from sstc_cli.model.languages import english_name, language_name
from sstc_cli.model.people import Audience
from sstc_cli.model.text import kin
from sstc_cli.model.zones import end_of, load_zone
from sstc_cli.source import build, parse
from sstc_cli.source.layout import entry, entry_lines, filled, flowing, item_lines
from sstc_cli.views.catalogues import read_labels
from sstc_cli.views.dates import city_text
from sstc_cli.workspace.shipped import PACKAGE

FOLDER = PACKAGE / "starter"
_TEXTS = {"title", "name", "organisation", "purpose", "text", "lowest_text", "highest_text"}
_ELIDED = re.compile(r"(?<=heure )de (?=[AEIOUYÉÎ])")  # in French
_NEVER = date(2200, 1, 1)


@dataclass(frozen=True)
class NewSeries:
    """What an office decides about a new series; the starter has the rest.

    There are titles and names of the organiser for each language, or one for all. The first webinar
    is on a regular weekday, of which `cadence` may have several.
    """

    identity: str
    titles: tuple[str, ...]
    languages: tuple[str, ...]
    zone: str
    audience_zones: tuple[str, ...]
    first: date
    clock: time
    minutes: int
    count: int
    organisers: tuple[str, ...]
    email: str
    cadence: Cadence | None = None

    @property
    def regular(self) -> Cadence:
        """The cadence that the first webinar fits: weekly, on its weekday, if there is no other."""
        weekday = WEEKDAYS[self.first.weekday()]
        if self.cadence and weekday in self.cadence.weekday:
            return self.cadence
        return Cadence(weekday=(weekday,))

    def slots(self) -> Iterator[tuple[datetime, datetime]]:
        """Yield the start and the end of each webinar, one on each regular day, in real minutes."""
        days = self.regular.regular_days(self.first - timedelta(days=1), _NEVER)
        for day in islice(days, self.count):
            starts = datetime.combine(day, self.clock)
            ends = end_of(starts, self.minutes, load_zone(self.zone))
            if ends.fold:
                what = f"a webinar would end at the second {ends:%H:%M} on {ends:%Y-%m-%d}"
                why = "when clocks are set back, which the data file cannot state"
                raise SstcError(f"{what}, {why}", "choose another start", ExitCode.USAGE)
            yield starts, ends


@cache
def usual_series() -> NewSeries:
    """Return what the starter itself has."""
    series, _ = build(parse(_plan(), ""), Series)
    if series is None:
        raise AssertionError("the starter is a series")
    first, office = series.webinars[0], series.organisers[0]
    return NewSeries(
        series.id, (series.title.pick("en"),), series.languages, series.zone,
        series.audience_zones, first.starts.date(), first.starts.time(),
        series.minutes_of(first), series.count, (office.name.pick("en"),), office.email or "",
    )  # fmt: skip


def _plan() -> str:
    return (FOLDER / "webinars.yaml").read_text("utf-8")


def started(own: NewSeries) -> str:
    """Return the starter's plan with what an office has decided."""
    usual, text = usual_series(), _plan()
    if replace(usual, **{key: getattr(own, key) for key in _OF_SLOTS}) != usual:
        text = _with_slots(text, own)
    text = text.replace(f"email: {usual.email}", entry("email", own.email))
    if own.organisers != usual.organisers:
        for key in ("name", "organisation"):
            name = flowing(for_each(own.organisers, own.languages))
            text = text.replace(f"{key}: {usual.organisers[0]}", f"{key}: {name}")
    text = translated(text, own.languages)
    parts: dict[str, str | None] = {"id": entry("id", own.identity)}
    if own.titles != usual.titles:
        parts["title"] = entry("title", for_each(own.titles, own.languages))
    if own.email != usual.email:
        parts["domain"] = entry("domain", own.email.partition("@")[2].lower())
    if (own.languages, own.zone) != (usual.languages, usual.zone):
        zone_name = _zone_name(own.zone, own.languages)
        parts |= {
            "languages": entry("languages", list(own.languages)),
            "zone": entry("zone", own.zone),
            "zone_name": entry("zone_name", zone_name) if zone_name else None,
        }
    if own.audience_zones != usual.audience_zones:
        zones = [*own.audience_zones]
        parts["audience_zones"] = entry("audience_zones", zones) if zones else None
    return filled(text, parts)


def _zone_name(zone: str, languages: Sequence[str]) -> str | dict[str, str] | None:
    """Return what people call the time of a zone, if they do in each language."""
    words = "Beijing time" if zone == "Asia/Shanghai" else "{place} time"
    names = {
        code: _ELIDED.sub("d’", found.format(place=city_text(zone, code)))
        for code in languages
        if "/" in zone and (found := _in_language(words, code))
    }
    return for_each([*names.values()], languages) if len(names) == len(languages) else None


def for_each(texts: Sequence[str], languages: Sequence[str]) -> str | dict[str, str]:
    """Return a text for each language, or the only one for all."""
    return dict(zip(languages, texts, strict=True)) if len(texts) > 1 else texts[0]


def starter_plan(languages: Sequence[str]) -> str:
    """Return the starter's plan with its texts in some languages."""
    return translated(_plan(), languages)


_OF_SLOTS = ("first", "clock", "minutes", "count")
_AROUND_TALKS = 10  # minutes for the opening and the closing


def _with_slots(text: str, own: NewSeries) -> str:
    """Return the starter's plan with other webinars: as many as wanted, in as many minutes."""
    slots = [*own.slots()]
    head, webinars = text.split("\nwebinars:\n")
    asked = min(20, own.minutes // 4)
    for usual, minutes in (
        ("minutes: 60, holds", f"minutes: {own.minutes - _AROUND_TALKS - asked}, holds"),
        ("minutes: 20, at_least: 15", f"minutes: {asked}, at_least: {min(15, asked)}"),
    ):
        head = head.replace(usual, minutes)
    blocks = webinars.rstrip("\n").split("\n\n")
    made = [_webinar(blocks, number, slot) for number, slot in enumerate(slots, 1)]
    window = {"starts": f"{slots[0][0].date()}", "ends": f"{slots[-1][0].date()}"}
    weekday = {"weekday": WEEKDAYS[own.first.weekday()]}
    parts = {
        "count": entry("count", str(own.count)), "window": entry("window", window),
        "cadence": entry("cadence", weekday), "breaks": None,
    }  # fmt: skip
    return filled(f"{head}\nwebinars:\n" + "\n\n".join(made), parts)


def _webinar(blocks: Sequence[str], number: int, slot: tuple[datetime, datetime]) -> str:
    block = blocks[min(number, len(blocks)) - 1]
    if number > len(blocks):
        values = {"id": f"webinar-{number}", "number": str(number), "title": f"Webinar {number}"}
        for key, value in values.items():
            block = re.sub(rf"\b{key}: .*", f"{key}: {value}", block, count=1)
    for key, moment in zip(("starts", "ends"), slot, strict=True):
        block = re.sub(rf"\b{key}: .*", f"{key}: {moment:%Y-%m-%d %H:%M}", block)
    return block


def starter_surveys(
    languages: Sequence[str], audiences: Sequence[Audience] = ()
) -> dict[str, bytes]:
    """Return the starter's surveys by their paths; they ask who belongs to which `audiences`."""
    groups = "".join(f"{line}\n" for line in _groups(audiences))
    surveys = {}
    for file in sorted(entries(FOLDER / "surveys", "*.yaml")):
        text = translated(file.read_text("utf-8"), languages)
        text = _GROUPS.sub(lambda found: found[1] + (groups or found[2]), text)
        surveys[f"data/surveys/{file.name}"] = text.encode()
    return surveys


_GROUPS = re.compile(r"(  - id: audience\n(?:    .*\n)*?    options:\n)((?:      .*\n)+)")
_CODE = re.compile("[a-z][a-z0-9_]*")


def _groups(audiences: Sequence[Audience]) -> Iterator[str]:
    """Yield the lines of an option for each audience, by whose id results know it.

    There is none if an id cannot be a code.
    """
    codes = [audience.id.replace("-", "_") for audience in audiences]
    if all(map(_CODE.fullmatch, codes)):
        for code, audience in zip(codes, audiences, strict=True):
            words = audience.name.by_language
            yield from item_lines({"code": code, "text": words.get("") or dict(words)}, "      ")


# a key with its value, which may be folded below it, or an item in braces
_ENTRY = re.compile(
    r"^(?P<indent> *)(?P<dash>(?:- )?)"
    r"(?:(?P<key>\w+): (?P<value>>-(?:\n(?P=indent) {2,}.*)+|.+)|(?P<item>\{.+\}))$",
    re.MULTILINE,
)
_QUESTION = re.compile(r" *#[^\n]*\n  - id: language\n(?:    .*\n)+")


def translated(text: str, languages: Sequence[str]) -> str:
    """Return a file of the starter with its texts in some languages; comments stay as they are."""
    if len(languages) == 1:
        text = _QUESTION.sub("", text)
    return _ENTRY.sub(partial(_entry, languages), text)


def _entry(languages: Sequence[str], found: re.Match[str]) -> str:
    indent, dash, key = found["indent"], found["dash"], found["key"]
    if found["item"]:
        item = parse(found["item"], "").root
        own = _translated(item, None, languages)
        return found[0] if own == item else "\n".join(item_lines(own, indent))
    root: Any = parse(f"{key}: {found['value']}", "").root
    value = root[key]
    own = _options(languages) if key == "options" else _translated(value, key, languages)
    if own == value:
        return found[0]
    lines = "\n".join(entry_lines(key, own, indent + " " * len(dash)))
    return f"{indent}{dash}{lines.lstrip()}"


def _translated(value: Any, key: str | None, languages: Sequence[str]) -> Any:
    if isinstance(value, dict):
        return {name: _translated(inner, name, languages) for name, inner in value.items()}
    if key == "aliases":
        words = (_in_language(alias, code) for code in languages for alias in value)
        return [*dict.fromkeys([*value, *filter(None, words)])]
    return in_languages(value, languages) if key in _TEXTS else value


def in_languages(text: str, languages: Sequence[str]) -> str | dict[str, str]:
    """Return a text of the starter by language, or the only one that there is for all.

    A language without a catalogue is left out, and a text that is in none is as it is.
    """
    words = {code: found for code in languages if (found := _in_language(text, code))}
    return words if len(words) > 1 else next(iter(words.values()), text)


def _in_language(text: str, code: str) -> str | None:
    if "en" in kin(code):
        return text
    words, number = re.subn(r"(?<=^Webinar )\d+$", "{number}", text)
    found = read_starter(code).get(words)
    return found.replace("{number}", text.rpartition(" ")[2]) if found and number else found


@cache
def read_starter(code: str) -> dict[str, str]:
    """Return the texts of the starter in a language, by their English ones."""
    return dict(read_labels([FOLDER], code))


def _options(languages: Sequence[str]) -> list[dict[str, Any]]:
    """Return an option for each language of a series, by its own name."""
    options: list[dict[str, Any]] = []
    for code in languages:
        name, english = language_name(code, code), english_name(code)
        aliases = {} if english.casefold() == name.casefold() else {"aliases": [english]}
        id_ = code.lower().replace("-", "_")
        options.append({"code": id_, "text": name[:1].upper() + name[1:], **aliases})
    return options
