"""The persons in a cell: several in one, each perhaps with titles, function and organisation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.model.email import ADDRESS_IN_TEXT
from sstc_cli.planning.foreign.spelling.words import is_unknown

_LINES = re.compile(r"[;；、\n•]+|\s+/\s+|\s*\|\s*")
_AND = re.compile(r"\s+(?:&|and|et|y|und|и)\s+")
_IN_BRACKETS = re.compile(
    r"(.+?)\s*[(（\[]\s*([^()（）\[\]]+(?:\([^()]*\)[^()（）]*)?)\s*[)）\]]\s*(.*)", re.DOTALL
)
_DASHED = re.compile(r"(.+?)\s+[–—-]\s+(.+)", re.DOTALL)
_HONORIFIC = re.compile(
    r"((?:(?:Professor|Prof|Dr|Mr|Mrs|Ms|Miss|Mme|Mlle|Sr|Sra|Srta|Dra|Eng|Ing|Lic|Amb|Hon|H\.E|M|"
    r"Her Excellency|His Excellency|Ambassador|Д-р|Проф|г-н|г-жа|الدكتورة?|د|أ\.د|السيدة?)\.?"
    r"(?:\s+|(?<=\.)))+)(?=\S)"
)
_ORGANISATION = re.compile(
    r"(?i)universi|institut|ministr|minist[eé]r|college|school|department|centre|center|bank|council|"
    r"agency|office|company|corporation|\binc\b|\bltd\b|\bllc\b|foundation|association|commission|"
    r"organi[sz]ation|programme|authority|network|group|academy|society|hospital|laborator|"
    r"\bof\b|\bfor\b|\bUN\b|大学|公司|研究|协会|部$|局$|中心|银行|委员会|университет|институт|министерство|"
    r"جامعة|وزارة|معهد"
)
_POSITION = re.compile(
    r"(?i)\b(?:director|head|chief|officer|manager|professor|lecturer|minister|president|secretary|"
    r"advis[eo]r|expert|specialist|coordinator|economist|researcher|engineer|ceo|cto|cfo|founder|"
    r"chair|lead|senior|deputy|vice|assistant|analyst|consultant|directeur|directrice|chef|"
    r"responsable|directora?|jefe|jefa|gerente|diretora?|coordenadora?|assessora?|директор|"
    r"начальник|руководитель|специалист|профессор)\b|主任|经理|总监|教授|处长|司长|院长|所长|专家|总裁"
)
_ROLE = re.compile(
    r"(?i)^(?:speakers?|presenters?|panell?ists?|moderator|chair|主讲人?|嘉宾|讲者)\s*[:：]\s*"
)
_LONGEST = 1_000  # characters; a longer text is a name that is refused
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:\s+[\w'’.\-]+){1,4}")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person as a cell names one."""

    name: str
    honorific: str = ""
    position: str = ""
    organisation: str = ""
    email: str = ""


def speakers_in(text: str) -> tuple[Speaker, ...]:
    """Return the persons in a cell, without those that are not known yet."""
    parts = (" ".join(part.split()) for piece in _pieces(text) for part in _by_comma(piece))
    people = (_speaker(part) if len(part) <= _LONGEST else Speaker(part) for part in parts)
    return tuple(person for person in people if person.name and not is_unknown(person.name))


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a text that are persons of their own."""
    for line in _LINES.split(text):
        parts = _AND.split(line)
        bracketed = line.count("(") != line.count(")") or any(
            part.count("(") != part.count(")") for part in parts
        )
        are_names = all(len(part.split()) > 1 or not part.isascii() for part in parts)
        found = parts if len(parts) > 1 and are_names and not bracketed else [line]
        yield from (piece for part in found if (piece := part.strip(" ,，-–•·\t")))


def _by_comma(text: str) -> list[str]:
    """Return the parts of `Ann Lee, Bo Chen` if all of them are names, otherwise the text."""
    parts = [part.strip() for part in re.split(r"[,，]", text)]
    if len(parts) < 2 or "(" in text or "（" in text:
        return _outside_brackets(text)
    short_chinese = all(re.fullmatch("[\u4e00-\u9fff·]{2,4}", part) for part in parts)
    return parts if short_chinese or all(map(_is_name, parts)) else [text]


def _outside_brackets(text: str) -> list[str]:
    """Return the parts of `Ann Lee (UN), Bo Chen (WTO)`."""
    parts = [part.strip() for part in re.split(r"(?<=[)）])\s*[,，]\s*", text)]
    complete = all(part.count("(") == part.count(")") for part in parts)
    return parts if complete else [text]


def _is_name(text: str) -> bool:
    """Return whether a text is surely the name of a person: two words or more, capitalised."""
    bare = _HONORIFIC.sub("", text, count=1)
    if not _NAME.fullmatch(bare) or _ORGANISATION.search(bare) or _POSITION.search(bare):
        return False
    return sum(word[:1].isupper() for word in bare.split()) >= 2


def _speaker(text: str) -> Speaker:
    """Return one person, with what stands beside the name."""
    email = next(iter(ADDRESS_IN_TEXT.findall(text)), "")
    if email:
        text = re.sub(r"[<(（\[]?\s*(?:mailto:)?" + re.escape(email) + r"\s*[>)）\]]?", " ", text)
    text = _ROLE.sub("", text).strip(" ,;")
    name, about = text, ""
    if match := _IN_BRACKETS.fullmatch(text):
        name, about = match[1], ", ".join(filter(None, (match[2], match[3].strip(" ,"))))
    elif match := _DASHED.fullmatch(text):
        name, about = match[1], match[2]
    if "," in name or "，" in name:
        first, _, rest = name.replace("，", ",").partition(",")
        if len(first.split()) > 1 or not first.isascii():
            name, about = first, ", ".join(filter(None, (rest.strip(), about)))
    position, organisation = _function(about)
    honorific = ""
    if match := _HONORIFIC.match(name):
        honorific, name = match[1].strip(), name[match.end() :]
    return Speaker(" ".join(name.split()).strip(" ,-–"), honorific, position, organisation, email)


def _function(about: str) -> tuple[str, str]:
    """Return the position and the organisation in what stands beside a name."""
    about = " ".join(about.split()).strip(" ,")
    first, _, rest = about.partition(",")
    if rest and _POSITION.search(first):
        return first.strip(), rest.strip()
    if about and not rest and _POSITION.search(about) and not _ORGANISATION.search(about):
        return about, ""
    return "", about
