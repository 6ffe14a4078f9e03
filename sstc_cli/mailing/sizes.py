"""How many mails a batch has in which languages, and how large they are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sstc_cli.store.mail.batch import Entry

MUCH = 5_000_000  # bytes of one mail, which some servers refuse


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many mails there are in which languages, and how large they are."""

    count: int
    languages: Mapping[str, int]
    total: int
    largest: int


def sizes_of(entries: list[Entry]) -> Sizes:
    """Return the sizes of some mails."""
    languages = Counter(entry.language for entry in entries)
    total = sum(entry.size for entry in entries)
    largest = max((entry.size for entry in entries), default=0)
    return Sizes(len(entries), dict(languages.most_common()), total, largest)
