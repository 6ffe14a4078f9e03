"""The texts of a workspace in one language, each with its translation into another."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from sstc_cli.diagnostics import Path, display_width
from sstc_cli.model import Model, Series, Survey, Text
from sstc_cli.model.text import kin
from sstc_cli.render.template_sources import used_labels
from sstc_cli.rules import texts_in, texts_of
from sstc_cli.rules.privacy import personal_data_in
from sstc_cli.rules.texts import LONGEST_TITLE
from sstc_cli.rules.translations import is_same_prose, names_a_language
from sstc_cli.source.tree import Mapping as Node
from sstc_cli.source.tree import node_at
from sstc_cli.views.catalogues import SOURCE, read_labels
from sstc_cli.views.fixed_labels import TranslatorLabel
from sstc_cli.workspace import Workspace, shipped_root
from sstc_cli.workspace.data_files import DataFile
from sstc_cli.workspace.unpublished import outdated

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_](?:[^\W_]|['’-])*")
_MAIN = "data/webinars.yaml"
LABELS = "templates/labels/"  # the catalogues of the workspace's own templates


class State(StrEnum):
    """How far the translation of a text is."""

    MISSING = "missing"
    OLDER = "older"  # than the text, which has changed since the last release
    SAME = "same"  # words as the text has
    DONE = "done"


class Place(NamedTuple):
    """Where a text is: a file, the path in it, and the translation that it has there."""

    file: str
    path: Path
    id: str
    target: str


class Heads(NamedTuple):
    """The labels of where a text is printed, and the number and date of its webinar."""

    labels: tuple[str, ...]
    number: int = 0
    date: str = ""


class Unit(NamedTuple):
    """A text and its translation, which all its places share.

    Its id is that of its first place. `heads` say where it is printed, `room` how many columns it
    may take, and `notes` what a translator should know: labels, each with the words that it tells
    of. `references` are the text in other languages, by their codes.
    """

    id: str
    source: str
    target: str
    state: State
    heads: Heads
    room: int | None
    notes: tuple[tuple[TranslatorLabel, str], ...]
    places: tuple[Place, ...]
    references: Mapping[str, str] = {}

    @property
    def file(self) -> str:
        return self.places[0].file

    @property
    def words(self) -> int:
        return words_in(self.source)


class Texts(NamedTuple):
    """The texts of a workspace for one language.

    `private` are the ids of those that are not for strangers, and `unwritten` counts those that the
    main language lacks. `references` are the other languages in which the texts are shown.
    """

    series: str
    source_language: str
    language: str
    units: tuple[Unit, ...]
    private: tuple[str, ...]
    unwritten: int
    references: tuple[str, ...] = ()

    @property
    def places(self) -> dict[str, tuple[Unit, Place]]:
        return {place.id: (unit, place) for unit in self.units for place in unit.places}


def words_in(text: str) -> int:
    """Return how many words a text has; each Chinese character counts as one."""
    return len(_WORD.findall(text))


def digest_of(text: str) -> str:
    """Return what recognises a text, whatever its spaces are, short enough for a note."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def texts_for(
    workspace: Workspace,
    series: Series,
    languages: Sequence[str],
    references: Sequence[str] = (),
    *,
    leaving: bool = True,
) -> Iterator[Texts]:
    """Yield the texts of a workspace with their translations into each language, file by file.

    Each text also has its words in the other languages of `references`, for a translator who reads
    them. A text with a private translation is not among those that are `leaving`, but may be
    corrected.
    """
    main = series.languages[0]
    originals, unwritten = _originals(workspace, series)
    labels = used_labels([workspace.templates]) if kin(main)[-1] == SOURCE else ()
    older = {one.path for one in outdated(series, workspace.release)} if workspace.release else ()
    is_private = _private(series)
    for language in languages:
        others = [code for code in references if code != language]
        shown = [language, *others] if leaving else []
        found: list[_Found] = []
        private: list[str] = []
        for one in originals:
            known = one.by_language
            if any(map(is_private, (one.source, *(known.get(code, "") for code in shown)))):
                private.append(one.id)
                continue
            place = Place(one.file, one.path, one.id, known.get(language, ""))
            is_older = one.file == _MAIN and (*one.path, language) in older
            words = {code: known[code] for code in others if code in known}
            found.append(_Found(one.source, place, one.heads, is_older, words))
        found += _labels(workspace, labels, language)
        units = tuple(_units(found))
        yield Texts(series.id, main, language, units, tuple(private), unwritten, tuple(others))


