"""Tables of no survey tool: our own workbook, attendance, and any table with our questions.

Any table of attendance: the columns `Name`, `Email` and `Minutes`, perhaps also `Webinar`.
It is for tools that `sstc` does not read, and for lists that a person kept by hand. Times of
joining and leaving may be in it as well.
"""

import re
from collections.abc import Sequence

from sstc_cli.survey_tools.platform import Headers, Platform, Use

_NAME = re.compile(r"[a-z][a-z0-9_]*|sstc: .*|")


WORKBOOK = Platform(
    name="workbook",
    rank=-1,
    title="the workbook of sstc",
    recognises=lambda header: (
        header[:1] == ["webinar"]
        and all(_NAME.fullmatch(name) for name in header)
        and not _is_attendance_table(header)
    ),
    key=(Use.EMAIL,),
    separator=r"[;,、；，┋|\n]",
    headers=Headers(uses={"webinar": Use.WEBINAR}),
)


_NAMES = ("name", "full name", "your full name", "participant", "attendee", "姓名", "您的姓名",
          "nom", "nom complet", "nombre", "nombre completo", "nome", "имя", "الاسم")  # fmt: skip
_EMAILS = ("email", "e-mail", "email address", "e-mail address", "your e-mail address", "mail",
           "邮箱", "电子邮箱", "电子邮件", "您的电子邮箱", "courriel", "adresse e-mail",
           "correo electrónico", "endereço de e-mail", "электронная почта",
           "البريد الإلكتروني")  # fmt: skip
_MINUTES = ("minutes", "minutes attended", "minutes in session", "attended minutes",
            "duration (minutes)", "time in session (minutes)", "minutes présent", "分钟", "分钟数",
            "参会分钟数", "时长(分钟)", "参会时长(分钟)", "durée (minutes)", "minutos",
            "duración (minutos)", "duração (minutos)", "минуты", "минут", "دقائق")  # fmt: skip
_WEBINARS = ("webinar", "webinar number", "研讨会", "场次")
_USES = {
    **dict.fromkeys(_NAMES, Use.NAME),
    **dict.fromkeys(_EMAILS, Use.EMAIL),
    **dict.fromkeys(_MINUTES, Use.MINUTES),
    **dict.fromkeys(_WEBINARS, Use.WEBINAR),
    **dict.fromkeys(("joined", "join time", "time joined"), Use.JOINED),
    **dict.fromkeys(("left", "leave time", "time left"), Use.LEFT),
    "role": Use.ROLE,
}
_VISIT = re.compile(
    r"\bjoin(ed)?\b|\bleave\b|\bleft\b|\btime in\b|\bfirst seen\b|\battend(ed|ance)\b"
    r"|\bduration\b|\bdurée\b|\bduración\b|\bduração\b|入会|退会|参会时长"
    r"|\barrivée\b|\bdépart\b|\bsortie\b|\bentrada\b|\bsalida\b|\bsaída\b"
)


def _is_attendance_table(header: Sequence[str]) -> bool:
    uses = {_USES.get(name) for name in header}
    return Use.MINUTES in uses and not uses.isdisjoint((Use.NAME, Use.EMAIL))


def shows_visits(header: Sequence[str]) -> bool:
    return sum(bool(_VISIT.search(name)) for name in header) > 1


ATTENDANCE_TABLE = Platform(
    name="attendance_table",
    rank=1,
    title="a table of attendance",
    recognises=_is_attendance_table,
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(uses=_USES),
    blank_answers=frozenset({"--", "-"}),
    is_attendance=True,
)


PLAIN = Platform(
    name="plain",
    rank=2,
    title="a plain table",
    recognises=bool,
    key=(Use.EMAIL,),
    separator=r"[;,、；，┋|\n]",
    headers=Headers(uses=dict.fromkeys(_WEBINARS, Use.WEBINAR)),
)

PLATFORMS = (WORKBOOK, ATTENDANCE_TABLE, PLAIN)
