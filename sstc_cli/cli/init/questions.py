"""What `sstc init` asks at a terminal, or is told by options."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import partial
from typing import Any, TypeVar

import typer

from sstc_cli.cli.console.options import read_clock, read_new_day, read_zones
from sstc_cli.cli.init.options import read_codes
from sstc_cli.model import WEEKDAYS
from sstc_cli.model.days import read_weekday
from sstc_cli.model.email import read_email
from sstc_cli.model.languages import language_name
from sstc_cli.model.readers import InvalidError
from sstc_cli.model.text import LANGUAGES
from sstc_cli.model.zones import zone_named
from sstc_cli.planning.clocks import NOTHING, ClockRange, MomentParts, parts_of
from sstc_cli.planning.foreign.dialogue import Fact
from sstc_cli.unseen import visible
from sstc_cli.workspace.starter import NewSeries, in_languages

_T = TypeVar("_T")
_LEAST, _MOST = 20, 200  # minutes, in which the usual agenda has room, and webinars
_ZONES = "Time zones of other participants, which agendas also show, if any?"
_AHEAD = timedelta(weeks=6)  # time to invite people


def ask(prompt: str, read: Callable[[str], _T], default: str | None = None) -> _T:
    """Return an answer, asking again until it can be read."""
    while True:
        answer: str = typer.prompt(
            prompt, default, err=True, prompt_suffix=" ", show_default=bool(default)
        )
        try:
            return read(answer.strip())
        except typer.BadParameter as error:
            typer.echo(visible(error.message), err=True)


def read_languages(text: str) -> tuple[str, ...]:
    """Return the codes in a text; refuse a text without one."""
    if codes := read_codes(re.findall(r"[\w-]+", text)):
        return codes
    raise typer.BadParameter("write at least one code, for example `en fr`")


def read_all_zones(text: str) -> tuple[str, ...]:
    """Return the time zones in a text, which may have none."""
    parts = filter(None, map(str.strip, re.split("[,;]", text)))
    names = ([part] if zone_named(part) else part.split() for part in parts)
    return tuple(read_zones([name for found in names for name in found]))


def _read_zone(text: str) -> str:
    return read_zones([text])[0]


def _read_first(text: str) -> date:
    """Return a day, also as people write it: `3 March 2027`."""
    try:
        return read_new_day(text)
    except typer.BadParameter:
        parts = parts_of(text)
        day = parts.day if parts.slot == NOTHING and not parts.rest else None
        found = day.on(day.year, days_first=None) if day and day.year else None
        if found is None or parts.weekday not in (None, found.weekday()):
            raise
        return read_new_day(str(found))


def _read_start(text: str) -> time:
    """Return a time of day, also as people write it: `15h00`, `15.00` or `3 pm`."""
    try:
        return read_clock(text)
    except typer.BadParameter:
        parts = parts_of(text, times_only=True)
        starts = parts.slot.starts
        if starts is None or parts != MomentParts(slot=ClockRange(starts), guessed=parts.guessed):
            raise
        return read_clock(f"{starts.minutes // 60}:{starts.minutes % 60:02}")


def _read_number(possible: range, text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) in possible:
        return int(text)
    raise typer.BadParameter(f"write a number from {possible[0]} to {possible[-1]}")


def _read_words(text: str) -> str:
    if text:
        return text
    raise typer.BadParameter("write at least one letter")


def _read_address(text: str) -> str:
    try:
        return read_email(text)
    except InvalidError as error:
        problem = error.problems[0]
        raise typer.BadParameter(f"{problem.message}: {problem.hint}") from error


@dataclass(frozen=True)
class Questions:
    """Decides about a new series by options, and otherwise by asking if `today` is known."""

    given: Mapping[str, Any]
    today: date | None

    def about(self, usual: NewSeries) -> NewSeries:
        """Return a new series; what is neither told nor asked is as in the usual one."""
        known = " ".join(LANGUAGES)
        languages = self._decided(
            "language", f"Languages, the main one first (texts exist in {known})?",
            " ".join(usual.languages), read_languages,
        )  # fmt: skip
        titles = self._titles(languages, usual.titles)
        zone = self._decided("zone", "Time zone of all times?", usual.zone, _read_zone)
        others = usual.audience_zones if zone == usual.zone else ()
        zones = self._decided("audience_zone", _ZONES, " ".join(others), read_all_zones)
        own = replace(usual, languages=languages, titles=titles, zone=zone, audience_zones=zones)
        own = self._when(own)
        organisers = self._for_each("organiser", "Who organises it", languages, usual.organisers)
        email = self._decided(
            "email", "E-mail address of the organiser?", usual.email, _read_address
        )
        return replace(own, organisers=organisers, email=email)

    def after(self, usual: NewSeries) -> NewSeries:
        """Return the next series of an office, whose titles and times alone are unknown."""
        return self._when(replace(usual, titles=self._titles(usual.languages, usual.titles)))

    def _titles(self, languages: Sequence[str], usual: tuple[str, ...]) -> tuple[str, ...]:
        return self._for_each("title", "Title of the series", languages, usual)

    def _when(self, usual: NewSeries) -> NewSeries:
        """Return a series with other times."""
        day = _first_day(usual.first, self.given["weekday"], self.today)
        first = self._decided("first", "Day of the first webinar?", str(day), _read_first)
        actual, told = WEEKDAYS[first.weekday()], self.given["weekday"]
        if told and actual != _weekday(told):
            message = f"{first} is a {actual}: correct one of the two, or leave it out"
            raise typer.BadParameter(message, param_hint="--weekday")
        clock = self._decided("starts", "Start?", f"{usual.clock:%H:%M}", _read_start)
        lengths = range(min(_LEAST, usual.minutes), 1441)
        minutes = self._decided(
            "minutes", "Minutes?", str(usual.minutes), partial(_read_number, lengths)
        )
        counts = range(1, max(_MOST, usual.count) + 1)
        count = self._decided(
            "webinars", "How many webinars?", str(usual.count), partial(_read_number, counts)
        )
        return replace(usual, first=first, clock=clock, minutes=minutes, count=count)

    def _decided(self, name: str, prompt: str, usual: str, read: Callable[[str], _T]) -> _T:
        told = self.given[name]
        if not told:
            return read(usual) if self.today is None else ask(prompt, read, usual)
        try:
            return read("; ".join(told) if isinstance(told, list) else str(told))
        except typer.BadParameter as error:
            error.param_hint = error.param_hint or f"--{name.replace('_', '-')}"
            raise

    def _for_each(
        self, name: str, prompt: str, languages: Sequence[str], usual: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return a text for each language, or one for all."""
        if told := self.given[name]:
            if len(told) in (1, len(languages)):
                return tuple(told)
            message = f"there are {len(told)} of them for {', '.join(languages)}: give one for each"
            raise typer.BadParameter(message, param_hint=f"--{name}")
        if self.today is None:
            return usual
        asked = [f"{prompt}?"]
        if len(languages) > 1:
            asked = [f"{prompt}, in {language_name(code, 'en')}?" for code in languages]
        each = usual if len(usual) == len(languages) else usual[:1] * len(languages)
        return tuple(
            ask(words, _read_words, str(in_languages(text, [code])))
            for words, text, code in zip(asked, each, languages, strict=True)
        )


