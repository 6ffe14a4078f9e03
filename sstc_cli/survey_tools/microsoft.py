"""Microsoft Forms and Microsoft Teams.

Microsoft Forms: `ID, Start time, Completion time`, then the questions.
Several choices are `A;B;`. A question with the name of one of the tool's own columns gets a number:
`Email2`. A quiz adds `Points - …` and `Feedback - …` to every question. Two forms may both count
from 1, so the id and the second at which a response was started identify it.

Microsoft Teams' attendance of a meeting or webinar: a summary, people, then their visits.
The file is UTF-16 with tabs. Section 2 has a row for each person, section 3 one for each visit: the
latter is read if it is there. Files of 2021 have only visits, and those of 2020 a row each time
that a person joined or left. A person who has not left was there until the last moment of the file.
A webinar's people have their registration in more columns; those who never came have no times.
Organisers, presenters and attendees have that role. Times are local, or in UTC if the header says
so. The names of columns are those in English and in French.
"""

from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, Value, moment_of, text_of
from sstc_cli.survey_tools.platform import Headers, Platform, Shape, Use, filled, folded

_STARTS = ("start time", "开始时间", "heure de début", "hora de inicio", "hora de início",
           "время начала", "وقت البدء")  # fmt: skip
_ENDS = ("completion time", "完成时间", "heure de fin", "hora de finalización",
         "hora de conclusão", "время выполнения", "وقت الإكمال")  # fmt: skip
_EMAILS = ("email", "电子邮件", "adresse de messagerie", "correo electrónico",
           "адрес электронной почты", "البريد الإلكتروني")  # fmt: skip
_NAMES = ("name", "姓名", "名称", "nom", "nombre", "nome", "имя", "الاسم")
_FORMS_USES = {
    "id": Use.ID,
    **dict.fromkeys(_STARTS, Use.STARTED),
    **dict.fromkeys(_ENDS, Use.SUBMITTED),
    **dict.fromkeys(_EMAILS, Use.EMAIL),
    **dict.fromkeys(_NAMES, Use.NAME),
    "last modified time": Use.EXTRA,
    "上次修改时间": Use.EXTRA,
    "total points": Use.EXTRA,
    "总分": Use.EXTRA,
    "quiz feedback": Use.EXTRA,
    "测验反馈": Use.EXTRA,
    "grade posted time": Use.EXTRA,
}


MICROSOFT_FORMS = Platform(
    name="microsoft_forms",
    title="Microsoft Forms",
    recognises=lambda header: (
        [_FORMS_USES.get(name) for name in header[:3]] == [Use.ID, Use.STARTED, Use.SUBMITTED]
    ),
    key=(Use.ID, Use.STARTED),
    separator=r";",
    headers=Headers(
        uses=_FORMS_USES,
        computed=r"^(points|feedback|分数|得分|反馈) ?- ?",
        renamed=r"(?<=\D)\d{1,2}$",
    ),
)


_EVENTS = ["full name", "user action", "timestamp"]
_TITLES: list[Value] = ["Full Name", "Join Time", "Leave Time"]
_UTC = " (utc)"
_VISIT_TIMES = ("join time", "heure d'arrivée", "heure de participation", "heure de connexion")
_TIMES_OF_USE = {
    **dict.fromkeys(("first join", "première arrivée", "première participation",
                     "première connexion", *_VISIT_TIMES), Use.JOINED),
    **dict.fromkeys(("last leave", "leave time", "dernier départ", "dernière sortie",
                     "dernière déconnexion", "heure de départ", "heure de sortie",
                     "heure de déconnexion"), Use.LEFT),
}  # fmt: skip
_WHO = ("name", "full name", "nom", "nom complet")
_TEAMS_USES = {
    **dict.fromkeys(_WHO, Use.NAME),
    **{f"{name}{zone}": use for name, use in _TIMES_OF_USE.items() for zone in ("", _UTC)},
    **dict.fromkeys(("in-meeting duration", "duration", "durée de la réunion", "durée",
                     "durée dans la réunion", "durée en réunion"), Use.MINUTES),
    **dict.fromkeys(("email", "registration email", "e-mail", "adresse e-mail",
                     "courrier électronique"), Use.EMAIL),
    **dict.fromkeys(("participant id (upn)", "id de participant (upn)", "id du participant (upn)",
                     "id participant (upn)", "registration first name", "registration last name",
                     "registration time", "registration status"), Use.NOTHING),
    **dict.fromkeys(("role", "rôle"), Use.ROLE),
}  # fmt: skip


def _is_teams(header: Sequence[str]) -> bool:
    uses = {_TEAMS_USES.get(name.replace("’", "'")) for name in header[:8]}
    visits = {Use.NAME, Use.JOINED, Use.LEFT, Use.MINUTES, Use.ROLE} <= uses
    return list(header[:3]) == _EVENTS or (visits and header[0] in _WHO)


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet with only the visits, or the people if it has no visits."""
    names = folded(rows[header])
    if names[:3] == _EVENTS:
        return Shape([*rows[:header], _TITLES, *_visits(rows[header + 1 :])], header)
    later = range(header + 1, len(rows))
    heads = (at for at in later if _is_teams(head := folded(rows[at])) and _has_visits(head))
    start = next(heads, header)
    end = next((at for at in range(start + 1, len(rows)) if filled(rows[at]) <= 1), len(rows))
    above: Rows = [[]] * (start - header)
    zone = "UTC" if any(name.endswith(_UTC) for name in folded(rows[start])) else None
    return Shape([*rows[:header], *above, *rows[start:end]], start, zone)


def _has_visits(header: Sequence[str]) -> bool:
    names = {name.replace("’", "'").removesuffix(_UTC) for name in header}
    return not names.isdisjoint(_VISIT_TIMES)


def _visits(events: Rows) -> list[list[Value]]:
    """Return a row for each visit, at the place where its person joined, and empty ones."""
    visits: list[list[Value]] = [[] for _ in events]
    there: dict[str, list[list[Value]]] = {}
    for visit, event in zip(visits, events, strict=True):
        name, action, moment = [*event[:3], "", "", ""][:3]
        who = fold(text_of(name))
        if fold(text_of(action)).startswith("joined"):
            visit += [name, moment, ""]
            there.setdefault(who, []).append(visit)
        elif there.get(who):
            there[who].pop(0)[2] = moment  # of several devices, whichever joined first
    last = _last_moment(events)
    for visit in (visit for open_ in there.values() for visit in open_):
        visit[2] = last
    return visits


def _last_moment(events: Rows) -> Value:
    """Return the latest moment of a file, in whichever order its days and months can be read."""
    moments = [event[2] for event in events if len(event) > 2 and text_of(event[2])]
    for days_first in (False, True):
        found = [moment_of(moment, days_first=days_first) for moment in moments]
        known = [(at, place) for place, at in enumerate(found) if at is not None]
        if known and len(known) == len(moments):
            return moments[max(known)[1]]
    return ""


MICROSOFT_TEAMS = Platform(
    name="microsoft_teams",
    title="a Teams attendance report",
    recognises=_is_teams,
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(uses=_TEAMS_USES),
    shape=_shape,
    is_attendance=True,
)

PLATFORMS = (MICROSOFT_FORMS, MICROSOFT_TEAMS)
