"""Parameters of commands whose values are read without the reader that typer makes for each.

To make one, typer imports pydantic, which takes a quarter of the time of a small command.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Self, get_args

import typer


class _Reader:
    """Reads texts, whole numbers, paths, choices and what has a parser; typer reads the rest."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make

    def __call__(self) -> Self:
        """Stand in for the method of a parameter that makes its reader."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return a value in the type that the command expects."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if read := _function(param.type_descriptor):
            try:
                return list(map(read, value)) if several else read(value)
            except ValueError:
                pass  # typer has the words for what is wrong
        return self.make().coerce(value, param=param, ctx=ctx)


def _function(kind: Any) -> Callable[[Any], Any] | None:
    """Return the function that reads one value of a type, or None for a type with more rules."""
    annotation = get_args(kind.annotation)[0] if kind.is_list else kind.annotation
    about = kind.parameter_info
    plain: Callable[[Any], Any] | None = None
    if annotation is int:
        plain = partial(_whole, least=about.min, most=about.max)
    elif annotation in (str, Path) or (
        isinstance(annotation, type) and issubclass(annotation, StrEnum)
    ):
        plain = annotation
    return about.parser or plain


def _whole(value: str | int, least: float | None, most: float | None) -> int:
    """Return a whole number within its limits; a default is already a number."""
    if isinstance(value, str) and not re.fullmatch(r"\s*[+-]?[0-9]{1,100}\s*", value):
        raise typer.BadParameter(f"`{value}` is not a whole number: write digits, for example 7")
    number = int(value)
    if least is not None and number < least:
        raise typer.BadParameter(f"{number} is too small: the least is {least}")
    if most is not None and number > most:
        raise typer.BadParameter(f"{number} is too large: the most is {most}")
    return number


def read_lightly(parameter: Any) -> Any:
    """Return a parameter of typer that reads its value without a library."""
    if not isinstance(parameter.get_runtime_param, _Reader):
        parameter.get_runtime_param = _Reader(parameter.get_runtime_param)
    return parameter
