"""What a survey tool's export has of its own, beside the questions that were asked."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from sstc_cli.sheets.cells import Rows

_DEEPEST = 8  # groups in groups


class Use(StrEnum):
    """What a column of the tool itself holds."""

    ID = "id"
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


class Shape(NamedTuple):
    """A sheet as a plain table: every row where it stood, one of them the header.

    `zone` is the IANA name of the zone that the sheet says its times are in; `skipped` is how many
    rows under the header are none of answers.
    """

    rows: Rows
    header: int
    zone: str | None = None
    skipped: int = 0


class Wording(NamedTuple):
    """What a header may ask; with `option` where the column stands for one answer to it."""

    text: str
    option: str | None = None


@dataclass(frozen=True)
class Platform:
    """A survey tool: how its exports are recognised, and how they are read.

    Headers are folded (`survey/wording.py`) where they are compared. `uses` says what the tool's
    own columns hold. `key` names the columns that tell a response from all others; where one of
    them is blank, the row's whole content does. `separator` is a pattern: what stands between
    several choices. `option` finds `question` and `option` in the header of a column that stands
    for one choice; `group` is what stands between a group and its question; `blank` is what may
    stand for a blank in headers. `blanks` are what the tool writes where nobody answered. A row is
    left out where the tool's own column says a thing in `leaves_out`. `shape` makes a plain table
    of what has several header rows or blocks. Where our form for the tool has to shorten ids and
    codes (`shortened.py`), `question_code` and `answer_code` are the most signs that it takes.
    `texts` says how answers are exported as texts, where a tool can also write numbers in their
    place; `numbered` is True where these are the places of the options in the form, unless the
    file's name says that they are scores, by `scored`.
    `zone` is that of all its times. `attends` is True where rows are visits, not responses;
    `partial` where people answer only some of the questions, because each was asked by itself.
    """

    name: str
    title: str
    recognises: Callable[[Sequence[str]], bool]
    key: tuple[Use, ...]
    separator: str
    uses: Mapping[str, Use] = field(default_factory=dict)
    computed: re.Pattern[str] | None = None
    renamed: re.Pattern[str] | None = None
    group: str | None = None
    blank: str | None = None
    option: re.Pattern[str] | None = None
    blanks: frozenset[str] = frozenset()
    leaves_out: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    shape: Callable[[Rows, int], Shape] | None = None
    question_code: int = 0
    answer_code: int = 0
    texts: str | None = None
    numbered: bool = False
    scored: str = ""
    zone: str | None = None
    attends: bool = False
    partial: bool = False

    def counts_places(self, file: str) -> bool:
        """Whether numbers in a file of that name are places of options."""
        return self.numbered and not (self.scored and self.scored in file)

    def use_of(self, header: str) -> Use | None:
        """What the tool's own column of that name holds; None for a question."""
        if self.computed is not None and self.computed.search(header):
            return Use.EXTRA
        return self.uses.get(header)

    def wordings(self, header: str) -> Iterator[Wording]:
        """What the column may ask, the likeliest first; in the header's own case."""
        texts = [header]
        if self.renamed is not None:
            texts.append(self.renamed.sub("", header))
        if self.group is not None:
            parts = header.split(self.group, _DEEPEST)
            texts += (self.group.join(parts[start:]) for start in range(1, len(parts)))
        if self.blank is not None:
            texts += [text.replace(self.blank, " ") for text in texts]
        yield from map(Wording, dict.fromkeys(texts))
        if self.option is None:
            return
        for text in dict.fromkeys(texts):
            if found := self.option.fullmatch(text):
                question, option = filter(None, found.groups())
                yield Wording(question, option)
                yield Wording(option)
