"""The questions of an import on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import typer

from sstc_cli.cli.console.session import chosen_webinars
from sstc_cli.diagnostics import printable
from sstc_cli.model.countries import country_code, country_name
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.survey import Ambiguity, OtherColumn, Table

_MOST_ROWS = 8


class TerminalAsker(NamedTuple):
    """Asks the person at the terminal."""

    series: Series

    def question(self, table: Table, column: OtherColumn) -> str | None:
        """Ask whether a column answers the question to which it is near."""
        question = next(q for q in table.survey.questions if q.id == column.suggestion)
        header, text = one_line(column.header), question.text.pick(self._language)
        prompt = f"Does the column `{header}` answer `{question.id}` ({text})?"
        return column.suggestion if typer.confirm(prompt, default=False, err=True) else None

    def agreed_elsewhere(self, file: str) -> bool:
        """Ask whether people agreed elsewhere, because no column of a file asks for consent."""
        prompt = f"No column of {file} asks for consent. Did people agree elsewhere?"
        return typer.confirm(prompt, default=False, err=True)

    def country(self, file: str, ambiguity: Ambiguity) -> str | None:
        """Ask for the country that a text means."""
        rows = ", ".join(map(str, ambiguity.rows[:_MOST_ROWS]))
        where = f"{file}, {quantity(len(ambiguity.rows), 'row')}: {rows}"
        typer.echo(f"`{one_line(ambiguity.text)}` ({where}) may be", err=True)
        for suggested in ambiguity.codes:
            typer.echo(f"  {suggested}  {country_name(suggested, self._language)}", err=True)
        while True:
            prompt = "The country's code or name, or Enter to leave it as it is written:"
            text: str = typer.prompt(
                prompt, "", show_default=False, err=True, prompt_suffix=" "
            ).strip()
            if not text:
                return None
            if code := text.upper() if text.upper() in ambiguity.codes else country_code(text):
                return code
            typer.echo(f"unknown country `{printable(text)}`", err=True)

    def webinar(self, file: str) -> int:
        """Ask for the webinar that a file is from; refuse one that the series does not have."""
        prompt = f"Which webinar is {file} from?"
        number = typer.prompt(prompt, type=int, err=True, prompt_suffix=" ")
        return chosen_webinars(self.series, [number])[0].number

    def day_first(self, problem: str) -> bool:
        """Ask whether dates start with the day."""
        return typer.confirm(f"{problem[0].upper()}{problem[1:]}. Day first?", err=True)

    def timezone(self, file: str, usual: str) -> str:
        """Ask for the zone of the times in a file."""
        from sstc_cli.model import known_zones

        typer.echo(f"Times in {file} have no time zone.", err=True)
        while True:
            zone: str = typer.prompt("Which zone are they in?", usual, err=True).strip()
            if zone in known_zones():
                return zone
            typer.echo(
                f"unknown time zone `{printable(zone)}`: write one such as {usual}", err=True
            )

    def insists(self, problem: str) -> bool:
        """Ask whether to import a file in spite of a problem."""
        return typer.confirm(f"{problem}. Import it all the same?", default=False, err=True)

    @property
    def _language(self) -> str:
        """The language of questions and countries."""
        return self.series.languages[0]


def one_line(text: str) -> str:
    """Return a text of a file on one line, without characters that steer a terminal."""
    return printable(" ".join(text.split()))
