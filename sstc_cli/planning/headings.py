"""The names of sheets and columns in each language.

The names of a language are those of the catalogues of documents, and a workspace's own win.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from sstc_cli.model.languages import language_name
from sstc_cli.views.labels import SOURCE, languages_of, read_labels
from sstc_cli.views.plan_labels import PlanLabel

_FORBIDDEN, _LONGEST = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31
_ENGLISH = {PlanLabel.WEBINARS: "Webinars"}


class Names:
    """The words of a workbook in one language."""

    def __init__(self, language: str, folders: Sequence[Path]) -> None:
        self.language = language
        self._labels = read_labels(folders, language)

    def say(self, label: str, **values: str) -> str:
        """Return a label in the language, with its `{names}` filled in."""
        english = _ENGLISH.get(label, label) if isinstance(label, PlanLabel) else label
        return self._labels.get(label, english).format(**values)

    def sheet(self, label: PlanLabel) -> str:
        """Return the name of a sheet as Excel accepts it, whatever a catalogue says."""
        words = " ".join(_FORBIDDEN.sub(" ", self.say(label)).split()).strip("'")
        return words[:_LONGEST] or label.value

    def sheets(self, labels: Sequence[PlanLabel]) -> dict[PlanLabel, str]:
        """Return the names of all sheets, each once."""
        found: dict[PlanLabel, str] = {}
        for label in labels:
            name = self.sheet(label)
            taken = {other.casefold() for other in found.values()}
            found[label] = label.value if name.casefold() in taken else name
        return found

    def heading(self, label: PlanLabel, language: str = "") -> str:
        """Return the head of a column, with the language of its texts if they have several."""
        if not language:
            return self.say(label)
        own = language_name(language, self.language)
        if "-" in language:  # `pt` and `pt-PT` are both Portuguese
            own = f"{own}, {language}"
        return self.say(PlanLabel.IN_LANGUAGE, heading=self.say(label), language=own)


def all_names(folders: Sequence[Path], languages: Sequence[str] = ()) -> tuple[Names, ...]:
    """Return the words in each language that has a catalogue, and in others, English first."""
    known = dict.fromkeys((SOURCE, *languages_of(folders), *languages))
    return tuple(Names(language, folders) for language in known)


def names_in(names: Sequence[Names], language: str) -> Names:
    """Return the words in a language, otherwise the first ones."""
    return next((one for one in names if one.language == language), names[0])
