"""What the exports of a survey tool have in common, besides the questions that were asked."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, Value, text_of

_RESERVED = frozenset(
    {"lang", "sid", "savedid", "token", "qid", "gid", "sgq", "self", "that", "this", "time"}
)
_MARK = 4  # characters that distinguish a name that had to be cut from all others


def short_codes(names: Iterable[str], most: int) -> dict[str, str]:
    """Return the code of each name, for example `fullName` for `full_name`.

    A code that is too long, reserved in LimeSurvey, or that of two names is cut and ends in a
    digest of its name, so that it does not depend on the order of the names.
    """
    plain = {}
    for name in names:
        first, *rest = name.split("_")
        plain[name] = first + "".join(word[:1].upper() + word[1:] for word in rest)
    counts = Counter(code.casefold() for code in plain.values())
    return {
        name: code
        if len(code) <= most and counts[code.casefold()] == 1 and code.casefold() not in _RESERVED
        else code[: most - _MARK] + hashlib.sha256(name.encode()).hexdigest()[:_MARK]
        for name, code in plain.items()
    }


def folded(row: Sequence[Value]) -> list[str]:
    """Return the texts of a row as they are compared."""
    return [fold(text_of(value)) for value in row]


def filled(row: Sequence[Value]) -> int:
    """Return how many cells of a row have a text."""
    return sum(bool(text_of(value)) for value in row)


_DEEPEST = 8  # groups in groups
# what tools and people add to a question: whether it is required, and what kind it is
_ADDED = re.compile(
    r"\s*[(\[（【](?:必填|必答|选填|选答|单选|多选|单选题|多选题|可多选|填空|填空题|required|mandatory"
    r"|optional|single choice|multiple choice|(?:choose|select|tick|check) (?:all|one)[^)\]]*"
    r"|obligatoire|facultatif|obligatorio|opcional|obrigatório|обязательно|إلزامي|اختياري)[)\]）】]",
    re.IGNORECASE,
)


class Use(StrEnum):
    """The content of a column of the tool itself.

    If people can edit a response, `VERSION` is the id of what it is now, and `ORIGINAL` that of
    what it was at first. `USER` is the account of a person who may come under several names.
    """

    ID = "id"
    ORIGINAL = "original"
    VERSION = "version"
    USER = "user"
    SEED = "seed"
    STARTED = "started"
    SUBMITTED = "submitted"
    EMAIL = "email"
    NAME = "name"
    SURNAME = "surname"
    WEBINAR = "webinar"
    EXTRA = "extra"
    NOTHING = "nothing"
    JOINED = "joined"
    LEFT = "left"
    MINUTES = "minutes"
    ROLE = "role"


class Shape(NamedTuple):
    """A sheet as a plain table: all rows at their old places, one of them the header.

    `zone` is the IANA name of the zone that the sheet names for its times. `skipped` is the number
    of rows under the header that have no answers. `hosts` are the addresses of a meeting's hosts.
    """

    rows: Rows
    header: int
    zone: str | None = None
    skipped: int = 0
    hosts: frozenset[str] = frozenset()


class Wording(NamedTuple):
    """A question that a header may ask; `option` is the choice that its column stands for."""

    text: str
    option: str | None = None


class Headers(NamedTuple):
    """How a tool writes the headers of its columns; they are folded before they are compared.

    - `uses`: what the tool's own columns hold, by header.
    - `computed`: matches headers of columns that the tool computes, for example scores.
    - `renamed`: matches what the tool adds to the text of a question.
    - `group`: what separates a group from its question.
    - `space`: what may replace a space.
    - `option`: matches a column of one choice; its groups are the question and the option.
    """

    uses: Mapping[str, Use] = MappingProxyType({})
    computed: str | None = None
    renamed: str | None = None
    group: str | None = None
    space: str | None = None
    option: str | None = None

    def use_of(self, header: str) -> Use | None:
        """Return the use of the tool's own column of that name, or None for a question."""
        if self.computed is not None and re.search(self.computed, header):
            return Use.EXTRA
        return self.uses.get(header)

    def wordings(self, header: str) -> Iterator[Wording]:
        """Yield the questions that a header may ask, the most likely first, in its own case."""
        plain = _ADDED.sub("", header)
        texts = [plain]
        if self.renamed is not None:
            texts.append(re.sub(self.renamed, "", plain))
        if self.group is not None:
            parts = plain.split(self.group, _DEEPEST)
            texts += (self.group.join(parts[start:]) for start in range(1, len(parts)))
        if self.space is not None:
            texts += [text.replace(self.space, " ") for text in texts]
        yield from map(Wording, dict.fromkeys([header, *texts]))
        if self.option is None:
            return
        for text in dict.fromkeys(texts):
            if match := re.fullmatch(self.option, text):
                question, option = filter(None, match.groups())
                yield Wording(question, option)
                yield Wording(option)


class OurForm(NamedTuple):
    """The most characters of codes in our form for a tool, which shortens ids."""

    question_code: int
    answer_code: int


class Platform(NamedTuple):
    """A survey tool: how its exports are recognised, and how they are read.

    - `name`, `title`: its name in mappings, and in messages.
    - `recognises`: returns whether a folded header row is one of the tool's.
    - `key`: the columns that identify a response; if one of them is blank, those of the first of
      the `other_keys` that is complete, or else the whole row. By the other keys, a row is found
      that the store has from an export with other columns.
    - `separator`: matches what separates several choices in a cell.
    - `headers`: how it writes the headers of columns.
    - `shape`: makes a plain table of a sheet with several header rows or blocks.
    - `zone`: the IANA name of the zone of all its times.
    - `blank_answers`: what it writes in place of a missing answer.
    - `excluded_rows`: by header, matches cells of rows that are not responses.
    - `our_form`: how short codes are in our form for it, if it has to shorten ids.
    - `how_to_export_texts`: a hint for an export with numbers in place of answers.
    - `numbers_are_positions`: such numbers are the positions of the options in the form.
    - `score_marker`: what the name of a file contains if such numbers are scores instead.
    - `is_attendance`: rows are visits, not responses.
    - `asks_one_by_one`: people may answer only some questions, because each is asked alone.
    - `rank`: tools with a lower one recognise a header first.
    """

    name: str
    title: str
    recognises: Callable[[Sequence[str]], bool]
    key: tuple[Use, ...]
    separator: str
    headers: Headers
    shape: Callable[[Rows, int], Shape] | None = None
    zone: str | None = None
    blank_answers: frozenset[str] = frozenset()
    excluded_rows: Mapping[str, str] = MappingProxyType({})
    our_form: OurForm | None = None
    how_to_export_texts: str = "export the texts of the answers"
    numbers_are_positions: bool = False
    score_marker: str = ""
    is_attendance: bool = False
    asks_one_by_one: bool = False
    other_keys: tuple[tuple[Use, ...], ...] = ()
    rank: int = 0

    @property
    def keys(self) -> tuple[tuple[Use, ...], ...]:
        """All sets of columns that identify a response, the best one first."""
        return (self.key, *self.other_keys)

    @property
    def has_ids(self) -> bool:
        """Whether the tool gives each response an id, which no two rows of a file share."""
        return Use.ID in self.key or Use.ORIGINAL in self.key

    def has_positions(self, file: str) -> bool:
        return self.numbers_are_positions and not (self.score_marker and self.score_marker in file)
