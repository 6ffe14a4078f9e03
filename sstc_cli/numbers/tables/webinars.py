"""One indicator webinar after webinar, with the range in which chance alone would keep it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import sqrt

from sstc_cli.model import Role
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.table import LEAST_IN_GROUP, LEAST_PEOPLE, SERIES, Line, Table, Value

_LEAST_EXPECTED = 5
_LIMITS = 3  # standard errors
_FEWEST = 2  # webinars that can be compared


def webinar_tables(
    cube: Cube, tables: Mapping[tuple[int, ...], Mapping[str, Table]]
) -> Iterator[Table]:
    """Yield a table for each rating and knowledge question, for attendance and response."""
    survey = cube.surveys.get(cube.main)
    for question in survey.questions if survey else ():
        if question.role in (Role.SATISFACTION, Role.KNOWLEDGE):
            key = "two_best" if question.scale else "correct"
            yield from over_webinars(tables, question.id, key, (cube.main, question.id))
    yield from over_webinars(tables, "response", "all", ("", ""))
    yield from _attendance(tables)


def over_webinars(
    tables: Mapping[tuple[int, ...], Mapping[str, Table]], id_: str, key: str,
    asked: tuple[str, str],
) -> Iterator[Table]:  # fmt: skip
    """Yield the value of one line of a table at each webinar, if it is known at several."""
    values = {
        scope[0]: _value(found[id_], key)
        for scope, found in tables.items()
        if scope and id_ in found and not found[id_].too_few
    }
    shown = {webinar: value for webinar, value in values.items() if value is not None}
    whole = tables[SERIES].get(id_)
    if len(shown) < _FEWEST or whole is None:
        return
    yield _compared(f"webinars.{id_}", shown, _value(whole, key), asked)


def _compared(id_: str, values: Mapping[int, Value], whole: Value, asked: tuple[str, str]) -> Table:
    lines = tuple(
        Line(str(webinar), value.n if isinstance(value, Share) else None, (value,),
             outlying=_is_outlying(value, whole))
        for webinar, value in sorted(values.items())
    )  # fmt: skip
    n = sum(line.n or 0 for line in lines)
    shares = [value for value in values.values() if isinstance(value, Share)]
    band = _band(shares, whole) if isinstance(whole, Share) else None
    return Table(id_, ("share",), lines, max(n, LEAST_IN_GROUP), LEAST_IN_GROUP, *asked, band=band)


def _value(table: Table, key: str) -> Value:
    return next((line.values[0] for line in table.lines if line.key == key), None)


def _is_outlying(value: Value, whole: Value) -> bool:
    """Return whether a share is more than three standard errors from that of all webinars."""
    if not isinstance(value, Share) or not isinstance(whole, Share) or not whole.n:
        return False
    p = whole.count / whole.n
    if min(value.n * p, value.n * (1 - p)) < _LEAST_EXPECTED:
        return False
    return abs(value.count / value.n - p) > _LIMITS * sqrt(p * (1 - p) / value.n)


def _band(shares: list[Share], whole: Share) -> tuple[float, float] | None:
    """Return the range around the share of all webinars for one of middle size."""
    if not shares or not whole.n:
        return None
    n = sorted(share.n for share in shares)[len(shares) // 2]
    p = whole.count / whole.n
    half = _LIMITS * sqrt(p * (1 - p) / n)
    return round(100 * max(0.0, p - half), 1), round(100 * min(1.0, p + half), 1)


def _attendance(tables: Mapping[tuple[int, ...], Mapping[str, Table]]) -> Iterator[Table]:
    """Yield how many people attended each webinar."""
    attended = {}
    for scope, found in tables.items():
        if scope and "reach" in found:
            value = found["reach"].value("attended")
            if value:
                attended[scope[0]] = value
    if len(attended) >= _FEWEST:
        lines = tuple(Line(str(number), None, (value,)) for number, value in attended.items())
        table = Table("webinars.attendance", ("people",), lines, LEAST_PEOPLE, LEAST_PEOPLE)
        yield replace(table, lines=tuple(sorted(lines, key=lambda line: int(line.key))))
