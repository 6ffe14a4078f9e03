"""Zoom's participants of a meeting: a row for each visit, or for each person with all minutes.

A block about the meeting may be above the header, or its columns before those of the person: the
address there is the host's. E-mail addresses may be blank. The names of columns are those in public
files in English, Chinese, French, Spanish and Portuguese.
"""

from collections.abc import Sequence

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, text_of
from sstc_cli.survey.platforms.platform import Headers, Platform, Shape, Use

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
_USES = {
    **dict.fromkeys(_NAMES, Use.NAME),
    **dict.fromkeys(_EMAILS, Use.EMAIL),
    **dict.fromkeys(_JOINED, Use.JOINED),
    **dict.fromkeys(_LEFT, Use.LEFT),
    **dict.fromkeys(_MINUTES, Use.MINUTES),
    **dict.fromkeys((*_OTHERS, *_WAITING), Use.NOTHING),
}


def _start(header: Sequence[str]) -> int | None:
    """Return where the columns of the person begin: with the name and the address."""
    uses = [_USES.get(name) for name in header]
    at = uses.index(Use.NAME) if Use.NAME in uses else len(uses)
    known = uses[at : at + 2] == [Use.NAME, Use.EMAIL] and Use.MINUTES in uses[at:]
    return at if known else None


def _recognises(header: Sequence[str]) -> bool:
    return _start(header) is not None


def _shape(rows: Rows, header: int) -> Shape:
    """Return a sheet without the meeting's columns, some of which have the same names."""
    start = _start([fold(text_of(value)) for value in rows[header]]) or 0
    above = [*rows[:header], *(row[:start] for row in rows[header:])]
    hosts = frozenset(text for row in above for value in row if "@" in (text := text_of(value)))
    if not start:
        return Shape(rows, header, hosts=hosts)
    cut = [[*[""] * start, *row[start:]] for row in rows[header:]]
    return Shape([*rows[:header], *cut], header, hosts=hosts)


PLATFORM = Platform(
    name="zoom_participants",
    title="a Zoom participants report",
    recognises=_recognises,
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(uses=_USES),
    shape=_shape,
    blank_answers=frozenset({"--"}),
    excluded_rows=_WAITING,
    is_attendance=True,
)
