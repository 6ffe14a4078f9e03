"""What an import asks on a terminal: whose answers a column has, and which country is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sstc_cli.diagnostics import counted, printable
from sstc_cli.model.countries import country_code, country_name

if TYPE_CHECKING:
    from sstc_cli.survey import Ambiguity, Column, Table

_MOST_ROWS = 8


def ask_column(table: Table, column: Column, language: str) -> str | None:
    """The question that a column answers; None where it is none."""
    asked = next(each for each in table.survey.questions if each.id == column.suggestion)
    header, question = printable(" ".join(column.header.split())), asked.text.pick(language)
    text = f"Does the column `{header}` answer `{asked.id}` ({question})?"
    return column.suggestion if typer.confirm(text, default=False, err=True) else None


def ask_country(file: str, doubt: Ambiguity, language: str) -> str | None:
    """The code of the country that a text means; None where it is to stay as it is written."""
    shown = ", ".join(map(str, doubt.rows[:_MOST_ROWS]))
    where = f"{file}, {counted(len(doubt.rows), 'row')}: {shown}"
    written = printable(" ".join(doubt.text.split()))
    typer.echo(f"`{written}` ({where}) may be", err=True)
    for each in doubt.codes:
        typer.echo(f"  {each}  {country_name(each, language)}", err=True)
    while True:
        text = "The country's code or name, or Enter to leave it as it is written:"
        said = typer.prompt(text, "", show_default=False, err=True, prompt_suffix=" ").strip()
        code = said.upper() if said.upper() in doubt.codes else country_code(said)
        if code or not said:
            return code or None
        typer.echo(f"there is no country `{printable(said)}`", err=True)
