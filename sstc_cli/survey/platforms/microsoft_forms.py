"""Microsoft Forms: `ID, Start time, Completion time`, then the questions.

Several choices are `A;B;`. A question with the name of one of the tool's own columns gets a number:
`Email2`. A quiz adds `Points - …` and `Feedback - …` to every question. Two forms may both count
from 1, so the id and the second at which a response was started identify it.
"""

from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

_STARTS = ("start time", "开始时间", "heure de début", "hora de inicio", "hora de início",
           "время начала", "وقت البدء")  # fmt: skip
_ENDS = ("completion time", "完成时间", "heure de fin", "hora de finalización",
         "hora de conclusão", "время выполнения", "وقت الإكمال")  # fmt: skip
_EMAILS = ("email", "电子邮件", "adresse de messagerie", "correo electrónico",
           "адрес электронной почты", "البريد الإلكتروني")  # fmt: skip
_NAMES = ("name", "姓名", "名称", "nom", "nombre", "nome", "имя", "الاسم")
_USES = {
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


def _recognises(header: Sequence[str]) -> bool:
    first = [_USES.get(name) for name in header[:3]]
    return first == [Use.ID, Use.STARTED, Use.SUBMITTED]


PLATFORM = Platform(
    name="microsoft_forms",
    title="Microsoft Forms",
    recognises=_recognises,
    key=(Use.ID, Use.STARTED),
    separator=r";",
    headers=Headers(
        uses=_USES,
        computed=r"^(points|feedback|分数|得分|反馈) ?- ?",
        renamed=r"(?<=\D)\d{1,2}$",
    ),
)
