"""The names of people: where they gave them, how others spell them, and mentions in texts."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from typing import Any, TypeVar, cast

from sstc_cli.model.wording import Wordings
from sstc_cli.store.database import decoded
from sstc_cli.store.response import Attendance, Identity, Response


class _Kind(Enum):
    WHOLE = auto()
    GIVEN = auto()
    FAMILY = auto()
    OFFICE = auto()
    POST = auto()


# fmt: off
_HEADERS = {
    _Kind.WHOLE: ("name", "full name", "姓名"),
    _Kind.GIVEN: ("first name", "given name", "名字", "prénom", "nombre", "имя"),
    _Kind.FAMILY: (
        "last name", "surname", "family name", "姓", "nom", "apellido", "apellidos", "фамилия",
    ),
    _Kind.OFFICE: (
        "institution", "company", "employer", "单位", "单位名称", "工作单位", "所在单位",
        "机构名称", "公司",
    ),
    _Kind.POST: (
        "job title", "position", "职务", "职位", "职称", "date of birth", "birthday", "出生日期",
    ),
}
# fmt: on
_KINDS = Wordings((header, kind) for kind, headers in _HEADERS.items() for header in headers)


def names_of(name: str | None, contacts: str) -> Iterator[str]:
    """Yield the name of a person, as an answer and in columns that were kept apart."""
    if name:
        yield name
    found = {kind: text for kind, text in _kept_apart(contacts) if kind}
    yield from _joined(found)


def contacts_of(contacts: str) -> Iterator[str]:
    """Yield what else identifies a person: nicknames, telephones and the like."""
    yield from (text for kind, text in _kept_apart(contacts) if kind is None)


def offices_of(organisation: str | None, contacts: str) -> Iterator[str]:
    if organisation:
        yield organisation
    yield from (text for kind, text in _kept_apart(contacts) if kind is _Kind.OFFICE)


def full_name(given: str, family: str) -> str:
    """Return both parts of a name in the order of its script."""
    return f"{family}{given}" if min(given) > "\u2e7f" else f"{given} {family}"


def _kept_apart(contacts: str) -> Iterator[tuple[_Kind | None, str]]:
    if contacts != "{}":
        texts: Mapping[str, object] = decoded(contacts)
        yield from ((_KINDS.find(header), str(text)) for header, text in texts.items())


def _joined(found: Mapping[_Kind, str]) -> Iterator[str]:
    """Yield a name whose parts have columns of their own; one part alone may be any word."""
    whole, given = found.get(_Kind.WHOLE), found.get(_Kind.GIVEN)
    family = found.get(_Kind.FAMILY)
    if given and (last := family or whole):
        yield full_name(given, last)
    elif alone := given or family:
        yield alone
    if whole:
        yield whole


_EAST = ("\u2e80", "\uf900")  # Korean syllables and Japanese kana must stay whole
_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02c8\u00b4`", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
}


@dataclass(frozen=True)
class Folded:
    """A folded text; `forms` are those of the characters in the text as written."""

    text: str
    forms: Sequence[str]

    @cached_property
    def places(self) -> Sequence[int]:
        places = [at for at, form in enumerate(self.forms) for _ in form]
        return [*places, len(self.forms)]

    def spans(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield where the text as written has what a pattern finds here, with its last accents."""
        for match in pattern.finditer(self.text):
            start, stop = match.span()
            whole = self.places[stop - 1] + 1  # the pattern may end within a ligature
            yield self.places[start], max(whole, self.places[stop])


def folded(text: str) -> Folded:
    if text.isascii():
        form = text.lower().replace("`", "'")
        return Folded(form, form)
    forms = [*map(_form, text)]
    return Folded("".join(forms), forms)


def without(pattern: re.Pattern[str], text: str, mask: str) -> str:
    """Return a text with a mask in place of what a pattern finds in its folded form."""
    parts, end = [], 0
    for start, stop in folded(text).spans(pattern):
        parts += [text[end:start], mask]
        end = stop
    return "".join([*parts, text[end:]])


@cache
def _form(char: str) -> str:
    char = _ALIKE.get(char, char)
    if _EAST[0] <= char < _EAST[1]:
        return char
    spelt = unicodedata.normalize("NFKD", char)
    bare = (one for one in spelt if not unicodedata.combining(one))
    seen = "".join(one for one in bare if unicodedata.category(one) != "Cf")
    return "".join(_ALIKE.get(one, one) for one in seen.casefold())


_Part = TypeVar("_Part", bound=Attendance | Identity | Response)

