"""The names of sheets and columns in each language, and what a name that somebody wrote stands for.

The names of a language are those of the catalogues of documents, and a workspace's own win.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sstc_cli.model.languages import language_name
from sstc_cli.model.wording import Wordings
from sstc_cli.views.labels import SOURCE, languages_of, read_labels
from sstc_cli.views.plan_labels import PlanLabel

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


def meanings(
    names: Sequence[Names], labels: Sequence[PlanLabel], languages: Sequence[str] = ()
) -> Wordings[tuple[PlanLabel, str]]:
    """Return what heads stand for, in any language: a label, and the language of its texts."""
    return Wordings(_wordings(names, labels, languages))


def _wordings(
    names: Sequence[Names], labels: Sequence[PlanLabel], languages: Sequence[str]
) -> Iterator[tuple[str, tuple[PlanLabel, str]]]:
    for words in names:
        for label in labels:
            yield words.say(label), (label, "")
            for language in languages:
                yield words.heading(label, language), (label, language)
                yield f"{words.say(label)} ({language})", (label, language)


def words_in(names: Sequence[Names], meant: Mapping[PlanLabel, str]) -> Wordings[str]:
    """Return what words in cells stand for, in any language: `oui` is `true`."""
    pairs = ((words.say(label), value) for words in names for label, value in meant.items())
    return Wordings([*pairs, *((value, value) for value in meant.values())])
