"""Google Meet's attendance report: `First name, Last name, Email, Duration, Time joined, …`.

Lengths are `1 hr 2 min`. Times have no day. The add-on *Meet Attendance* writes some lines with a
star, then `Full Name, First Seen, Time in Call`, and no addresses.
"""

from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

_REPORT = {"first name", "duration", "time joined", "time exited"}
_ADD_ON = {"full name", "first seen", "time in call"}


def _recognises(header: Sequence[str]) -> bool:
    return set(header) >= _REPORT or set(header) >= _ADD_ON


PLATFORM = Platform(
    name="google_meet",
    title="a Google Meet attendance report",
    recognises=_recognises,
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(
        uses={
            "first name": Use.NAME,
            "last name": Use.SURNAME,
            "full name": Use.NAME,
            "email": Use.EMAIL,
            "duration": Use.MINUTES,
            "time in call": Use.MINUTES,
            "time joined": Use.JOINED,
            "time exited": Use.LEFT,
            "first seen": Use.NOTHING,
        }
    ),
    blank_answers=frozenset({"--", "-"}),
    is_attendance=True,
)
