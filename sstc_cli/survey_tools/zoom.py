"""Zoom: registration, attendees of a webinar, participants of a meeting, polls and surveys.

Zoom's registration report: `First Name, Last Name, Email, …, Registration Time, …`.
The questions of the registration form are columns between them. People whose registration was
denied stay in the table. A person registers once for a webinar, so the address is the key. The
Spanish names of columns are those of the report of attendees.

Zoom's attendee report of a webinar: blocks for hosts, panelists and attendees.
Each block has its own title and header. Only the attendees count. A person has a row for each time
that a device joined. People who registered but never came have `No` in the first column. The names
of columns are those in public files in English and Spanish.

Zoom's participants of a meeting: a row for each visit, or for each person with all minutes.
A block about the meeting may be above the header, or its columns before those of the person: the
address there is the host's. E-mail addresses may be blank. The names of columns are those in public
files in English, Chinese, French, Spanish and Portuguese.

Zoom's reports of polls and of the survey after a webinar, in the shapes of several years.
The row of titles starts with `#, User Name, …`. After these come the questions as columns; or
nothing, and each row has its questions and answers in turn; or `Question` and `Answer`, with a row
for each answer. A file may have several polls. All of it becomes one row for each person.
"""

import re
from collections.abc import Iterator, Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.survey_tools.platform import Headers, Platform, Shape, Use, filled, folded