class _Original(NamedTuple):
    """A text in the main language, with where it is, and its words in all languages."""

    source: str
    file: str
    path: Path
    id: str
    heads: Heads
    by_language: Mapping[str, str]


def _originals(workspace: Workspace, series: Series) -> tuple[list[_Original], int]:
    """Return the texts of the files, and how many lack the main language."""
    main, found, unwritten = series.languages[0], list[_Original](), 0
    for file, model in files_with_texts(workspace):
        for path, text in _texts(model):
            known = text.by_language
            source = known.get("") or text.words(main)
            if source is None:
                unwritten += 1
            elif "" not in known or _is_translated(model, path, text):
                name, heads = file.tree.file, _heads(file.tree.file, path, series)
                id_ = _id(file, path)
                # programs of gettext refuse a text and a translation whose line ends differ
                words = {code: one.strip() for code, one in known.items()}
                found.append(_Original(source.strip(), name, path, id_, heads, words))
    return found, unwritten


class _Found(NamedTuple):
    source: str
    place: Place
    heads: Heads
    is_older: bool = False
    references: Mapping[str, str] = {}


def _labels(workspace: Workspace, labels: Sequence[str], language: str) -> Iterator[_Found]:
    """Yield the labels of the workspace's own templates that the shipped catalogues lack."""
    if not labels:
        return  # the shipped catalogues take a while to read
    known = {} if language == SOURCE else read_labels([shipped_root() / "templates"], language)
    own = read_labels([workspace.templates], language)
    for label in labels:
        if label not in known and any(map(str.isalpha, label)):
            file, id_ = f"{LABELS}{language}.po", f"labels:{label}"
            place = Place(file, (label,), id_, own.get(label, ""))
            heads = Heads((TranslatorLabel.TEMPLATE,))
            yield _Found(label, place, heads)


def files_with_texts(workspace: Workspace) -> Iterator[tuple[DataFile[Any], Model]]:
    """Yield the files that people write texts in, those without errors in their form."""
    report = (workspace.report_file,) if workspace.report_file else ()
    files = (workspace.main, *workspace.survey_files, *report, *workspace.knowledge)
    return ((file, file.model) for file in files if file.model is not None)


def id_prefix(file: str) -> str:
    """Return what the ids of a file's texts begin with: `surveys/exit:`, nothing for the plan."""
    if file == _MAIN:
        return ""
    return f"{PurePosixPath(file).relative_to('data').with_suffix('')}:"


def _texts(model: Model) -> Iterable[tuple[Path, Text]]:
    return (
        texts_of(model, enumerate(model.webinars)) if isinstance(model, Series) else texts_in(model)
    )


def _is_translated(model: Model, path: Path, text: Text) -> bool:
    """Return whether a plain string should have translations: names and numbers need none."""
    is_answer = isinstance(model, Survey) and names_a_language(model, path)
    return is_same_prose(path, text) and not is_answer


def _private(series: Series) -> Callable[[str], bool]:
    """Return what tells whether words have personal data, or a private link or its passcode."""
    links = [link for webinar in series.webinars if (link := webinar.join) and not link.public]
    secrets = {secret for link in links for secret in (link.url, link.passcode) if secret}

    def is_private(words: str) -> bool:
        has_secret = any(secret in words for secret in secrets)
        return has_secret or any(personal_data_in([((), "", words)], series))

    return cache(is_private)


def _id(file: DataFile[Any], path: Path) -> str:
    """Return the id of a text: its path, with the ids of items where they have some."""
    parts: list[str] = []
    node: Any = file.tree.root
    for step in path:
        node = node_at(node, (step,))
        if isinstance(step, int):
            key = next((node[key] for key in ("id", "code") if _has(node, key)), step)
            parts.append(f"[{key}]")
        else:
            parts.append(f".{step}" if parts else step)
    return id_prefix(file.tree.file) + "".join(parts)


