"""A public text has an e-mail address, a phone number or a meeting passcode.

Documents and calendars show the texts of the series. Put a public address into
`organisers[].email`; texts may then contain it. Put a speaker's address into `people[].email`;
documents never show it. The `phone` of a person or an organiser is only in documents for people who
are named. Send passcodes to registered participants only.

Wrong:

```yaml
background:
  - text: To register, please write to ama@example.org. # <- W601
  - text: Call +254 700 000 000 for help with payment of USD 200 000 000. # <- W601
  - text: "The webinars of 2020-2021 are on Zoom, passcode: 123456." # <- W601
more:
  help_desk: Call +254 700 000 000. # <- W601
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers:
  - {id: office, name: The office, email: office@example.org, phone: +254 700 000 000}
background:
  - text: To register, please write to office@example.org.
  - text: The webinars of 2020-2021 are on Zoom; the passcode is in your invitation.
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

import re
from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import ADDRESS_IN_TEXT, Series
from sstc_cli.rules.plan import Plan

CODE = "W601"
_DIGIT = re.compile(r"\d")
_PHONE = (
    r"(?i)(?<![\w.])\+\d[\d ().-]{7,18}\d"  # +254 700 000 000
    r"|\b(?:tel|phone|mobile|whatsapp|t[ée]l[ée]phone|tel[ée]fono)\b[ .:]*[\d(][\d ().-]{5,18}\d"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)"  # a Chinese mobile number
)
_PASSCODE = (
    r"(?i)\b(?:passcode|password|pass ?code|access code|pwd|pin|code secret|mot de passe"
    r"|contraseña|пароль)\b(?: is)?[ :=]*(?=[\w-]{0,32}\d)[\w-]{4}"
)
# apart, because sets with wide characters take long to compile, and few texts need them
_CHINESE_PHONE = r"(?:电话|手机|热线)[ :：]*[\d(（][\d ()（）-]{5,18}\d"
_CHINESE_PASSCODE = (
    r"(?i)(?:密码|口令|会议号|参会码)(?:是|为)?[ :：]*(?=[A-Za-z0-9-]{0,32}\d)[A-Za-z0-9-]{4}"
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Search every text; messages never repeat the personal data."""
    yield from personal_data_in(plan.wordings, plan.series)


def personal_data_in(
    wordings: Iterable[tuple[Path, str, str]], series: Series
) -> Iterator[Diagnostic]:
    """Yield the personal data in texts that are given by path, language and words."""
    public = {organiser.email for organiser in series.organisers}
    for path, _, words in wordings:
        for kind, hint in _personal_data(words, public):
            yield Diagnostic(CODE, f"{kind} is in a public text", path, hint)


def _personal_data(words: str, public: set[str | None]) -> Iterator[tuple[str, str]]:
    """Yield each kind of personal data in a text, with a hint."""
    if "@" in words and not public.issuperset(ADDRESS_IN_TEXT.findall(words)):
        yield "an e-mail address", "delete it, or put it into `organisers[].email` if it is public"
    if not _DIGIT.search(words):  # most texts have none
        return
    if re.search(_PHONE, words) or _has(words, _CHINESE_PHONE, "电话", "手机", "热线"):
        yield "a phone number", "delete it, and send it to the people who need it"
    passcodes = "密码", "口令", "会议号", "参会码"
    if re.search(_PASSCODE, words) or _has(words, _CHINESE_PASSCODE, *passcodes):
        yield "a meeting passcode", "delete it, and send it to registered participants"


def _has(words: str, pattern: str, *names: str) -> bool:
    """Return whether a text has a pattern, which needs one of some names."""
    return any(name in words for name in names) and re.search(pattern, words) is not None
