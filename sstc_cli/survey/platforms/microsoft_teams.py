"""Microsoft Teams' attendance of a meeting or webinar: a summary, people, then their visits.

The file is UTF-16 with tabs. Section 2 has a row for each person, section 3 one for each visit: the
latter is read if it is there. Files of 2021 have only visits, and those of 2020 a row each time
that somebody joined or left. Organisers, presenters and attendees have that role.
"""

from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.survey.platforms.platform import Headers, Platform, Shape, Use

_EVENTS = ["full name", "user action", "timestamp"]
_TITLES: list[Value] = ["Full Name", "Join Time", "Leave Time"]
_USES = {
    "name": Use.NAME,
    "full name": Use.NAME,
    "first join": Use.JOINED,
    "join time": Use.JOINED,
    "last leave": Use.LEFT,
    "leave time": Use.LEFT,
    "in-meeting duration": Use.MINUTES,
    "duration": Use.MINUTES,
    "email": Use.EMAIL,
    "registration email": Use.EMAIL,
    "participant id (upn)": Use.NOTHING,
    "role": Use.ROLE,
}


def _recognises(header: Sequence[str]) -> bool:
    uses = {_USES.get(name) for name in header[:8]}
    visits = {Use.NAME, Use.JOINED, Use.LEFT, Use.MINUTES, Use.ROLE} <= uses
    return list(header[:3]) == _EVENTS or (visits and header[0] in ("name", "full name"))


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with only the visits, or the people if it has no visits."""
    names = _folded(rows[header])
    if names[:3] == _EVENTS:
        return Shape([*rows[:header], _TITLES, *_visits(rows[header + 1 :])], header)
    later = range(header + 1, len(rows))
    start = next((at for at in later if _is_visits(_folded(rows[at]))), header)
    end = next((at for at in range(start + 1, len(rows)) if _filled(rows[at]) <= 1), len(rows))
    above: Rows = [[]] * (start - header)
    return Shape([*rows[:header], *above, *rows[start:end]], start)


def _is_visits(header: Sequence[str]) -> bool:
    """Return whether a header is that of a section with a row for each visit."""
    return "join time" in header and _recognises(header)


def _visits(events: Rows) -> list[list[Value]]:
    """Return a row for each visit, at the place where its person joined, and empty ones."""
    visits: list[list[Value]] = [[] for _ in events]
    there: dict[str, list[Value]] = {}
    for visit, event in zip(visits, events, strict=True):
        name, action, moment = [*event[:3], "", "", ""][:3]
        who = fold(text_of(name))
        if fold(text_of(action)).startswith("joined"):
            visit += [name, moment, ""]
            there[who] = visit
        elif who in there:
            there.pop(who)[2] = moment
    return visits


def _filled(row: Sequence[Value]) -> int:
    """Return how many cells of a row have a text."""
    return sum(bool(text_of(value)) for value in row)


def _folded(row: Sequence[Value]) -> list[str]:
    """Return the texts of a row, folded."""
    return [fold(text_of(value)) for value in row]


PLATFORM = Platform(
    name="microsoft_teams",
    title="a Teams attendance report",
    recognises=_recognises,
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(uses=_USES),
    shape=_shape,
    is_attendance=True,
)
