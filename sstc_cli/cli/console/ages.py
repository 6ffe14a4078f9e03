"""Ages on the command line, such as `2y`."""

import re

import typer

_AGE = re.compile(r"(\d{1,4})([ymd])")


def read_age(text: str) -> str:
    """Return an age of the command line: `2y`, `18m` or `90d`."""
    if _AGE.fullmatch(text):
        return text
    message = f"`{text}` is not an age: write years, months or days, for example 2y, 18m or 90d"
    raise typer.BadParameter(message)
