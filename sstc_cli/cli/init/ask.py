"""The questions about a schedule on a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from sstc_cli.unseen import visible

if TYPE_CHECKING:
    from sstc_cli.planning.foreign.dialogue import Fact

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")


class TerminalAsker:
    """Asks the person at the terminal what a schedule does not show."""

    def zone(self, problem: str, possible: Sequence[str]) -> str:
        """Ask for the zone of all times."""
        from sstc_cli.diagnostics import did_you_mean
        from sstc_cli.model import known_zones

        _say(problem)
        for name in possible:
            typer.echo(f"  {name}", err=True)
        example = "" if possible else ", for example Africa/Nairobi"
        while True:
            default = possible[0] if possible else None
            zone = _text(f"Which zone is it{example}?", default)
            if zone in known_zones():
                return zone
            hint = did_you_mean(zone, known_zones())
            hint = hint if "mean" in hint else "write one such as Africa/Nairobi"
            typer.echo(f"unknown time zone `{visible(zone)}`: {hint}", err=True)

    def languages(self, problem: str) -> tuple[str, ...]:
        """Ask for the languages of the series."""
        from sstc_cli.cli.init.codes import read_codes

        _say(problem)
        while True:
            words = _text("Which languages, the main one first, for example `en fr`?", None)
            try:
                if codes := read_codes(re.findall(r"[\w-]+", words)):
                    return codes
            except typer.BadParameter as error:
                typer.echo(error.message, err=True)

    def day_first(self, problem: str) -> bool:
        """Ask whether dates start with the day."""
        return typer.confirm(f"{_sentence(problem)}. Day first?", err=True)

    def year(self, problem: str) -> int:
        """Ask for the year of dates without one."""
        _say(problem)
        return _number("In which year is the first one?", range(1990, 2100))

    def clock(self, problem: str) -> str:
        """Ask for the time at which webinars start."""
        _say(problem)
        while True:
            text = _text("When do they start, for example 15:00?", None)
            if _CLOCK.fullmatch(text):
                return text
            typer.echo(f"`{visible(text)}` is not a time: write it as 15:00", err=True)

    def minutes(self, problem: str) -> int:
        """Ask for the length of webinars."""
        _say(problem)
        return _number("How many minutes do they take?", range(1, 1441))

    def column(self, header: str, fact: Fact) -> bool:
        """Ask whether a column has the fact to which its header is near."""
        name = visible(" ".join(header.split()))
        return typer.confirm(f"Does the column `{name}` have the {fact.value}?", err=True)


def _say(problem: str) -> None:
    typer.echo(f"{_sentence(problem)}.", err=True)


def _sentence(problem: str) -> str:
    shown = visible(problem)
    return shown[:1].upper() + shown[1:]


def _text(prompt: str, default: str | None) -> str:
    answer: str = typer.prompt(prompt, default, err=True, prompt_suffix=" ")
    return answer.strip()


def _number(prompt: str, possible: range) -> int:
    while True:
        text = _text(prompt, None)
        if text.isascii() and text.isdigit() and int(text) in possible:
            return int(text)
        typer.echo(f"write a number from {possible[0]} to {possible[-1]}", err=True)
