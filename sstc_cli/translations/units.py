"""The texts of a workspace in one language, each with its translation into another."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from sstc_cli.diagnostics import Path, display_width
from sstc_cli.model import Model, Release, Series, Survey, Text
from sstc_cli.model.text import kin
from sstc_cli.render.template_sources import used_labels
from sstc_cli.rules import texts_in, texts_of
from sstc_cli.rules.privacy import personal_data_in
from sstc_cli.rules.texts import LONGEST_TITLE
from sstc_cli.rules.translations import is_same_prose, names_a_language
from sstc_cli.source.paths import model_at
from sstc_cli.source.tree import Mapping as Node
from sstc_cli.source.tree import node_at
from sstc_cli.views.catalogues import SOURCE, read_labels
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


class Unit(NamedTuple):
    """A text and its translation, which all its places share.

    Its id is that of its first place. `context` says where it is printed, `room` how many columns
    it may take, and `note` what a translator should know. `references` are the text in other
    languages, by their codes.
    """

    id: str
    source: str
    target: str
    state: State
    context: str
    room: int | None
    note: str
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
    language: str,
    references: Sequence[str] = (),
    *,
    leaving: bool = True,
) -> Texts:
    """Return the texts of a workspace with their translations into a language, file by file.

    Each text also has its words in the languages of `references`, for a translator who reads them.
    A text with a private translation is not among those that are `leaving`, but may be corrected.
    """
    main = series.languages[0]
    found: list[_Found] = []
    private: list[str] = []
    is_private = _private(series)
    unwritten = 0
    for file, model in files_with_texts(workspace):
        name = file.tree.file
        older = _older(series, workspace.release, language) if model is series else set()
        for path, text in _texts(model):
            source, target = _words(text, main), text.by_language.get(language, "")
            others = {code: text.by_language.get(code, "") for code in references}
            shown = (source or "", target, *others.values()) if leaving else (source or "",)
            if source is None:
                unwritten += 1
            elif "" in text.by_language and not _is_translated(model, path, text):
                continue
            elif any(map(is_private, shown)):
                private.append(_id(file, path))
            else:
                place = Place(name, path, _id(file, path), target)
                found.append(_Found(source, place, path in older, model, others))
    found += _labels(workspace, main, language)
    units = tuple(_units(found, series))
    return Texts(series.id, main, language, units, tuple(private), unwritten, tuple(references))


def _labels(workspace: Workspace, main: str, language: str) -> "Iterator[_Found]":
    """Yield the labels of the workspace's own templates that the shipped catalogues lack."""
    if kin(main)[-1] != SOURCE:  # labels are written in English
        return
    shipped = shipped_root() / "templates"
    known = {} if language == SOURCE else read_labels([shipped], language)
    own = read_labels([shipped, workspace.templates], language)
    file = f"{LABELS}{language}.po"
    for label in used_labels([workspace.templates]):
        if label not in known and any(map(str.isalpha, label)):
            place = Place(file, (label,), f"labels:{label}", own.get(label, ""))
            yield _Found(label, place, is_older=False, model=None)


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


class _Found(NamedTuple):
    source: str
    place: Place
    is_older: bool
    model: Model | None
    references: Mapping[str, str] = {}


def _texts(model: Model) -> Iterable[tuple[Path, Text]]:
    return (
        texts_of(model, enumerate(model.webinars)) if isinstance(model, Series) else texts_in(model)
    )


def _words(text: Text, main: str) -> str | None:
    """Return a text in the main language, in which a plain string is read."""
    return text.by_language.get("") or text.words(main)


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

    return is_private


def _older(series: Series, release: Release | None, language: str) -> set[Path]:
    """Return the paths of translations that did not follow a change since the last release."""
    found = outdated(series, release) if release else ()
    return {one.path[:-1] for one in found if one.language == language}


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


def _units(found: Sequence[_Found], series: Series) -> Iterator[Unit]:
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
            yield _unit(source, target, own, others, series)


def _unit(
    source: str, target: str, found: Sequence[_Found], others: Sequence[str], series: Series
) -> Unit:
    first = found[0]
    missing = any(not one.place.target for one in found)
    if not target or missing:
        state = State.MISSING
    elif any(one.is_older for one in found):
        state = State.OLDER
    else:
        state = State.SAME if target == source else State.DONE
    rooms = [LONGEST_TITLE for one in found if _is_title(one.place.path)]
    notes = [f"elsewhere: {other}" for other in others]
    if state is State.OLDER:
        notes.append("the text has changed since this was translated")
    if target and missing:
        notes.append("translated so in another place")
    places = tuple(one.place for one in found)
    references = {code: words for one in found for code, words in one.references.items() if words}
    context = _context(first, series)
    if len(places) > 1:
        context += f", and {len(places) - 1} more"
    return Unit(
        places[0].id,
        source,
        target,
        state,
        context,
        min(rooms, default=None),
        "; ".join(notes),
        places,
        references,
    )


def _is_title(path: Path) -> bool:
    return path[:1] == ("webinars",) and path[2:] == ("title",)


def _context(found: _Found, series: Series) -> str:
    """Return where a text is printed: its webinar or file, and what the data file says of it."""
    path = found.place.path
    if found.model is None:
        return "a label of your own templates"
    named = [step for step in path if isinstance(step, str)]
    where = PurePosixPath(found.place.file).stem if id_prefix(found.place.file) else ""
    if path[0] == "webinars" and isinstance(found.model, Series) and isinstance(path[1], int):
        webinar = series.webinars[path[1]]
        where = f"webinar {webinar.number}, {webinar.starts.date()}"
    at = next(at for at in range(len(path), 0, -1) if isinstance(path[at - 1], str))
    owner = model_at(type(found.model), path[: at - 1])
    field = owner.fields.get(named[-1]) if owner else None
    what = field.description if field and field.description else " ".join(named)
    return f"{where}: {what}" if where else what


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
