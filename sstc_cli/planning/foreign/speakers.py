"""The people of a schedule, from cells with names, positions and organisations."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from sstc_cli.model.countries import country_code
from sstc_cli.model.email import ADDRESS_IN_TEXT, read_email, typed_email
from sstc_cli.model.ids import id_from
from sstc_cli.model.people import PHONE
from sstc_cli.model.readers import InvalidError
from sstc_cli.model.values import is_id
from sstc_cli.planning.days import plain
from sstc_cli.planning.foreign.cell_texts import clean
from sstc_cli.planning.foreign.dialogue import Fact, Notes, quoted
from sstc_cli.planning.foreign.headers import wordings
from sstc_cli.planning.foreign.schedule import ScheduleCell, ScheduleLine
from sstc_cli.planning.foreign.spelling import is_unknown, on_one_line, zone_in

_LONGEST_ID = 40
_SMALL = frozenset(re.findall("[a-z]+", "a an the of and for in on to de la le les des du et y e"))


@dataclass
class Ids:
    """Makes ids that are not taken."""

    taken: set[str] = field(default_factory=set)

    def new(self, text: str, otherwise: str) -> str:
        """Return an id for a text, `otherwise-1` if it has no Latin letters."""
        stem = _shortened(id_from(text))
        if not is_id(stem) or stem.isdigit():
            return self._free(otherwise, 1)
        if stem not in self.taken:
            self.taken.add(stem)
            return stem
        return self._free(stem, 2)

    def _free(self, stem: str, number: int) -> str:
        while f"{stem}-{number}" in self.taken:
            number += 1
        self.taken.add(f"{stem}-{number}")
        return f"{stem}-{number}"


def _shortened(identity: str) -> str:
    """Return the first words of an id, as many as a person would write."""
    words = identity.split("-")
    while len("-".join(words)) > _LONGEST_ID and len(words) > 1:
        words.pop()
    while len(words) > 1 and words[-1] in _SMALL:
        words.pop()
    return "-".join(words)[:_LONGEST_ID]


_LINE_ENDS = re.compile(r"[;；؛、\n•]+|\s+/\s+|\s*\|\s*")
_AND = re.compile(r"\s+(?:&|and|et|y|e|und|и|و)\s+")
_IN_BRACKETS = re.compile(
    r"(.+?)\s*[(（\[]\s*([^()（）\[\]]+(?:\([^()]*\)[^()（）]*)?)\s*[)）\]]\s*(.*)", re.DOTALL
)
_DASHED = re.compile(r"(.+?)\s+[–—-]\s+(.+)", re.DOTALL)
_HONORIFIC = re.compile(
    r"((?:(?:Professor|Prof|Dr|Mr|Mrs|Ms|Miss|Mme|Mlle|Sr|Sra|Srta|Dra|Eng|Ing|Lic|Amb|Hon|H\.E|M|"
    r"Her Excellency|His Excellency|Ambassador|Д-р|Проф|г-н|г-жа|الدكتورة?|د|أ\.د|السيدة?)\.?"
    r"(?:\s+|(?<=\.)))+)(?=\S)"
)
_MAY_BE_WORD = re.compile(r"(?:M|Eng|Ing|Hon|Lic)(?!\.)\b")  # and no honorific: `Eng Department`
_ORGANISATION = re.compile(
    r"(?i)universi|institut|ministr|minist[eé]r|college|school|department|centre|center|bank|council|"
    r"agency|office|company|corporation|\binc\b|\bltd\b|\bllc\b|foundation|association|commission|"
    r"organi[sz]ation|programme|authority|network|group|academy|society|hospital|laborator|"
    r"\bof\b|\bfor\b|\bUN\b|大学|公司|研究|协会|部$|局$|中心|银行|委员会|университет|институт|министерство|"
    r"جامعة|وزارة|معهد|هيئة|مركز|شركة|منظمة|بنك|كلية|دائرة|بلدية|مؤسسة|لجنة|اتحاد|غرفة"
)
_POSITION = re.compile(
    r"(?i)\b(?:director|head|chief|officer|manager|professor|lecturer|minister|president|secretary|"
    r"advis[eo]r|expert|specialist|coordinator|economist|researcher|engineer|ceo|cto|cfo|founder|"
    r"chair|lead|senior|deputy|vice|assistant|analyst|consultant|directeur|directrice|chef|"
    r"responsable|directora?|jefe|jefa|gerente|diretora?|coordenadora?|assessora?|директор|"
    r"начальник|руководитель|специалист|профессор)\b|主任|经理|总监|教授|处长|司长|院长|所长|专家|总裁|老师|博士|"
    r"مدير|رئيس|خبير|أستاذ|مستشار|مهندس|منسق"
)
_SPEAKER = r"speakers?|presenters?|intervenante?s?|ponentes?|oradore?s?|主讲人?|讲者|докладчики?"
# the same words as those of a header, in each language
_MODERATOR = "|".join(re.escape(word) for fact, _, word in wordings() if fact is Fact.MODERATOR)
_ROLE = (
    rf"{_SPEAKER}|{_MODERATOR}|panel|panell?ists?|co-?chair|discussants?|rapporteur|"
    r"keynote(?: speaker)?|嘉宾|点评人?|المتحدثون"
)
_STATUS = (
    r"tb[acdn]|to be confirmed|(?:not |un)?confirmed|invited|tentative|declined|absente?|"
    r"unavailable|cancel+ed|online|remote(?:ly)?|virtual(?:ly)?|in[ -]person|by video|"
    r"en ligne|en l[ií]nea|"
    r"[aà] confirmer|[ap]or? confirmar|онлайн|уточняется|待定|待确认|线上|缺席|عن بعد|"
    r"(?:she|he|they)/(?:her|him|them)(?:/\w+)?|(?:replac(?:es|ing)|instead of) [^,;()\n]+"
)
_DEGREE = (
    r"Ph\.? ?D\.?|M\.?D\.?|MBA|M\.? ?Sc\.?|B\.? ?Sc\.?|D\.?Phil\.?|J\.?D\.?|LL\.?M\.?|MPH|Esq\.?"
)
_BEFORE_COLON = rf"{_ROLE}|(?:to be |not )?confirmed|invited|tb[ac]"
_NO_POSITION = rf"{_STATUS}|{_SPEAKER}|moderator|discussant"
_STOP = r"(?=\s*(?:[,，、;；/\n()（）\[\]]|\sand\s|$))"
# what a cell of people has besides their names and functions: in brackets, before a colon, or last
_BESIDE = re.compile(
    rf"\s*[(（\[]\s*(?i:({_ROLE}|{_STATUS}|{_DEGREE}))\s*[)）\]]"
    rf"|(?<=[(（\[])\s*(?i:({_NO_POSITION}))\s*[,，;]\s*"
    rf"|[.;,，、；\s]*(?<![^\W\u3400-\u9fff])(?i:(?P<role>{_BEFORE_COLON}))\s*[:：]\s*"
    rf"|(?:\s*[,，]|\s[–—-])\s*(?:(?i:({_NO_POSITION}))|({_DEGREE})){_STOP}"
    rf"|\s+(tbc|TBC|declined|absent|Ph\.?D\.?){_STOP}"
)
_MODERATES = re.compile(rf"(?i)(?:{_MODERATOR})\Z")
_JUNIOR = re.compile(rf",\s*((?:Jr|Sr)\.?|I{{2,3}}){_STOP}")
# after a comma, an honorific begins the next person: `Dr. Ali, Mr. Bo`, but not `Prof. of Law`
_NEXT_PERSON = re.compile(
    r"[,，،]\s*(?=(?:(?:Prof|Dr|Mr|Mrs|Ms|Miss|Mme|Mlle|Sra|Srta|Dra|Amb)\b"
    r"(?!\.?\s*(?:of|in|to)\b)\.?\s*|(?:د|أ\.د)\.\s*|(?:الدكتورة?|السيدة?)\s+|(?:г-н|г-жа|д-р)\s+)\S)"
)
_MAY_BE_ONE = re.compile(r"\w\w (?:e|y) [A-ZÀ-Þ]")  # Costa e Silva, Ortega y Gasset
# a conjunction inside a name, or several Chinese names: it cannot be told from one name
_MAY_BE_SEVERAL = re.compile(
    r"[\u0620-\u06ff]+ [\u0620-\u06ff]+ و[\u0620-\u06ff]+ [\u0620-\u06ff]+"
    r"|[\u4e00-\u9fff]{2,}(?:[和与及]|\s+)[\u4e00-\u9fff]{2,}|(?:\S+\s+){6}\S"
    r"|[,，،/&+]| (?:and|et|y|und|e|и) "
)
_LONGEST_TEXT = 1_000  # characters; a longer text is a name that is refused
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
    text, _ = without_words_beside(text)
    parts = (" ".join(part.split()) for piece in _pieces(text) for part in _by_comma(piece))
    people = (_speaker(part) if len(part) <= _LONGEST_TEXT else Speaker(part) for part in parts)
    return tuple(person for person in people if person.name and not is_unknown(person.name))


def without_words_beside(text: str) -> tuple[str, list[str]]:
    """Return a cell without roles, statuses and degrees, and those that its head does not say."""
    found: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        word = next(filter(None, match.groups()))
        if not re.fullmatch(rf"(?i){_SPEAKER}", word):
            found.append(word)
        return "; " if match["role"] else ""

    if len(text) > _LONGEST_TEXT:
        return text, found
    return _BESIDE.sub(replaced, _JUNIOR.sub(r" \1", text)).removeprefix("; "), found


def _pieces(text: str) -> Iterator[str]:
    for line in _lines(text):
        parts = _AND.split(line)
        bracketed = line.count("(") != line.count(")") or any(
            part.count("(") != part.count(")") for part in parts
        )
        are_names = all(len(part.split()) > 1 or not part.isascii() for part in parts)
        found = parts if len(parts) > 1 and are_names and not bracketed else [line]
        yield from (piece for part in found if (piece := part.strip(" ,，-–•·\t")))


def _lines(text: str) -> Iterator[str]:
    """Yield the parts of a cell that surely are about different people."""
    for line in _LINE_ENDS.split(text):
        parts = _NEXT_PERSON.split(line)
        are_whole = all(part.count("(") == part.count(")") for part in parts)
        yield from parts if are_whole else [line]


def _by_comma(text: str) -> list[str]:
    """Return the parts of `Ann Lee, Bo Chen` if all of them are names, otherwise the text."""
    parts = [part.strip() for part in re.split(r"[,，،]", text)]
    if len(parts) < 2 or "(" in text or "（" in text:  # perhaps `Ann Lee (UN), Bo Chen (WTO)`
        parts = [part.strip() for part in re.split(r"(?<=[)）])\s*[,，]\s*", text)]
        return parts if all(part.count("(") == part.count(")") for part in parts) else [text]
    return parts if all(map(_looks_like_name, parts)) else [text]


def _looks_like_name(text: str) -> bool:
    """Return whether a text is surely the name of a person: two words or more, capitalised."""
    honorific = _HONORIFIC.match(text)
    bare = text[honorific.end() :] if honorific else text
    if _ORGANISATION.search(bare) or _POSITION.search(bare):
        return False
    if re.fullmatch(r"[\u4e00-\u9fff·]{2,4}|[\u0620-\u06ff]+(?: [\u0620-\u06ff]+){1,4}", bare):
        return True  # in scripts without capitals
    if not _NAME.fullmatch(bare):
        is_short = honorific is not None and not _MAY_BE_WORD.match(text)  # `Dr. Ali`
        return is_short and bare.istitle() and bare.isalpha()
    return sum(word[:1].isupper() for word in bare.split()) >= 2


def _speaker(text: str) -> Speaker:
    email = next(iter(ADDRESS_IN_TEXT.findall(text)), "")
    if email:
        text = re.sub(r"[<(（\[]?\s*(?:mailto:)?" + re.escape(email) + r"\s*[>)）\]]?", " ", text)
    text = text.strip(" ,;")
    name, about = text, ""
    if match := _IN_BRACKETS.fullmatch(text):
        name, about = match[1], ", ".join(filter(None, (match[2], match[3].strip(" ,"))))
    elif match := _DASHED.fullmatch(text):
        name, about = match[1], match[2]
    if re.search("[,，،]", name):
        first, _, rest = re.sub("[，،]", ",", name).partition(",")
        is_reversed = first[:1].islower() and _looks_like_given(rest)  # `van der Berg, Jan`
        if (len(first.split()) > 1 or not first.isascii()) and not is_reversed:
            name, about = first, ", ".join(filter(None, (rest.strip(), about)))
    position, organisation = _function(about)
    honorific = ""
    if match := _HONORIFIC.match(name):
        honorific, name = match[1].strip(), name[match.end() :]
    return Speaker(" ".join(name.split()).strip(" ,-–"), honorific, position, organisation, email)


def _looks_like_given(text: str) -> bool:
    return text.strip().istitle() and not (_ORGANISATION.search(text) or _POSITION.search(text))


def _has_name(speaker: Speaker) -> bool:
    """Return whether an organisation has a name after a comma: `UNCTAD, Bob Day, WTO`."""
    parts = [part.strip() for part in re.split("[,，،]", speaker.organisation)]
    later = parts[:-1] if speaker.position else parts[1:]
    return any(
        _looks_like_name(part) and not country_code(part) and not zone_in(part) for part in later
    )


def _function(about: str) -> tuple[str, str]:
    """Return the position and the organisation in the text beside a name."""
    about = " ".join(about.split()).strip(" ,")
    first, _, rest = about.partition(",")
    if rest and _POSITION.search(first):
        return first.strip(), rest.strip()
    if about and not rest and _POSITION.search(about) and not _ORGANISATION.search(about):
        return about, ""
    return "", about


_SEPARATORS = re.compile(r"[;；\n]+")
_PRIVATE = {"email": "an e-mail address", "phone": "a telephone number"}
_KEYS = (
    "id", "name", "honorific", "position", "organisation", "biography", "country", "email", "phone",
)  # fmt: skip


@dataclass
class Roster:
    """The people who were found, in their order, by the plain form of the name."""

    notes: Notes
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: Ids = field(default_factory=Ids)

    def documents(self) -> list[dict[str, str]]:
        return [
            {key: person[key] for key in _KEYS if person.get(key)} for person in self.known.values()
        ]

    def people(self, line: ScheduleLine, fact: Fact) -> list[str]:
        """Return the ids of the people of a line; speakers get the facts beside them."""
        ids: list[str] = []
        for cell in line.cells.get(fact, ()):
            found = speakers_in(cell.text)
            names = [on_one_line(speaker.name) for speaker in found]
            if not all(name[:1].isalpha() and not re.search("//|@", name) for name in names):
                what = "a person" if len(found) == 1 else "the name of a person"
                self.notes.add("W772", f"`{quoted(cell.text)}` is not {what}", cell.spot)
                continue
            beside = self._beside(line, cell, len(found)) if fact is Fact.SPEAKER else {}
            _, words = without_words_beside(cell.text)
            if fact is Fact.MODERATOR:
                words = [word for word in words if not _MODERATES.match(word)]
            for word in words if found else ():
                hint = "add it to the plan if it matters"
                if _MODERATES.match(word):
                    hint = "name the `moderator` of the webinar in data/webinars.yaml"
                self.notes.add("W774", f"`{quoted(word)}` is not part of a name", cell.spot, hint)
            unclear = [
                f"{one.name}, {one.organisation}" if _has_name(one) else one.name
                for one in found
                if _has_name(one) or _MAY_BE_SEVERAL.search(on_one_line(one.name))
            ]
            for person in unclear:
                shown = quoted(cell.text if len(found) == 1 else person)
                message = f"`{shown}` was read as one person"
                hint = "put `;` between several people, and the family name last"
                self.notes.add("W774", message, cell.spot, hint)
            if not unclear and len(found) > 1 and _MAY_BE_ONE.search(cell.text):
                message = f"`{quoted(cell.text)}` was read as {len(found)} people"
                self.notes.add("W774", message, cell.spot, "check the names in `people`")
            for at, speaker in enumerate(found):
                about = {key: texts[at] for key, texts in beside.items() if at < len(texts)}
                ids.append(self._id_of(speaker, about, cell))
        return list(dict.fromkeys(ids))

    def _id_of(self, speaker: Speaker, about: dict[str, str], cell: ScheduleCell) -> str:
        """Return the id of a person; one who is known already gets the facts that were missing."""
        own = {key: on_one_line(value) for key, value in asdict(speaker).items()}
        if "position" in about and speaker.position and "organisation" in about:
            own["position"] = ""
        facts = {key: value for key, value in {**own, **about}.items() if value}
        for name in ("organisation", "position"):
            if own[name] and own[name] not in (facts[name], facts.get("position")):
                message = f"`{quoted(own[name])}` beside the name was left out: the row has another"
                self.notes.add("W775", f"{message} {name}", cell.spot, "check `people`")
        if speaker.email:
            facts |= self._checked("email", speaker.email, cell)
        key = plain(speaker.name)
        if key not in self.known:
            self.known[key] = {"id": self.ids.new(speaker.name, "person"), **facts}
            return self.known[key]["id"]
        person = self.known[key]
        for name, value in facts.items():
            if name in ("organisation", "position", "country") and person.get(name, value) != value:
                message = f"another row has another {name} for `{quoted(speaker.name)}`"
                self.notes.add("W775", message, cell.spot, "the first one was used: check it")
            person.setdefault(name, value)
        return person["id"]

    def _beside(
        self, line: ScheduleLine, speakers: ScheduleCell, count: int
    ) -> dict[str, list[str]]:
        """Return the facts in other columns of the same group, one for each person of a cell."""
        beside: dict[str, list[str]] = {}
        for fact in (
            Fact.ORGANISATION, Fact.POSITION, Fact.BIOGRAPHY, Fact.COUNTRY, Fact.EMAIL, Fact.PHONE,
        ):  # fmt: skip
            for cell in line.cells.get(fact, ()):
                if cell.column.group != speakers.column.group:
                    continue
                texts = [text.strip() for text in _SEPARATORS.split(cell.text) if text.strip()]
                if fact is Fact.BIOGRAPHY or (count == 1 and fact is not Fact.EMAIL):
                    texts = [cell.text]
                if len(texts) != count > 0:
                    message = f"the {fact.value} of {count} people cannot be separated"
                    self.notes.add("W772", message, cell.spot, "add it to `people` yourself")
                    continue
                checked = (self._checked(fact.value, text, cell) for text in texts)
                beside[fact.value] = [found.get(fact.value, "") for found in checked]
        return beside

    def _checked(self, key: str, text: str, cell: ScheduleCell) -> dict[str, str]:
        """Return a fact as the plan can have it, or nothing and a note that does not repeat it."""
        if key in _PRIVATE:
            return self._private(key, text, cell)
        found: str | None = on_one_line(text)
        if key == "biography":
            found = clean(cell, self.notes, lines=True)
        elif key == "country":
            found = country_code(text)
            if found is None:
                self.notes.add("W772", f"unknown country `{quoted(text)}`", cell.spot)
        return {key: found} if found else {}

    def _private(self, key: str, text: str, cell: ScheduleCell) -> dict[str, str]:
        """Return an address or a number, or nothing and a note that does not repeat the text."""
        try:
            if key == "phone":
                return {key: PHONE.read(text)}
            return {key: read_email(typed_email(text) or "")}
        except InvalidError:
            message = f"this is not {_PRIVATE[key]} that can be read"
            self.notes.add("W772", message, cell.spot, "add it to `people` yourself")
            return {}