def _has(node: Any, key: str) -> bool:
    return isinstance(node, Node) and isinstance(node.get(key), str)


def _units(found: Sequence[_Found]) -> Iterator[Unit]:
    """Yield a unit for each text and translation; places without one share the first one."""
    by_source: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        by_source[one.source].append(one)
    for source, places in by_source.items():
        targets = [*dict.fromkeys(one.place.target for one in places if one.place.target)]
        for target in targets or [""]:
            own = [
                one
                for one in places
                if one.place.target == target
                or (not one.place.target and target == (targets or [""])[0])
            ]
            others = [other for other in targets if other != target]
            yield _unit(source, target, own, others)


def _unit(source: str, target: str, found: Sequence[_Found], others: Sequence[str]) -> Unit:
    first = found[0]
    missing = any(not one.place.target for one in found)
    if not target or missing:
        state = State.MISSING
    elif any(one.is_older for one in found):
        state = State.OLDER
    else:
        state = State.SAME if target == source else State.DONE
    rooms = [LONGEST_TITLE for one in found if _is_title(one.place.path)]
    notes = [(TranslatorLabel.ELSEWHERE, other) for other in others]
    if state is State.OLDER:
        notes.append((TranslatorLabel.CHANGED, ""))
    if target and missing:
        notes.append((TranslatorLabel.OFFERED, ""))
    places = tuple(one.place for one in found)
    references = {code: words for one in found for code, words in one.references.items() if words}
    return Unit(
        places[0].id,
        source,
        target,
        state,
        first.heads,
        min(rooms, default=None),
        tuple(notes),
        places,
        references,
    )


def _is_title(path: Path) -> bool:
    return path[:1] == ("webinars",) and path[2:] == ("title",)


# the headings of documents for the keys of data files, and for what each file is
HEADS: dict[str, str] = {
    "surveys": TranslatorLabel.SURVEY,
    "report": "Evaluation report",
    "knowledge": "Knowledge note",
    "agenda": "Agenda",
    "answer": TranslatorLabel.ANSWER,
    "audiences": "Audiences",
    "background": "Background",
    "biography": "Biography",
    "conclusions": "Conclusions",
    "deadlines": "Deadlines",
    "evaluators": "Evaluated by",
    "lessons": "Lessons learned",
    "limits": "Limitations",
    "materials": "Materials",
    "messages": "Key messages",
    "next_steps": "Next steps",
    "notes": "Please note",
    "objectives": "Objectives",
    "options": TranslatorLabel.ANSWER,
    "organisers": "Organisers",
    "people": "Speakers",
    "position": "Position",
    "practices": "Practices",
    "purpose": "Purpose and objectives",
    "question": TranslatorLabel.QUESTION,
    "questions": TranslatorLabel.QUESTION,
    "recommendations": "Recommendations",
    "scale": TranslatorLabel.ANSWER,
    "summary": "Summary",
    "talks": "Talks",
    "themes": "Themes",
    "title": "Title",
    "topics": "Topic",
    "zone_name": "Time zone",
}


def _heads(file: str, path: Path, series: Series) -> Heads:
    """Return the headings under which a text is printed."""
    file_kind = id_prefix(file).partition("/")[0].removesuffix(":")
    keys = (file_kind, *(step for step in path if isinstance(step, str)))
    labels = [*dict.fromkeys(HEADS[key] for key in keys if key in HEADS)]
    if not file_kind and path[0] == "webinars":
        webinar = series.webinars[int(path[1])]
        heads = ("Webinar {number}", *labels)
        return Heads(heads, webinar.number, str(webinar.starts.date()))
    return Heads(tuple(labels or ["The whole series"]))


def is_too_long(target: str, room: int | None) -> bool:
    """Return whether a translation takes more columns than there is room for."""
    return room is not None and display_width(target) > room


def counts(texts: Texts) -> Mapping[str, Mapping[State, tuple[int, int]]]:
    """Return the numbers of texts and of their words, by file and state."""
    found: dict[str, dict[State, tuple[int, int]]] = {}
    for unit in texts.units:
        by_state = found.setdefault(unit.file, dict.fromkeys(State, (0, 0)))
        number, words = by_state[unit.state]
        by_state[unit.state] = number + 1, words + unit.words
    return found
