"""Stable ids from titles and names, each once."""

import re
from dataclasses import dataclass, field

from sstc_cli.model.values import is_id
from sstc_cli.workspace.start import series_id

_LONGEST = 40
_SMALL = frozenset(re.findall("[a-z]+", "a an the of and for in on to de la le les des du et y e"))


@dataclass
class Ids:
    """Makes ids that are not taken."""

    taken: set[str] = field(default_factory=set)

    def new(self, text: str, otherwise: str) -> str:
        """Return an id for a text, `otherwise-1` if it has no Latin letters."""
        stem = _shortened(series_id(text))
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
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    while len(words) > 1 and words[-1] in _SMALL:
        words.pop()
    return "-".join(words)[:_LONGEST]
