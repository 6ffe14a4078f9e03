"""What must be in no file of a site: addresses and numbers of people, passcodes, private links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from sstc_cli.model import Series

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_PHONE = re.compile(r"(?<![\w.+/-])\+[1-9]\d{0,3}[ ().-]{0,2}\d[\d ().-]{5,18}\d(?![\w:])|\btel:")
_SECRET = re.compile(r"[?&;](?:pwd|tk|passcode|password)=", re.IGNORECASE)
_BY_CHANCE = 5  # a shorter passcode or number is in many texts by chance
_AFTER = "/.,;:!?"
_UNFOLDED = re.compile(r"\r?\n[ \t]")


@dataclass(frozen=True)
class Secrets:
    """The secrets of a series, and what looks like one but is public."""

    emails: frozenset[str]
    public: frozenset[str]
    values: frozenset[str]
    links: frozenset[str]
    domain: str
    _pattern: re.Pattern[str] | None = field(default=None, repr=False)

    def found_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the code of each secret in a text, with its place; never the secret itself.

        Calendar files fold their lines, and pages escape some characters: the places are those
        without.
        """
        if "@" in text:
            for match in _EMAIL.finditer(text):
                if not self._is_public(match[0].lower()):
                    yield "E781", match.start()
        if "+" in text or "tel:" in text:
            yield from (("E782", match.start()) for match in _PHONE.finditer(text))
        if "=" in text:
            yield from (("E783", match.start()) for match in _SECRET.finditer(text))
        if self._pattern:
            yield from (("E783", match.start()) for match in self._pattern.finditer(text))

    def known_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield only what the data file has as private, and links with a secret in them."""
        for email in self.emails:
            if (at := text.lower().find(email)) >= 0:
                yield "E781", at
        if "=" in text:
            yield from (("E783", match.start()) for match in _SECRET.finditer(text))
        if self._pattern:
            yield from (("E783", match.start()) for match in self._pattern.finditer(text))

    def _is_public(self, email: str) -> bool:
        """Return whether an address is public, or only looks like one, as UIDs of calendars do."""
        return email in self.public or email.endswith((".invalid", f"@{self.domain}"))


def secrets_of(series: Series) -> Secrets:
    """Return the secrets in the data of a series."""
    joins = [webinar.join for webinar in series.webinars if webinar.join]
    private = [join for join in joins if not join.public]
    phones = [who.phone for who in series.people] + [who.phone for who in series.organisers]
    values = {*(join.passcode for join in joins if join.passcode), *filter(None, phones)}
    links = {join.url.rstrip(_AFTER) for join in private}
    hidden = sorted(value for value in (*values, *links) if len(value) >= _BY_CHANCE)
    pattern = "|".join(rf"(?<!\w){re.escape(value)}(?!\w)" for value in hidden)
    public = {one.email.lower() for one in series.organisers if one.email}
    return Secrets(
        emails=frozenset(one.email.lower() for one in series.people if one.email) - public,
        public=frozenset(public),
        values=frozenset(values),
        links=frozenset(links),
        domain=series.domain,
        _pattern=re.compile(pattern) if pattern else None,
    )


def readable(name: str, data: bytes) -> str | None:
    """Return the text of a file as people and programs read it; None for a picture."""
    if name.endswith((".png", ".svg", ".css", ".js")):
        return None
    text = data.decode("utf-8", "replace")
    if name.endswith(".ics"):
        return _UNFOLDED.sub("", text).replace("\\", "")
    return unescape(text) if name.endswith((".html", ".xml")) and "&" in text else text
