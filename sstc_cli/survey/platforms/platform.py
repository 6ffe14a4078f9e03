"""What a survey tool's export has of its own, beside the questions that were asked."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Use(StrEnum):
    """What a column of the tool itself holds."""

    ID = "id"
    STARTED = "started"
    SUBMITTED = "submitted"
    EMAIL = "email"
    NAME = "name"
    WEBINAR = "webinar"
    EXTRA = "extra"


@dataclass(frozen=True)
class Platform:
    """A survey tool: how its exports are recognised, and how they are read.

    Headers are folded (`survey/wording.py`). `uses` says what the tool's own columns hold.
    `key` names the columns that tell a response from all others; where one of them is blank,
    the row's whole content does. `separator` is a pattern: what stands between several choices.
    """

    name: str
    title: str
    recognises: Callable[[Sequence[str]], bool]
    key: tuple[Use, ...]
    separator: str
    uses: Mapping[str, Use] = field(default_factory=dict)
    computed: re.Pattern[str] | None = None
    renamed: re.Pattern[str] | None = None

    def use_of(self, header: str) -> Use | None:
        """What the tool's own column of that name holds; None for a question."""
        if self.computed is not None and self.computed.search(header):
            return Use.EXTRA
        return self.uses.get(header)

    def asked(self, header: str) -> str:
        """The question as it was asked, where the tool had to change its name."""
        return self.renamed.sub("", header) if self.renamed is not None else header
