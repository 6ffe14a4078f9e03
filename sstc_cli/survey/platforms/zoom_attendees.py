"""Zoom's attendee report of a webinar: blocks for hosts, panelists and attendees.

Each block has its own title and header. Only the attendees count. A person has a row for each time
that a device joined. People who registered but never came have `No` in the first column. The names
of columns are those in public files in English and Spanish.
"""

import re
from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.survey.platforms.platform import Headers, Platform, Shape, Use

_ATTENDED = ("attended", "asistió")
_USES = {
    **dict.fromkeys(_ATTENDED, Use.NOTHING),
    "user name (original name)": Use.NAME,
    "user name": Use.NAME,
    "first name": Use.NOTHING,
    "last name": Use.NOTHING,
    "email": Use.EMAIL,
    "registration time": Use.NOTHING,
    "approval status": Use.NOTHING,
    "join time": Use.JOINED,
    "leave time": Use.LEFT,
    "time in session (minutes)": Use.MINUTES,
    "is guest": Use.NOTHING,
    "nombre de usuario (nombre original)": Use.NAME,
    "nombre": Use.NOTHING,
    "apellido": Use.NOTHING,
    "correo electrónico": Use.EMAIL,
    "hora de registro": Use.NOTHING,
    "hora de entrada": Use.JOINED,
    "hora de salida": Use.LEFT,
    "tiempo en la sesión (minutos)": Use.MINUTES,
}
_TITLE = r"attendee (details|report)|detalles del? asistentes?"


def _recognises(header: Sequence[str]) -> bool:
    uses = [_USES.get(name) for name in header]
    return bool(header) and header[0] in _ATTENDED and Use.MINUTES in uses


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with only the attendees' block, and the rows above all blocks."""
    start = next((at for at in range(header, len(rows)) if _is_title(rows, at)), header - 1) + 1
    end = next((at for at in range(start + 1, len(rows)) if _filled(rows[at]) <= 1), len(rows))
    hosts: list[list[Value]] = [[]] * (start - header)
    return Shape([*rows[:header], *hosts, *rows[start:end]], start)


def _is_title(rows: Rows, at: int) -> bool:
    """Return whether a row is the title of the attendees' block."""
    row = rows[at]
    titled = _filled(row) == 1 and re.fullmatch(_TITLE, fold(text_of(row[0]))) is not None
    return titled and at + 1 < len(rows) and _recognises([*map(_folded, rows[at + 1])])


def _filled(row: Sequence[Value]) -> int:
    """Return how many cells of a row have a text."""
    return sum(bool(text_of(value)) for value in row)


def _folded(value: Value) -> str:
    """Return the text of a cell, folded."""
    return fold(text_of(value))


PLATFORM = Platform(
    name="zoom_attendees",
    title="a Zoom attendee report",
    recognises=_recognises,
    key=(Use.EMAIL,),
    separator=r";",
    headers=Headers(uses=_USES),
    shape=_shape,
    blank_answers=frozenset({"--"}),
    excluded_rows=dict.fromkeys(_ATTENDED, r"no"),
    is_attendance=True,
)
