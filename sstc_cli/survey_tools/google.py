"""Google Forms and Google Meet.

Google Forms: a first column `Timestamp` in the owner's language, then the questions.
Several choices are separated by `, `, or by `;` in the CSV file that the form itself offers (in a
zip file). A grid has a column for each of its rows, `question [row]`. A quiz has a `Score`, and in
its CSV file `… [Score]` columns. There is no id: the time and the e-mail address, if the form
collects it, identify a response.

Google Meet's attendance report: `First name, Last name, Email, Duration, Time joined, …`.
Lengths are `1 hr 2 min`. Times have no day. The add-on *Meet Attendance* writes some lines with a
star, then `Full Name, First Seen, Time in Call`, and no addresses. A later one counts people in a
first column, and has their names under `Name` or `Participant Name`.
"""

from sstc_cli.survey_tools.platform import Headers, Platform, Use

_TIMES = ("timestamp", "时间戳记", "时间戳", "時間戳記", "horodateur", "marca temporal",
          "carimbo de data/hora", "отметка времени", "طابع زمني", "zeitstempel",
          "informazioni cronologiche", "タイムスタンプ")  # fmt: skip
_EMAILS = ("email address", "email", "username", "电子邮件地址", "電子郵件地址", "adresse e-mail",
           "dirección de correo electrónico", "endereço de e-mail", "адрес электронной почты",
           "عنوان البريد الإلكتروني")  # fmt: skip


GOOGLE_FORMS = Platform(
    name="google_forms",
    title="Google Forms",
    recognises=lambda header: bool(header) and header[0] in _TIMES,
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


_REPORT = {"first name", "duration", "time joined", "time exited"}
_ADD_ON = {"first seen", "time in call"}
_ADD_ON_NAMES = ("full name", "name", "participant name", "participant")


GOOGLE_MEET = Platform(
    name="google_meet",
    title="a Google Meet attendance report",
    recognises=lambda header: (
        set(header) >= _REPORT
        or (set(header) >= _ADD_ON and not {*_ADD_ON_NAMES}.isdisjoint(header))
    ),
    key=(Use.EMAIL, Use.NAME),
    separator=r";",
    headers=Headers(
        uses={
            "first name": Use.NAME,
            "last name": Use.SURNAME,
            **dict.fromkeys(_ADD_ON_NAMES, Use.NAME),
            **dict.fromkeys(("s.no", "s. no.", "s no", "sno", "sno.", "sr. no."), Use.NOTHING),
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

PLATFORMS = (GOOGLE_FORMS, GOOGLE_MEET)
