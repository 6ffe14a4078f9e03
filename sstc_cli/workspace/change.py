"""A workspace after edits that are not written yet, and the diagnostics that they change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Edit, Path, Retype, Severity, select_codes
from sstc_cli.errors import SstcError
from sstc_cli.model import FormMapping, Model, Release, Series, Survey
from sstc_cli.model.knowledge import KnowledgeNote
from sstc_cli.rules import CODES as WAIVERS
from sstc_cli.rules import Focus
from sstc_cli.source import Tree, build, edited, rebuild, retyped
from sstc_cli.workspace.data_files import KNOWLEDGE, DataFile, collector_paused
from sstc_cli.workspace.history import RELEASES
from sstc_cli.workspace.open import DATA, Workspace, open_workspace
from sstc_cli.workspace.surveys import MAPPINGS

MOST_ROUNDS = 10

Key = tuple[str, str, Path, Severity]
Shown = tuple[str, str, Path, Severity, str]
Groups = Mapping[Key, list[Diagnostic]]


class Difference(NamedTuple):
    """The diagnostics that edits cause, and those that they remove."""

    new: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    worse: bool


def with_edits(workspace: Workspace, edits: Sequence[Edit]) -> Workspace:
    """Return the workspace after edits of the series, without writing anything."""
    main = workspace.main
    with collector_paused():
        tree = edited(main.tree, edits, Series)
        built = rebuild(main.model, main.tree, tree) if main.model else build(tree, Series)
    return replace(workspace, main=DataFile(tree, *built))


def with_fixes(
    workspace: Workspace, select: Sequence[str] | None = None, ignore: Sequence[str] | None = None
) -> Workspace:
    """Return the workspace after all fixes, also of diagnostics that appear after a fix."""
    for _ in range(MOST_ROUNDS):
        diagnostics = select_codes(workspace.diagnostics, select, ignore)
        trees = [_fixed(tree, diagnostics) for tree in workspace.trees.values()]
        if all(tree.text == workspace.trees[tree.file].text for tree in trees):
            break
        workspace = _reopened(workspace, trees)
    return workspace


def difference(before: Workspace, after: Workspace, edits: Sequence[Edit] = ()) -> Difference:
    """Return the new and the removed diagnostics; a new error makes it worse.

    Given the `edits` between the two, only the rules and webinars that they can affect are
    checked. Errors in a series that could not be understood before do not count as new.
    """
    focus = _focus_of(edits) if before.series and after.series else None
    changes = _compared(before, after, focus)
    if focus and any(diagnostic.code in WAIVERS for diagnostic in (*changes.new, *changes.gone)):
        changes = _compared(before, after)  # a waiver may be for webinars outside the focus
    revealed = before.series is None and after.series is not None
    return changes._replace(worse=changes.worse and not revealed)


def _focus_of(edits: Sequence[Edit]) -> Focus | None:
    """Return the webinars and keys that edits touch, or None if they also touch other places."""
    if not edits or any(len(edit.path) < 3 or edit.path[0] != "webinars" for edit in edits):
        return None
    touched = [path for edit in edits for path in edit.touches]
    webinars = frozenset(int(path[1]) for path in touched)
    return Focus(webinars, frozenset(str(path[2]) for path in touched))


def _compared(before: Workspace, after: Workspace, focus: Focus | None = None) -> Difference:
    had, has = _by_key(before, focus), _by_key(after, focus)
    appeared = {key: found for key, found in has.items() if key not in had}
    vanished = {key: found for key, found in had.items() if key not in has}
    if before.series and after.series is None:  # rules did not run, so nothing says they are fixed
        vanished = {key: found for key, found in vanished.items() if key[0] != DATA.as_posix()}
    same = _texts(appeared) & _texts(vanished)
    new = _located(after, _without(same, appeared))
    gone = _located(before, _without(same, vanished))
    worse = any(diagnostic.severity is Severity.ERROR for diagnostic in new)
    return Difference(new, gone, worse)


def _by_key(workspace: Workspace, focus: Focus | None) -> dict[Key, list[Diagnostic]]:
    """Return the diagnostics by the facts that identify them in both states.

    A value in the message may differ, and so may the index of a webinar.
    """
    by_key = defaultdict[Key, list[Diagnostic]](list)
    for file, diagnostics in workspace.diagnosed(focus).items():
        for diagnostic in diagnostics:
            path = diagnostic.path
            if workspace.series and path[:1] == ("webinars",) and len(path) > 1:
                path = ("webinars", workspace.series.webinars[int(path[1])].id, *path[2:])
            by_key[file, diagnostic.code, path, diagnostic.severity].append(diagnostic)
    return by_key


def _texts(groups: Groups) -> set[Shown]:
    return {_shown(key, diagnostic) for key, found in groups.items() for diagnostic in found}


def _shown(key: Key, diagnostic: Diagnostic) -> Shown:
    """Return what a user sees of a diagnostic: after a swap, another webinar may cause the same."""
    return key[0], diagnostic.code, diagnostic.path, diagnostic.severity, diagnostic.message


def _without(same: set[Shown], groups: Groups) -> Iterator[tuple[Key, list[Diagnostic]]]:
    for key, found in groups.items():
        yield key, [diagnostic for diagnostic in found if _shown(key, diagnostic) not in same]


def _located(
    workspace: Workspace, groups: Iterable[tuple[Key, list[Diagnostic]]]
) -> tuple[Diagnostic, ...]:
    """Return diagnostics with their places, file by file."""
    by_file = defaultdict[str, list[Diagnostic]](list)
    for (file, *_), diagnostics in groups:
        by_file[file] += diagnostics
    return tuple(
        diagnostic for file in by_file for diagnostic in workspace.located(file, by_file[file])
    )


def _reopened(workspace: Workspace, trees: Iterable[Tree]) -> Workspace:
    by_file = {**workspace.trees, **{tree.file: tree for tree in trees}}
    return open_workspace(workspace.root, workspace.today, by_file, workspace.tracked)


def _fixed(tree: Tree, diagnostics: Iterable[Diagnostic]) -> Tree:
    """Return the tree after its fixes: all at once, or one by one if that is not possible.

    Those with paths wait until the text is right.
    """
    ours = [
        diagnostic.fix
        for diagnostic in diagnostics
        if diagnostic.place and diagnostic.place.file == tree.file
    ]
    if retypes := [fix for fix in ours if isinstance(fix, Retype)]:
        return retyped(tree, retypes)
    fixes = _separate(fix for fix in ours if not isinstance(fix, Retype))
    model = _model_of(tree.file)
    try:
        return edited(tree, [edit for fix in fixes for edit in fix], model) if fixes else tree
    except SstcError:
        for fix in fixes:
            tree = _edited_if_possible(tree, fix, model)
    return tree


def _model_of(file: str) -> type[Model]:
    if file == DATA.as_posix():
        return Series
    if file.startswith(f"{MAPPINGS.as_posix()}/"):
        return FormMapping
    if file.startswith(f"{KNOWLEDGE.as_posix()}/"):
        return KnowledgeNote
    return Release if file.startswith(f"{RELEASES.as_posix()}/") else Survey


def _edited_if_possible(tree: Tree, fix: Sequence[Edit], model: type[Model]) -> Tree:
    """Return the tree after a fix, or unchanged if the user has to make the fix."""
    try:
        return edited(tree, fix, model)
    except SstcError:
        return tree


def _separate(fixes: Iterable[Sequence[Edit]]) -> list[Sequence[Edit]]:
    """Return the fixes whose paths are neither inside nor around those of an earlier fix."""
    separate: list[Sequence[Edit]] = []
    touched, around = set[Path](), set[Path]()
    for fix in fixes:
        touches = {path for edit in fix for path in edit.touches}
        above = {path[:length] for path in touches for length in range(1, len(path) + 1)}
        if fix and touched.isdisjoint(above) and around.isdisjoint(touches):
            separate.append(fix)
            touched |= touches
            around |= above
    return separate
