"""What rules for knowledge files look at: a file's contents, beside the plan of the series."""

from collections.abc import Iterator
from typing import NamedTuple

from sstc_cli.diagnostics import Path
from sstc_cli.model import Series, Webinar
from sstc_cli.model.knowledge import Evidence, KnowledgeNote
from sstc_cli.model.report import named_in
from sstc_cli.model.text import Text, is_of_starter
from sstc_cli.rules.texts import PlacedText, texts_in


class Noted(NamedTuple):
    """The contents of a knowledge file, and the series that it is about."""

    note: KnowledgeNote
    series: Series

    @property
    def webinar(self) -> Webinar | None:
        """The webinar that it is about, or None if the series lacks it."""
        return self.series.webinar(self.note.webinar)

    @property
    def texts(self) -> tuple[PlacedText, ...]:
        """All of its texts, with their paths."""
        return texts_in(self.note)

    @property
    def evidence(self) -> Iterator[tuple[Path, Evidence]]:
        """The evidence of messages and practices, with its paths."""
        for key in ("messages", "practices"):
            for index, item in enumerate(getattr(self.note, key)):
                for place, evidence in enumerate(item.evidence):
                    yield (key, index, "evidence", place), evidence


def names_figure(text: Text) -> bool:
    """Return whether a text has the name of a figure in braces."""
    return any(named.name for words in text.by_language.values() for named in named_in(words))


def is_unwritten(text: Text) -> bool:
    """Return whether a text is still one of `sstc knowledge start`, in any language."""
    return any(map(is_of_starter, text.by_language.values()))
