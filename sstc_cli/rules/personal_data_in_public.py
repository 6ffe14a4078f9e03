"""A text that everybody can read has an e-mail address, a phone number or a meeting passcode.

Documents, calendars and the web page print the texts of the series. The address that the public
may write to belongs in `organisers[].email`, and may then stand in texts; a speaker's belongs in
`people[].email`, which is never printed. A passcode goes to those who registered.

Wrong:

```yaml
background:
  - text: To register, please write to ama@example.org. # <- W601
  - text: Call +254 700 000 000 for help with payment of USD 200 000 000. # <- W601
  - text: "The webinars of 2020-2021 are on Zoom, passcode: 123456." # <- W601
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers: [{id: office, name: The office, email: office@example.org}]
background:
  - text: To register, please write to office@example.org.
  - text: The webinars of 2020-2021 are on Zoom; the passcode is in your invitation.
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import ADDRESS_IN_TEXT
from sstc_cli.rules.plan import Plan

CODE = "W601"
_DIGIT = re.compile(r"\d")
_PHONE = re.compile(
    r"(?<![\w.])\+\d[\d ().-]{7,18}\d"  # +254 700 000 000
    r"|\b(?:tel|phone|mobile|whatsapp|t[ée]l[ée]phone|tel[ée]fono)\b[ .:]*[\d(][\d ().-]{5,18}\d"
    r"|(?:电话|手机|热线)[ :：]*[\d(（][\d ()（）-]{5,18}\d"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)",  # a Chinese mobile number
    re.IGNORECASE,
)
_PASSCODE = re.compile(
    r"\b(?:passcode|password|pass ?code|access code|pwd|pin|code secret|mot de passe|contraseña|"
    r"пароль)\b(?: is)?[ :=]*(?=[\w-]{0,32}\d)[\w-]{4}"
    r"|(?:密码|口令|会议号|参会码)(?:是|为)?[ :：]*(?=[A-Za-z0-9-]{0,32}\d)[A-Za-z0-9-]{4}",
    re.IGNORECASE,
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look through every text; a message never repeats what it found."""
    public = {each.email for each in plan.series.organisers}
    for path, _, words in plan.wordings:
        for what, hint in _found(words, public):
            yield Diagnostic(CODE, f"{what} stands in a public text", path, hint)


def _found(words: str, public: set[str | None]) -> Iterator[tuple[str, str]]:
    """What stands there that should not, and what to do."""
    if "@" in words and not public.issuperset(ADDRESS_IN_TEXT.findall(words)):
        yield "an e-mail address", "delete it; a public address goes into `organisers[].email`"
    if not _DIGIT.search(words):  # most texts have none
        return
    if _PHONE.search(words):
        yield "a phone number", "delete it, and send it to those who need it"
    if _PASSCODE.search(words):
        yield "a meeting passcode", "delete it, and send it to those who registered"