_REGISTRATION_USES = {
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


def _is_registration(header: Sequence[str]) -> bool:
    uses = {_REGISTRATION_USES.get(name) for name in header}
    return uses >= _NEEDED and _THERE.isdisjoint(header)


ZOOM_REGISTRATION = Platform(
    name="zoom_registration",
    title="a Zoom registration report",
    recognises=_is_registration,
    key=(Use.EMAIL,),
    separator=r";",
    headers=Headers(
        uses=_REGISTRATION_USES,
        renamed=r"(?i)/Region(?: Name)?$",
    ),
    blank_answers=frozenset({"--"}),
)


_ATTENDED = ("attended", "asistió")
_ATTENDEES_USES = {
    "user name (original name)": Use.NAME,
    "user name": Use.NAME,
    "nombre de usuario (nombre original)": Use.NAME,
    **dict.fromkeys(("email", "correo electrónico"), Use.EMAIL),
    **dict.fromkeys(("join time", "hora de entrada"), Use.JOINED),
    **dict.fromkeys(("leave time", "hora de salida"), Use.LEFT),
    **dict.fromkeys(("time in session (minutes)", "tiempo en la sesión (minutos)"), Use.MINUTES),
    **dict.fromkeys(
        (*_ATTENDED, "first name", "last name", "registration time", "approval status", "is guest",
         "nombre", "apellido", "hora de registro"),
        Use.NOTHING,
    ),
}  # fmt: skip
_TITLE = r"attendee (details|report)|detalles del? asistentes?"


def _is_attendees(header: Sequence[str]) -> bool:
    uses = [_ATTENDEES_USES.get(name) for name in header]
    return bool(header) and header[0] in _ATTENDED and Use.MINUTES in uses


def _attendees_shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with only the attendees' block, and the rows above all blocks."""
    start = next((at for at in range(header, len(rows)) if _is_title(rows, at)), header - 1) + 1
    end = next((at for at in range(start + 1, len(rows)) if filled(rows[at]) <= 1), len(rows))
    hosts: list[list[Value]] = [[]] * (start - header)
    return Shape([*rows[:header], *hosts, *rows[start:end]], start)


def _is_title(rows: Rows, at: int) -> bool:
    row = rows[at]
    titled = filled(row) == 1 and re.fullmatch(_TITLE, fold(text_of(row[0]))) is not None
    return titled and at + 1 < len(rows) and _is_attendees(folded(rows[at + 1]))


ZOOM_ATTENDEES = Platform(
    name="zoom_attendees",
    title="a Zoom attendee report",
    recognises=_is_attendees,
    key=(Use.EMAIL,),
    separator=r";",
    headers=Headers(uses=_ATTENDEES_USES),
    shape=_attendees_shape,
    blank_answers=frozenset({"--"}),
    excluded_rows=dict.fromkeys(_ATTENDED, r"no"),
    is_attendance=True,
)


_NAMES = ("name (original name)", "名称(原名)", "名称(原始名称)", "姓名(原始姓名)",
          "nom (nom original)", "nombre (nombre original)", "nome (nome original)")  # fmt: skip
_EMAILS = ("user email", "email", "电子邮件", "用户电子邮件", "用户邮箱", "e-mail del usuario",
           "adresse e-mail de l'utilisateur", "correo electrónico", "e-mail")  # fmt: skip
_JOINED = ("join time", "加入时间", "heure d'arrivée", "heure de connexion", "hora para unirse",
           "hora de entrada", "ingressar na hora")  # fmt: skip
_LEFT = ("leave time", "离开时间", "heure de départ", "heure de déconnexion", "hora para salir",
         "hora de salida", "hora de saída")  # fmt: skip
_MINUTES = ("duration (minutes)", "total duration (minutes)", "持续时间(分钟)", "时长(分钟)",
            "总时长(分钟)", "durée (minutes)", "duración (minutos)", "duración total (minutos)",
            "duração (minutos)")  # fmt: skip
_OTHERS = ("guest", "访客", "invité", "invitado", "convidado", "recording consent",
           "recording disclaimer response", "respuesta al descargo de responsabilidad relativa a la"
           " grabación")  # fmt: skip
_WAITING = {
    "in waiting room": "yes",
    "在等候室中": "是",
    "等候室": "是",
    "salle d'attente": "oui",
    "dans la salle d'attente": "oui",
    "en sala de espera": "sí",
    "na sala de espera": "sim",
}
_PARTICIPANTS_USES = {
    **dict.fromkeys(_NAMES, Use.NAME),
    **dict.fromkeys(_EMAILS, Use.EMAIL),
    **dict.fromkeys(_JOINED, Use.JOINED),
    **dict.fromkeys(_LEFT, Use.LEFT),
    **dict.fromkeys(_MINUTES, Use.MINUTES),
    **dict.fromkeys((*_OTHERS, *_WAITING), Use.NOTHING),
}


def _start(header: Sequence[str]) -> int | None:
    """Return where the columns of the person begin: with the name and the address."""
    uses = [_PARTICIPANTS_USES.get(name) for name in header]
    at = uses.index(Use.NAME) if Use.NAME in uses else len(uses)
    known = uses[at : at + 2] == [Use.NAME, Use.EMAIL] and Use.MINUTES in uses[at:]
    return at if known else None


def _participants_shape(rows: Rows, header: int) -> Shape:
    """Return a sheet without the meeting's columns, some of which have the same names."""
    start = _start(folded(rows[header])) or 0
    above = [*rows[:header], *(row[:start] for row in rows[header:])]
    hosts = frozenset(text for row in above for value in row if "@" in (text := text_of(value)))
    if not start:
        return Shape(rows, header, hosts=hosts)
    cut = [[*[""] * start, *row[start:]] for row in rows[header:]]
    return Shape([*rows[:header], *cut], header, hosts=hosts)


ZOOM_PARTICIPANTS = Platform(
    name="zoom_participants",
    title="a Zoom participants report",
    recognises=lambda header: _start(header) is not None,
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(uses=_PARTICIPANTS_USES),
    shape=_participants_shape,
    blank_answers=frozenset({"--"}),
    excluded_rows=_WAITING,
    is_attendance=True,
)


_POLL_USES = {
    "#": Use.NOTHING,
    "user name": Use.NAME,
    "name": Use.NAME,
    "user email": Use.EMAIL,
    "email address": Use.EMAIL,
    "email": Use.EMAIL,
    "submitted date/time": Use.SUBMITTED,
    "submitted date and time": Use.SUBMITTED,
    "submitted time": Use.SUBMITTED,
    "poll name": Use.NOTHING,
    "survey name": Use.NOTHING,
}
_QUESTION, _ANSWER = ("question", "poll question"), ("answer", "answers", "response")
_NOBODY = ("", "anonymous", "anonymous attendee", "--")


def _is_poll(header: Sequence[str]) -> bool:
    uses = [_POLL_USES.get(name) for name in header]
    return header[:1] == ["#"] and Use.NAME in uses[:3] and Use.EMAIL in uses[:4]


def _poll_shape(rows: Rows, header: int) -> Shape:
    """Return all polls of a sheet as one table; a person keeps the row of the first answer."""
    others = (at for at, title in enumerate(folded(rows[header])) if title not in _POLL_USES)
    own = next(others, len(rows[header]))
    titles: list[Value] = list(rows[header][:own])
    places: dict[str, int] = {}
    people: dict[str, list[Value]] = {}
    table: list[Sequence[Value]] = [*rows[:header], titles, *([[]] * (len(rows) - header - 1))]
    names: Sequence[str] | None = None
    for at, row in enumerate(rows[header:], header):
        cells = folded(row)
        if _is_poll(cells):
            names = [text_of(value) for value in row]
        elif filled(row) < 3 or cells[0] == "#":
            names = None
        elif names is not None:
            person = _person(cells, at)
            if person not in people:
                table[at] = people[person] = list(row[:own])
            for question, answer in _answers(names, row, own):
                place = places.setdefault(question, own + len(places))
                mine = people[person]
                mine += [""] * (place + 1 - len(mine))
                mine[place] = answer
    titles += [""] * (own - len(titles))
    titles += places
    return Shape(table, header)


def _answers(names: Sequence[str], row: Sequence[Value], own: int) -> Iterator[tuple[str, Value]]:
    """Yield the questions and answers of a row, in whichever shape it has them."""
    heads = folded(names)
    question = next((at for at, name in enumerate(heads) if name in _QUESTION), None)
    answer = next((at for at, name in enumerate(heads) if name in _ANSWER), None)
    if question is not None and answer is not None:
        if max(question, answer) < len(row):
            yield text_of(row[question]), row[answer]
        return
    if any(names[own:]):
        yield from (
            (name, cell) for name, cell in zip(names[own:], row[own:], strict=False) if name
        )
        return
    for at in range(own, len(row) - 1, 2):
        if text_of(row[at]):
            yield text_of(row[at]), row[at + 1]


def _person(cells: Sequence[str], at: int) -> str:
    """Return who answered, by address or by name; each anonymous row is another person."""
    name, address = (*cells[1:3], "", "")[:2]
    if address not in _NOBODY:
        return address
    return name if name not in _NOBODY else f"row {at}"


ZOOM_POLL = Platform(
    name="zoom_poll",
    title="a Zoom poll or survey report",
    recognises=_is_poll,
    key=(Use.EMAIL, Use.SUBMITTED),
    separator=r";",
    headers=Headers(uses=_POLL_USES),
    shape=_poll_shape,
    blank_answers=frozenset({"--"}),
    asks_one_by_one=True,
)

PLATFORMS = (ZOOM_REGISTRATION, ZOOM_ATTENDEES, ZOOM_PARTICIPANTS, ZOOM_POLL)
