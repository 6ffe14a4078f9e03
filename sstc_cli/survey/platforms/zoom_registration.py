"""Zoom's registration report: `First Name, Last Name, Email, …, Registration Time, …`.

The questions of the registration form are columns between them. People whose registration was
denied stay in the table. A person registers once for a webinar, so the address is the key. The
Spanish names of columns are those of the report of attendees.
"""

from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

_USES = {
    "first name": Use.NAME,
    "last name": Use.SURNAME,
    "email": Use.EMAIL,
    "registration time": Use.SUBMITTED,
    "approval status": Use.EXTRA,
    "source name": Use.NOTHING,
    "join url": Use.NOTHING,
    "unsubscribed": Use.NOTHING,
    "nombre": Use.NAME,
    "apellido": Use.SURNAME,
    "correo electrónico": Use.EMAIL,
    "hora de registro": Use.SUBMITTED,
}
_NEEDED = {Use.NAME, Use.SURNAME, Use.EMAIL, Use.SUBMITTED}
_THERE = {"join time", "hora de entrada"}


def _recognises(header: Sequence[str]) -> bool:
    return {_USES.get(name) for name in header} >= _NEEDED and _THERE.isdisjoint(header)


PLATFORM = Platform(
    name="zoom_registration",
    title="a Zoom registration report",
    recognises=_recognises,
    key=(Use.EMAIL,),
    separator=r";",
    headers=Headers(
        uses=_USES,
        renamed=r"(?i)/Region(?: Name)?$",
    ),
    blank_answers=frozenset({"--"}),
)