def _first_day(first: date, told: str | None, today: date | None) -> date:
    """Return the usual first day, or the first one after it that is possible and on its weekday."""
    weekday = _weekday(told) if told else WEEKDAYS[first.weekday()]
    if today is not None and first < today + _AHEAD:
        first = today + _AHEAD
    return first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7)


def _weekday(text: str) -> str:
    try:
        return read_weekday(text)
    except InvalidError as error:
        problem = error.problems[0]
        message = f"{problem.message}: {problem.hint}"
        raise typer.BadParameter(message, param_hint="--weekday") from error


class TerminalAsker:
    """Asks the person at the terminal what a schedule does not show."""

    def zone(self, problem: str, possible: Sequence[str]) -> str:
        """Ask for the zone of all times."""
        _say(problem)
        for name in possible:
            typer.echo(f"  {name}", err=True)
        example = "" if possible else ", for example Africa/Nairobi"
        default = possible[0] if possible else None
        return ask(f"Which zone is it{example}?", _read_zone, default)

    def languages(self, problem: str) -> tuple[str, ...]:
        """Ask for the languages of the series."""
        _say(problem)
        return ask("Which languages, the main one first, for example `en fr`?", read_languages)

    def day_first(self, problem: str) -> bool:
        """Ask whether dates start with the day."""
        return typer.confirm(f"{_sentence(problem)}. Day first?", err=True)

    def year(self, problem: str) -> int:
        """Ask for the year of dates without one."""
        _say(problem)
        return ask("In which year is the first one?", partial(_read_number, range(1990, 2100)))

    def clock(self, problem: str) -> str:
        """Ask for the time at which webinars start."""
        _say(problem)
        return f"{ask('When do they start, for example 15:00?', _read_start):%H:%M}"

    def minutes(self, problem: str) -> int:
        """Ask for the length of webinars."""
        _say(problem)
        return ask("How many minutes do they take?", partial(_read_number, range(1, 1441)))

    def audiences(self) -> list[str]:
        """Ask for the groups that the series is for."""
        prompt = "Which groups is it for, for example `Cities; Ministries`?"
        return ask(prompt, lambda text: re.split("[;；]", text), "")

    def audience_zones(self) -> tuple[str, ...]:
        """Ask for the zones of people elsewhere."""
        return ask(_ZONES, read_all_zones, "")

    def column(self, header: str, fact: Fact) -> bool:
        """Ask whether a column has the fact to which its header is near."""
        name = visible(" ".join(header.split()))
        return typer.confirm(f"Does the column `{name}` have the {fact.value}?", err=True)


def _say(problem: str) -> None:
    typer.echo(f"{_sentence(problem)}.", err=True)


def _sentence(problem: str) -> str:
    shown = visible(problem)
    return shown[:1].upper() + shown[1:]
