"""Webex' attendance report: a row for each visit, with `Attendee Email` and `Attendance Duration`.

The file is UTF-16 with tabs; lengths are `90 mins`. No public file shows a whole report: this
follows programs that read one.
"""

from sstc_cli.survey_tools.platform import Headers, Platform, Use

_USES = {
    "display name": Use.NAME,
    "name": Use.NAME,
    "attendee email": Use.EMAIL,
    "join time": Use.JOINED,
    "leave time": Use.LEFT,
    "attendance duration": Use.MINUTES,
    "role": Use.ROLE,
    **dict.fromkeys(
        ("first name", "last name", "meeting name", "meeting start time", "meeting end time",
         "connection type", "session name", "participant", "invited", "registered"),
        Use.NOTHING,
    ),
}  # fmt: skip


_PLATFORM = Platform(
    name="webex",
    title="a Webex attendance report",
    recognises=lambda header: {"attendee email", "attendance duration"} <= set(header),
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(uses=_USES),
    blank_answers=frozenset({"--", "-", "n/a"}),
    is_attendance=True,
)
PLATFORMS = (_PLATFORM,)
