"""The names that people gave: in a question about it, or in a column that was kept apart."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from sstc_cli.model.wording import Wordings
from sstc_cli.store.database import decoded


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
    """Yield what a person works for."""
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
