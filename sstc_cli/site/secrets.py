"""What must be in no file of a site: addresses and numbers of people, passcodes, private links."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.model.phones import phones_in
from sstc_cli.rules.privacy import CODE_IN_LINK
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.redaction import places_in

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_ALONE = r"(?<![a-z0-9_])(?<![a-z0-9_][.+-]){}(?![a-z0-9-]|\.[a-z0-9])"
_SECRET = re.compile(CODE_IN_LINK)
_LOGIN = re.compile(r"://[^\s/?#\"'<>@:]{1,99}:[^\s/?#\"'<>@]{0,99}@")  # user and password
_BY_CHANCE = 5  # a shorter passcode or number is in many texts by chance
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_LONGEST = 64  # characters before the `@` that are looked at
_EXTENSION = re.compile(r"[;,x]|ext", re.IGNORECASE)
_LAST = 8  # digits of a number, which people write with and without the code of the country
_BETWEEN = r"[ \t\u2010-\u2015()./-]{0,3}"
_AFTER = "/.,;:!?"
_UNFOLDED = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\/")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_DRAWN = re.compile(r"""(?<=\s)(?:d|points|viewBox|transform)=(?:"[^"]*"|'[^']*')""")
# the last part of a link that leads to one meeting or the room of one person, not `j.php` or `join`
_OWN_PLACE = re.compile(
    r"(?=.*\d).{5}|(?!(?:attend|conference|event|index|join|launch|lobby|login|meet|meeting|online|"
    r"regist(?:er|ration)|room|start|webinar)s?$)[\w~%-]{5,}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Secrets:
    """The secrets of a series, and what looks like one but is public."""

    emails: frozenset[str]
    public: frozenset[str]
    identifiers: str
    domain: str
    _patterns: tuple[re.Pattern[str], ...] = field(default=(), repr=False)

    def found_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the code of each secret in a text, with its place; never the secret itself.

        Calendar files fold their lines, and pages escape some characters: the places are those
        without.
        """
        if "@" in text:
            logins = {match.end() for match in _LOGIN.finditer(text)}
            for match in _EMAIL.finditer(text):
                is_login = text.index("@", match.start()) + 1 in logins
                if not is_login and not self._is_public(match[0].lower()):
                    yield "E781", match.start()
        for at in (text.find("tel:"), *(start for start, _ in phones_in(text))):
            if at >= 0:
                yield "E782", at
        yield from self._values_in(text)

    def known_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield only what the data file has as private, and links with a secret in them."""
        lowered = text.lower()
        for email in self.emails:
            # the end of `webinars@example.org` is not the address of a person `s@example.org`
            if email in lowered and (match := re.search(_ALONE.format(re.escape(email)), lowered)):
                yield "E781", match.start()
        yield from self._values_in(text)

    def _values_in(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield links with a secret, and the passcodes, private links and numbers of the data."""
        if "@" in text:
            yield from (("E783", match.start()) for match in _LOGIN.finditer(text))
        if "=" in text:
            yield from (("E783", match.start()) for match in _SECRET.finditer(text))
        for pattern in self._patterns:
            yield from (("E783", match.start()) for match in pattern.finditer(text))

    def _is_public(self, email: str) -> bool:
        """Return whether an address is public, or only looks like one, as UIDs of calendars do."""
        if email in self.emails:
            return False
        local, _, domain = email.rpartition("@")
        own = len(local) == _LONGEST or re.match(rf"{re.escape(self.identifiers)}(?![^.-])", local)
        is_identifier = domain == self.domain and own
        return bool(email in self.public or is_identifier or email.endswith(".invalid"))


def secrets_of(series: Series) -> Secrets:
    """Return the secrets in the data of a series."""
    joins = [webinar.join for webinar in series.webinars if webinar.join]
    numbers = [who.phone for who in series.people] + [who.phone for who in series.organisers]
    private = {join.url for join in joins if not join.public}
    links = {_link(url) for url in (*private, *_without_query(private, _public_links(series)))}
    phones = {_phone(number) for number in numbers if number}
    passcodes = {rf"(?<!\w){re.escape(_plain(join.passcode))}(?!\w)" for join in joins
                 if join.passcode and len(join.passcode) >= _BY_CHANCE}  # fmt: skip
    public = {_plain(one.email).lower() for one in series.organisers if one.email}
    emails = {_plain(one.email).lower() for one in series.people if one.email}
    return Secrets(
        emails=frozenset(emails - public),
        public=frozenset(public),
        identifiers=series.id,
        domain=series.domain,
        _patterns=(*_compiled(passcodes), *_compiled((links | phones) - {""}, re.IGNORECASE)),
    )


def _compiled(patterns: set[str], flags: int = 0) -> Iterator[re.Pattern[str]]:
    if patterns:
        yield re.compile("|".join(sorted(patterns)), flags)


def _public_links(series: Series) -> set[str]:
    """Return the links of a series that are public, without their schemes and queries."""
    of_webinars = {link for one in series.webinars for link in (one.register_url, one.join_url)}
    links = {series.site_url, *of_webinars, *(one.url for one in series.organisers)}
    return {_bare(link).split("?")[0].split("#")[0] for link in links if link}


def _without_query(links: set[str], public: set[str]) -> Iterator[str]:
    """Yield links that lead to their meeting without their query too, and are not public so."""
    for link in links:
        path = urlsplit(link).path.rstrip("/")
        short = re.split(r"[?#]", link)[0].rstrip("/")
        leads_there = short != link and _OWN_PLACE.match(path.rpartition("/")[2])
        if leads_there and _bare(short) not in public:
            yield short


def _bare(url: str) -> str:
    return _SCHEME.sub("", _plain(unquote(url))).rstrip(_AFTER)


def _link(url: str) -> str:
    """Return a pattern for a link, also without its scheme; a host alone is in public links too."""
    bare = _bare(url)
    scheme = "" if set(bare) & set("/?#") else r"https?://(?:www\.)?"
    return rf"(?<!\w){scheme}{re.escape(bare)}(?!\w)"


def _phone(number: str) -> str:
    """Return a pattern for a number with any punctuation between its digits."""
    digits = re.sub(r"\D", "", _EXTENSION.split(_plain(number))[0])[-_LAST:]
    start = "" if len(digits) == _LAST else r"(?<!\d)"
    return rf"{start}{_BETWEEN.join(digits)}(?!\d)" if len(digits) >= _BY_CHANCE else ""


def _plain(text: str) -> str:
    """Return a text with its usual characters: a wide `＠` is an `@` to people and programs."""
    return text if text.isascii() else normalize("NFKC", text)


def readable(name: str, data: bytes) -> str | None:
    """Return the text of a file as people and programs read it; None for a picture without text."""
    if name.endswith((*PICTURES, ".css", ".js")):
        return None
    text = data.decode("utf-8", "replace")
    if name.endswith(".ics"):
        text = _UNFOLDED.sub("", text).replace("\\", "")
    elif name.endswith(".svg"):
        text = _DRAWN.sub(lambda found: " " * len(found[0]), text)
    if name.endswith((".html", ".json")) and "\\" in text:
        text = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else "/", text)
    if name.endswith((".html", ".xml", ".svg")) and "&" in text:
        text = unescape(text)
    return _decoded(text)


def _decoded(text: str) -> str:
    return _plain(_PERCENT.sub(_characters, text) if "%" in text else text)


def _characters(found: re.Match[str]) -> str:
    """Return the characters of an address, without those that would begin a new line."""
    return "".join(sign if sign.isprintable() else " " for sign in unquote(found[0]))


def place_of_secret(series: Series, workspace: Workspace) -> str | None:
    """Return where the last release or the plan has a private text, and what to do about it."""
    secrets = secrets_of(series)

    def is_private(words: str) -> bool:
        return any(secrets.found_in(_decoded(words)))

    if place := next(places_in(workspace.release_files[-1:], is_private), None):
        todo = "delete it from the plan, publish again, then run `sstc release redact TEXT` with it"
        return f"the last release has it ({place}): {todo}"
    place = next(places_in([workspace.main], is_private), None)
    return f"delete it from {place}, then build the site again" if place else None


_MOST = 3
_WHAT = {
    "E781": "a private e-mail address",
    "E783": "a passcode, a private link, a telephone number or a link with a secret in it",
}


class SiteGuard:
    """Looks into each file when it is made, for what the data file has as private."""

    def __init__(self, series: Series, workspace: Workspace) -> None:
        self._secrets, self._series, self._workspace = secrets_of(series), series, workspace
        self._found: dict[str, str] = {}

    def over(self, files: Mapping[str, Callable[[], bytes]]) -> dict[str, Callable[[], bytes]]:
        return {name: partial(self._made, name, make) for name, make in files.items()}

    def refuse(self) -> None:
        """Refuse to write the site if a file has something private."""
        if not self._found:
            return
        listed = "; ".join(self._lines())
        hint = "delete it from the texts and templates, then publish again"
        hint = place_of_secret(self._series, self._workspace) or hint
        raise SstcError(
            f"the site would show {listed}, so nothing was written", hint, ExitCode.DATA
        )

    def _made(self, name: str, make: Callable[[], bytes]) -> bytes:
        data = make()
        if text := readable(name, data):
            for code, _ in self._secrets.known_in(text):
                self._found.setdefault(name, code)
        return data

    def _lines(self) -> Iterator[str]:
        """Yield what was found with the names of some files."""
        for code, what in _WHAT.items():
            names = [name for name, own in self._found.items() if own == code]
            if names:
                more = ", …" if len(names) > _MOST else ""
                yield f"{what} ({', '.join(names[:_MOST])}{more})"
