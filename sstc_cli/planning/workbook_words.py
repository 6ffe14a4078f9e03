"""The words of a workbook in each language: heads, choices, and what cells stand for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sstc_cli.model import Audience, Person, Series, Status, Theme
from sstc_cli.model.languages import language_name
from sstc_cli.model.wording import Wordings
from sstc_cli.planning.columns import CellKind
from sstc_cli.planning.rows import HIDDEN_LINK
from sstc_cli.render.xlsx import sheet_name
from sstc_cli.views.catalogues import SOURCE, languages_of, read_labels
from sstc_cli.views.fixed_labels import PlanLabel

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
        return sheet_name(self.say(label), label.value)

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


def meanings(
    names: Sequence[Names], labels: Sequence[PlanLabel], languages: Sequence[str]
) -> Iterator[tuple[str, tuple[PlanLabel, str]]]:
    """Yield heads, in any language, with what they mean: a label, and the language of its texts."""
    for words in names:
        for label in labels:
            yield words.say(label), (label, "")
            for language in languages:
                yield words.heading(label, language), (label, language)
                yield f"{words.say(label)} ({language})", (label, language)


# what the words of cells mean, which are the same in each plan
_FIXED: Mapping[CellKind, Mapping[PlanLabel, str]] = {
    CellKind.STATUS: {
        PlanLabel.PLANNED: Status.PLANNED.value,
        PlanLabel.HELD: Status.HELD.value,
        PlanLabel.CANCELLED: Status.CANCELLED.value,
    },
    CellKind.FLAG: {PlanLabel.YES: "true", PlanLabel.NO: "false"},
    CellKind.LINK: {PlanLabel.PRIVATE: HIDDEN_LINK},
}
# the words of cells by what they stand for, for each kind of column
Choices = Mapping[CellKind, Mapping[str, str]]
_Named = Person | Audience | Theme


def choices_of(series: Series, names: Names) -> Choices:
    shown: dict[CellKind, Mapping[str, str]] = {
        kind: dict(_shown(things, names.language)) for kind, things in _lists(series).items()
    }
    for kind, words in _FIXED.items():
        shown[kind] = {value: names.say(label) for label, value in words.items()}
    return shown


def readings_of(
    series: Series,
    names: Sequence[Names],
    earlier: Mapping[str, Mapping[str, str]],
    new_people: Mapping[str, str],
) -> Mapping[CellKind, Wordings[str]]:
    """Return what words in cells mean: those of the export win, then all names, then new people."""
    readings = {
        kind: Wordings(
            ((words, id_) for id_, words in earlier.get(kind, {}).items()),
            _every_name(things),
            ((words, id_) for words, id_ in new_people.items() if kind is CellKind.PERSON),
        )
        for kind, things in _lists(series).items()
    }
    for kind, meant in _FIXED.items():  # `oui` is `true`
        pairs = [(words.say(label), value) for words in names for label, value in meant.items()]
        readings[kind] = Wordings([*pairs, *((value, value) for value in meant.values())])
    return readings


def _lists(series: Series) -> dict[CellKind, Sequence[_Named]]:
    return {
        CellKind.PERSON: series.people,
        CellKind.AUDIENCES: series.audiences,
        CellKind.THEMES: series.themes,
    }


def _shown(things: Iterable[_Named], language: str) -> Iterator[tuple[str, str]]:
    """Yield ids with names; of things with the same name, each has its id beside it."""
    named = [(thing.id, str(thing.name.pick(language))) for thing in things]
    wordings = Wordings((name, id_) for id_, name in named)
    for id_, name in named:
        yield id_, name if wordings.find(name) == id_ else f"{name} ({id_})"


def _every_name(things: Sequence[_Named]) -> Iterator[tuple[str, str]]:
    for thing in things:
        yield thing.id, thing.id
        for name in thing.name.by_language.values():
            yield name, thing.id
            yield f"{name} ({thing.id})", thing.id