ERASED = "[erased]"
LATIN = "\u2e7f"  # the character before those of Chinese, whose names have no spaces
_SPACE = r"(?:\s|\\[bfnrt]|\\u00(?:0b|1[c-f]))"  # in JSON, line ends and tabs are escaped
_SIGN = (
    rf"(?:[@＠]|[(\[{{<]{_SPACE}*(?:at|@){_SPACE}*[)\]}}>]"
    rf"|(?:(?<=\s)|(?<=\\[nrt]))at(?={_SPACE}))"
)
_AT = rf"{_SPACE}*{_SIGN}{_SPACE}*"
_DOT = (
    rf"(?:\.|{_SPACE}*[(\[{{<]{_SPACE}*(?:dot|\.){_SPACE}*[)\]}}>]{_SPACE}*"
    rf"|{_SPACE}+dot{_SPACE}+)"
)
_AT_ALONE = rf"(?i){_SIGN}{_SPACE}*"
_SPACES_AT_END = rf"(?i){_SPACE}+\Z"
_NOT_LOCAL = r"[\s\"\\@＠<>()\[\]{},;:]"
_LABEL = r"[\w-]{1,63}"
_DOMAIN = rf"(?i){_LABEL}(?:{_DOT}{_LABEL}){{1,8}}"
_DOTS = f"(?i){_DOT}"
_STARTS = r"(?i)^|(?<=^[bfnrt])|(?<=^u[0-9a-f]{4})|(?<=[^a-z0-9])"
_ENDS = r"(?i)(?![a-z0-9])"
_LONGEST = 80  # letters of an address, and of spaces, before its @
_TEXTS = ("answers", "others", "extras", "name", "organisation", "contacts")


def mention(address: str) -> re.Pattern[str]:
    """Return a pattern for the spellings of an address, but not for longer ones."""
    local, _, domain = address.rpartition("@")
    spelt = re.escape(local) + _AT + _DOT.join(map(re.escape, domain.split(".")))
    return re.compile(_alone(spelt), re.IGNORECASE)


def naming(names: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for names in the folded form of a text, but not for longer ones."""
    forms = [folded(name).text for name in names]
    chinese = [re.escape(form) for form in forms if min(form) > LATIN]
    others = [spaced(form) for form in forms if min(form) <= LATIN]
    return re.compile("|".join(([_alone("|".join(others))] if others else []) + chinese))


def eraser(address: str, names: Sequence[str]) -> Callable[[str], str]:
    """Return a function that erases an address, and any names, in a text."""
    spelt = mention(address)
    if not names:
        return lambda text: spelt.sub(ERASED, text)
    named = naming(names)
    return lambda text: without(named, spelt.sub(ERASED, text), ERASED)


def spaced(name: str) -> str:
    return f"{_SPACE}+".join(map(re.escape, name.split()))


def _alone(pattern: str) -> str:
    r"""Return a pattern that does not match within a longer word.

    The texts are JSON, in which a letter before the word may be part of a line end (`\n`).
    """
    before = r"(?:(?<![a-z0-9])|(?<=\\[bfnrt])|(?<=\\u[0-9a-f]{4}))"
    return f"{before}(?:{pattern})(?![a-z0-9])"


def without_mentions(part: _Part, is_gone: Callable[[str], bool]) -> _Part:
    """Return a record, or the identity in one, without the addresses of people who are gone."""
    texts = {name: text for name in _TEXTS if (text := getattr(part, name, None))}
    erased: dict[str, Any] = {
        name: without_addresses(text, is_gone, ERASED) for name, text in texts.items()
    }
    if identity := getattr(part, "identity", None):
        texts["identity"], erased["identity"] = identity, without_mentions(identity, is_gone)
    return part if erased == texts else cast("_Part", part._replace(**erased))


def without_addresses(text: str, is_meant: Callable[[str], bool], mask: str) -> str:
    """Return a text with a mask for addresses, however they are spelt: each one is tried."""
    addresses = {found for found in _addresses(text) if is_meant(found)}
    for address in sorted(addresses, key=len, reverse=True):
        text = mention(address).sub(mask, text)
    return text


def _addresses(text: str) -> Iterator[str]:
    """Yield all addresses that a text may have: the words around one may be part of it."""
    for at in re.finditer(_AT_ALONE, text):
        if not (domain := re.compile(_DOMAIN).match(text, at.end())):
            continue
        before = re.sub(_SPACES_AT_END, "", text[max(0, at.start() - _LONGEST) : at.start()])
        word = re.split(_NOT_LOCAL, before)[-1]
        labels = ".".join(re.split(_DOTS, domain[0]))
        domains = [labels[: end.start()] for end in re.finditer(_ENDS, labels)]
        for start in re.finditer(_STARTS, word):
            if local := word[start.start() :]:
                yield from (f"{local}@{domain}" for domain in domains)
