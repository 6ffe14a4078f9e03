"""Google Forms: a first column `Timestamp` in the owner's language, then the questions.

Several choices are separated by `, `, or by `;` in the CSV file that the form itself offers (in a
zip file). A grid has a column for each of its rows, `question [row]`. A quiz has a `Score`, and in
its CSV file `… [Score]` columns. There is no id: the time and the e-mail address, if the form
collects it, identify a response.
"""

from collections.abc import Sequence

from sstc_cli.survey.platforms.platform import Headers, Platform, Use

_TIMES = (
    "timestamp",
    "时间戳记",
    "时间戳",
    "時間戳記",
    "horodateur",
    "marca temporal",
    "carimbo de data/hora",
    "отметка времени",
    "طابع زمني",
    "zeitstempel",
    "informazioni cronologiche",
    "タイムスタンプ",
)
_EMAILS = (
    "email address",
    "email",
    "username",
    "电子邮件地址",
    "電子郵件地址",
    "adresse e-mail",
    "dirección de correo electrónico",
    "endereço de e-mail",
    "адрес электронной почты",
    "عنوان البريد الإلكتروني",
)


def _recognises(header: Sequence[str]) -> bool:
    return bool(header) and header[0] in _TIMES


PLATFORM = Platform(
    name="google_forms",
    title="Google Forms",
    recognises=_recognises,
    key=(Use.SUBMITTED, Use.EMAIL),
    separator=r"[,;]",
    headers=Headers(
        uses={
            **dict.fromkeys(_TIMES, Use.SUBMITTED),
            **dict.fromkeys(_EMAILS, Use.EMAIL),
            "score": Use.EXTRA,
            "总分": Use.EXTRA,
            "得分": Use.EXTRA,
        },
        option=r"(?s)(?P<question>.+) \[(?P<option>.+)\]",
        computed=r" \[(score|feedback|得分|反馈)\]$",
    ),
)
