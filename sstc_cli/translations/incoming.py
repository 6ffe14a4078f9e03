"""What translators send back, compared with the plan: what is taken over, and what is left.

Each text is compared in three ways: as it went out, as it came back, and as the plan has it now.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Edit, Path, SetValue, did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series, Text
from sstc_cli.model.readers import InvalidError
from sstc_cli.model.text import kin
from sstc_cli.quantity import cut_short
from sstc_cli.rules.translations import placeholders_in
from sstc_cli.source import node_at
from sstc_cli.source.tree import Mapping as Map
from sstc_cli.source.tree import Node
from sstc_cli.translations.files import Progress, Returned, ReturnedFile
from sstc_cli.translations.units import (
    LABELS,
    Place,
    Texts,
    Unit,
    digest_of,
    is_too_long,
)
from sstc_cli.workspace import Workspace


class Taken(NamedTuple):
    """A translation that is taken over: the text, what its places had, and what they get.

    `where` is its place in the file.
    """

    unit: Unit
    places: tuple[Place, ...]
    target: str
    where: str

    @property
    def before(self) -> str:
        return self.places[0].target


class Left(NamedTuple):
    """A translation that is left to a person: its text, where it is in the file, and why."""

    id: str
    where: str
    why: str
    hint: str


@dataclass
class Review:
    """What a file changes, what is left, and how many texts came back as they went out."""

    language: str
    taken: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    unchanged: int = 0


class Wishes(NamedTuple):
    """What to take over besides translations that are finished and fit."""

    older: bool = False
    unreviewed: bool = False
    theirs: bool = False


def check_file(file: ReturnedFile, series: Series) -> str:
    """Return the language of the series that a file is in; refuse one that is not for it."""
    hint = "send the file that `sstc translations export` wrote for this series"
    if file.series != series.id:
        other = f"the series `{file.series}`" if file.series else "no series"
        raise SstcError(f"{file.name} is for {other}, not for `{series.id}`", hint, ExitCode.USAGE)
    main = series.languages[0]
    if kin(file.source_language)[-1] != kin(main)[-1]:
        message = (
            f"{file.name} translates from `{file.source_language}`, but the plan is in `{main}`"
        )
        raise SstcError(message, hint, ExitCode.USAGE)
    others = series.languages[1:]
    by_folded = {language.lower(): language for language in others}
    found = by_folded.get(file.language.replace("_", "-").lower())
    if found is None:  # programs add a country: `fr-FR`
        general = kin(file.language)[-1].lower()
        found = next((code for code in others if kin(code)[-1].lower() == general), None)
    if found is None:
        message = f"{file.name} is in `{file.language}`, which the series does not have"
        raise SstcError(message, did_you_mean(file.language, others), ExitCode.USAGE)
    return found


def review(texts: Texts, file: ReturnedFile, wishes: Wishes) -> Review:
    """Return what a file changes in the texts of the plan, text by text."""
    result = Review(texts.language)
    known = texts.places
    by_source: dict[str, list[str]] = defaultdict(list)
    for unit in texts.units:
        by_source[_folded(unit.source)] += [place.id for place in unit.places]
    seen = Counter(returned.id for returned in file.units)
    for returned in file.units:
        if returned.id and seen[returned.id] > 1:
            _leave(result, returned, "is in the file more than once", "keep one of them")
            continue
        id_ = _present_id(returned, known, by_source)
        if id_ is None:
            if _is_untranslated(returned) or returned.base == digest_of(returned.target):
                result.unchanged += 1
                continue
            why = "is not a text of the plan: its id was changed, or the text is gone"
            _leave(result, returned, why, "export the texts again")
            continue
        unit, _ = known[id_]
        own = {place.id for place in unit.places}
        alike = (other for other in by_source[_folded(unit.source)] if other not in own)
        others = (known[other][1] for other in alike if other not in seen)
        parted = [place for place in others if _is_as_sent(place, returned)]
        _compare(result, returned, unit, [*unit.places, *parted], wishes)
    return result


def _is_as_sent(place: Place, returned: Returned) -> bool:
    """Return whether a place still has the translation with which a text went out.

    Of the places that shared it then, some may have another one by now.
    """
    return bool(place.target) and digest_of(place.target) == returned.base


def _present_id(
    returned: Returned, known: Mapping[str, tuple[Unit, Place]], by_source: Mapping[str, list[str]]
) -> str | None:
    """Return the id that a text has now: items without an id may have moved in their list."""
    source = _folded(returned.source)
    if not returned.id:  # the cell was cleared
        return next(iter(by_source.get(source, ())), None)
    if returned.id in known and _folded(known[returned.id][0].source) == source:
        return returned.id
    shape = _shape(returned.id)
    moved = [id_ for id_ in by_source.get(source, ()) if _shape(id_) == shape]
    if moved:
        return moved[0]
    return returned.id if returned.id in known else None


def _shape(id_: str) -> str:
    """Return an id without the positions of items that have no id of their own."""
    return "".join("#" if char.isdigit() else char for char in id_)


def _is_open(returned: Returned) -> bool:
    """Return whether a file says nothing of a translation, or that it is not begun."""
    return returned.progress in (None, Progress.INITIAL)


def _is_untranslated(returned: Returned) -> bool:
    """Return whether there is no translation: programs fill what has none with the text itself."""
    source, target = _folded(returned.source), _folded(returned.target)
    return not target or (_is_open(returned) and target == source)


def _compare(
    result: Review, returned: Returned, unit: Unit, places: Sequence[Place], wishes: Wishes
) -> None:
    target = returned.target.strip()
    if returned.refused:
        _leave(result, returned, returned.refused, "correct it in the file, and import that again")
        return
    # a translation of another place was offered for those without one
    is_offer = bool(unit.target) and any(not place.target for place in unit.places)
    is_as_sent = returned.base == digest_of(target) and not is_offer
    if _is_untranslated(returned) or is_as_sent:
        result.unchanged += 1
        return
    changed = tuple(place for place in places if place.target != target)
    if not changed:
        result.unchanged += 1
        return
    why = _refusal(returned, unit, target, result.language, wishes)
    rest = _untranslated_part(returned.source, target) if _is_open(returned) else ""
    if not why and rest and not wishes.unreviewed:
        hint = "translate it, or add `--unreviewed` to take the translation all the same"
        why = f"has a sentence of the text in it: “{cut_short(rest)}”", hint
    if (
        not why
        and not wishes.theirs
        and any(place.target and digest_of(place.target) != returned.base for place in changed)
    ):
        why = (
            f"was changed on both sides: the plan has “{cut_short(unit.target)}”, the file "
            f"“{cut_short(target)}”",
            "write the right one into the plan, or add `--theirs` to take those of the file",
        )
    if why:
        _leave(result, returned, *why)
    else:
        result.taken.append(Taken(unit, changed, target, returned.where))


def _refusal(
    returned: Returned, unit: Unit, target: str, language: str, wishes: Wishes
) -> tuple[str, str] | None:
    """Return why a translation cannot be taken, and what to do; or None."""
    if _folded(returned.source) != _folded(unit.source) and not wishes.older:
        was, now = cut_short(returned.source), cut_short(unit.source)
        return (
            f"translates an older text: “{was}” is now “{now}”",
            "translate the new text, or add `--older` to take it all the same",
        )
    if returned.progress is Progress.REVIEW and not wishes.unreviewed:
        return "still needs a review", "add `--unreviewed` to take it all the same"
    if len(target) > _TIMES * len(unit.source) + _SPARE:
        message = f"is very long: {len(target):,} characters for {len(unit.source):,}"
        return message, "shorten it, or write it into the data file yourself"
    if is_too_long(target, unit.room):
        return f"is too long: there is room for {unit.room} characters", "shorten it"
    return _wrong_placeholder(unit.source, target) or _unfit(language, target)


def _untranslated_part(source: str, target: str) -> str:
    """Return a sentence of a text that its translation has, too, as some programs leave them."""
    words = _folded(target)
    sentences = map(_folded, _SENTENCE_ENDS.split(source))
    return next((it for it in sentences if len(it.split()) >= _SENTENCE and it in words), "")


def _wrong_placeholder(source: str, target: str) -> tuple[str, str] | None:
    wanted, found = placeholders_in(source), placeholders_in(target)
    if lost := [name for name in wanted if name not in found]:
        return f"has lost `{lost[0]}`", "put it where the translation needs it"
    if added := [name for name in found if name not in wanted]:
        return f"has `{added[0]}`, which the text does not have", "delete it"
    return None


def _unfit(language: str, target: str) -> tuple[str, str] | None:
    """Return what the data file would refuse in a translation, and what to do; or None."""
    try:
        Text.read({language: target})
    except InvalidError as error:
        problem = error.problems[0]
        message = (problem.message or str(error)).replace("{value}", str(problem.value))
        return f"cannot be taken: {message}", problem.hint or "type the text again"
    return None


def leave_wrong(reviews: Sequence[Review], errors: Sequence[Diagnostic]) -> None:
    """Leave the translations that would be errors in the data: those that one quotes, or all."""
    all_taken = [(result, taken) for result in reviews for taken in result.taken]
    for error in errors:
        near = [it for it in all_taken if any(_is_at(place, error) for place in it[1].places)]
        words = error.message.casefold()
        why, hint = f"would be an error: {error.message}", error.hint or "correct it in the file"
        for result, taken in [it for it in near if it[1].target.casefold() in words] or near:
            if taken in result.taken:
                result.taken.remove(taken)
                result.left.append(Left(taken.unit.id, taken.where, why, hint))


def _is_at(place: Place, error: Diagnostic) -> bool:
    """Return whether an error is at a text, in it, or at what it is in."""
    shared = min(len(place.path), len(error.path))
    is_near = place.path[:shared] == error.path[:shared]
    return bool(is_near and shared and error.place and error.place.file == place.file)


def _leave(result: Review, returned: Returned, why: str, hint: str) -> None:
    result.left.append(Left(returned.id, returned.where, why, hint))


@lru_cache(maxsize=10_000)  # each language has the same originals
def _folded(text: str) -> str:
    return " ".join(text.split())


_SENTENCE_ENDS, _SENTENCE = re.compile(r"(?<=[.!?])\s|\n"), 4  # words of a sentence, at least
_TIMES, _SPARE = 5, 200  # how much longer than its text a translation can be


def edits_of(workspace: Workspace, main: str, reviews: Sequence[Review]) -> dict[str, list[Edit]]:
    """Return the edits that write the translations into their files, by file."""
    words: dict[str, dict[Path, dict[str, str]]] = defaultdict(dict)
    for found in reviews:
        for taken in found.taken:
            for place in (place for place in taken.places if place.file in workspace.trees):
                known = words[place.file].setdefault(place.path, {main: taken.unit.source})
                known[found.language] = taken.target
    return {
        file: [
            edit for text in by_path.items() for edit in _edits(workspace.trees[file].root, *text)
        ]
        for file, by_path in words.items()
    }


def _edits(root: Node, path: Path, words: dict[str, str]) -> Sequence[Edit]:
    """Return the edits of a text, which is a map of languages or becomes one."""
    known = node_at(root, path)
    main, *others = words  # the first one is the original
    if not isinstance(known, Map):
        source = known if isinstance(known, str) else words[main]
        return [SetValue(path, {**words, main: source})]
    return [SetValue((*path, language), words[language]) for language in others]


def labels_of(found: Review) -> dict[str, dict[str, str]]:
    """Return the translations of labels of templates, by the file of their catalogue."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for taken in found.taken:
        for place in taken.places:
            if place.file.startswith(LABELS):
                labels[place.file][str(place.path[0])] = taken.target
    return labels


def shown(found: Review) -> Iterator[tuple[str, str, str]]:
    """Yield the id of each text that changes, with its translation before and after."""
    for taken in found.taken:
        ids: Sequence[str] = [place.id for place in taken.places]
        more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
        yield f"{ids[0]}{more}", taken.before, taken.target
