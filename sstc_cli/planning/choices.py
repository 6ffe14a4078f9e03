"""The names that cells choose from: people, audiences and themes, and the words for a status."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.model import Audience, Person, Series, Status, Theme
from sstc_cli.model.wording import Wordings
from sstc_cli.planning.columns import Kind
from sstc_cli.planning.headings import Names
from sstc_cli.planning.meanings import words_in
from sstc_cli.planning.rows import HIDDEN_LINK
from sstc_cli.views.plan_labels import PlanLabel

STATUSES = {
    PlanLabel.PLANNED: Status.PLANNED.value,
    PlanLabel.HELD: Status.HELD.value,
    PlanLabel.CANCELLED: Status.CANCELLED.value,
}
FLAGS = {PlanLabel.YES: "true", PlanLabel.NO: "false"}
LINKS = {PlanLabel.PRIVATE: HIDDEN_LINK}
_Named = Person | Audience | Theme


@dataclass(frozen=True, slots=True)
class Choices:
    """The words of cells by what they stand for, one list for each kind of column."""

    shown: Mapping[Kind, Mapping[str, str]]

    def words(self, kind: Kind, value: str) -> str:
        """Return what a cell shows of a single value."""
        return self.shown[kind].get(value, value)


def choices_of(series: Series, names: Names) -> Choices:
    """Return what the cells of a workbook show."""
    lists = _lists(series)
    shown: dict[Kind, Mapping[str, str]] = {
        kind: dict(_shown(things, names.language)) for kind, things in lists.items()
    }
    for kind, words in ((Kind.STATUS, STATUSES), (Kind.FLAG, FLAGS), (Kind.LINK, LINKS)):
        shown[kind] = {value: names.say(label) for label, value in words.items()}
    return Choices(shown)


def readings_of(
    series: Series,
    names: Sequence[Names],
    earlier: Mapping[str, Mapping[str, str]],
    new_people: Mapping[str, str],
) -> Mapping[Kind, Wordings[str]]:
    """Return what the words in cells stand for.

    The words of the export win, then the names in any language, and those of people in new rows.
    """
    readings = {
        kind: Wordings(
            ((words, id_) for id_, words in earlier.get(kind, {}).items()),
            _every_name(things),
            ((words, id_) for words, id_ in new_people.items() if kind is Kind.PERSON),
        )
        for kind, things in _lists(series).items()
    }
    for kind, words in ((Kind.STATUS, STATUSES), (Kind.FLAG, FLAGS), (Kind.LINK, LINKS)):
        readings[kind] = words_in(names, words)
    return readings


def _lists(series: Series) -> dict[Kind, Sequence[_Named]]:
    return {
        Kind.PERSON: series.people,
        Kind.AUDIENCES: series.audiences,
        Kind.THEMES: series.themes,
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
