"""Personal data in texts that everybody can read."""

import re
from collections.abc import Iterable, Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import ADDRESS_IN_TEXT, Series

_DIGIT = re.compile(r"\d")
_PHONE = (
    r"(?i)(?<![\w.])\+\d[\d ().-]{7,18}\d"  # +254 700 000 000
    r"|\b(?:tel|phone|mobile|whatsapp|t[ée]l[ée]phone|tel[ée]fono)\b[ .:]*[\d(][\d ().-]{5,18}\d"
    r"|(?:电话|手机|热线)[ :：]*[\d(（][\d ()（）-]{5,18}\d"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)"  # a Chinese mobile number
)
_PASSCODE = (
    r"(?i)\b(?:passcode|password|pass ?code|access code|pwd|pin|code secret|mot de passe"
    r"|contraseña|пароль)\b(?: is)?[ :=]*(?=[\w-]{0,32}\d)[\w-]{4}"
    r"|(?:密码|口令|会议号|参会码)(?:是|为)?[ :：]*(?=[A-Za-z0-9-]{0,32}\d)[A-Za-z0-9-]{4}"
)


def personal_data_in(
    wordings: Iterable[tuple[Path, str, str]], series: Series
) -> Iterator[Diagnostic]:
    """Yield the personal data in texts that are given by path, language and words."""
    public = {organiser.email for organiser in series.organisers}
    for path, _, words in wordings:
        for kind, hint in _personal_data(words, public):
            yield Diagnostic("W601", f"{kind} is in a public text", path, hint)


def _personal_data(words: str, public: set[str | None]) -> Iterator[tuple[str, str]]:
    """Yield each kind of personal data in a text, with a hint."""
    if "@" in words and not public.issuperset(ADDRESS_IN_TEXT.findall(words)):
        yield "an e-mail address", "delete it, or put it into `organisers[].email` if it is public"
    if not _DIGIT.search(words):  # most texts have none
        return
    if re.search(_PHONE, words):
        yield "a phone number", "delete it, and send it to the people who need it"
    if re.search(_PASSCODE, words):
        yield "a meeting passcode", "delete it, and send it to registered participants"
