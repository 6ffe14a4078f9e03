"""A workspace after edits that are not written yet, and the diagnostics that they change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from sstc_cli.diagnostics import Diagnostic, Edit, Path, Retype, Severity, select_codes
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.source import Tree, edited, retyped
from sstc_cli.workspace.data_files import DataFile
from sstc_cli.workspace.open import DATA, Workspace, open_workspace

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
    tree = edited(workspace.main.tree, edits, Series)
    return replace(workspace, main=workspace.main.with_tree(tree))


def with_fixes(
    workspace: Workspace, select: Sequence[str] | None = None, ignore: Sequence[str] | None = None
) -> Workspace:
    """Return the workspace after all fixes, also of diagnostics that appear after a fix.

    It stays as it is if a fix would cause an error in the lines that it changes.
    """
    before = workspace
    for _ in range(MOST_ROUNDS):
        diagnostics = select_codes(workspace.diagnostics, select, ignore)
        trees = {file.tree.file: _fixed(file, diagnostics) for file in workspace.files}
        if all(tree.text == workspace.trees[name].text for name, tree in trees.items()):
            break
        workspace = open_workspace(workspace.root, workspace.today, trees, workspace.tracked)
    return before if _is_harmed(before, workspace) else workspace


def _is_harmed(before: Workspace, after: Workspace) -> bool:
    """Return whether a changed line has an error that the plan had not before."""
    known = {(found.code, found.message) for found in before.diagnostics}
    changed = {}
    for name, tree in after.trees.items():
        old, new = (text.splitlines() for text in (before.trees[name].text, tree.text))
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        same = (line for block in blocks for line in range(block.b, block.b + block.size))
        changed[name] = set(range(len(new))).difference(same) if old != new else set()
    return any(
        found.severity is Severity.ERROR
        and (found.code, found.message) not in known
        and found.place is not None
        and found.place.line - 1 in changed.get(found.place.file, ())
        for found in after.diagnostics
    )


def difference(before: Workspace, after: Workspace) -> Difference:
    """Return the new and the removed diagnostics; a new error makes it worse.

    Errors in a series that could not be understood before do not count as new.
    """
    had, has = _by_key(before), _by_key(after)
    appeared = {key: found for key, found in has.items() if key not in had}
    vanished = {key: found for key, found in had.items() if key not in has}
    if before.series and after.series is None:  # rules did not run, so nothing says they are fixed
        vanished = {key: found for key, found in vanished.items() if key[0] != DATA.as_posix()}
    same = _texts(appeared) & _texts(vanished)
    new, gone = _located(after, appeared, same), _located(before, vanished, same)
    revealed = before.series is None and after.series is not None
    worse = not revealed and any(found.severity is Severity.ERROR for found in new)
    return Difference(new, gone, worse)


def _by_key(workspace: Workspace) -> dict[Key, list[Diagnostic]]:
    """Return the diagnostics by the facts that identify them in both states.

    A value in the message may differ, and so may the index of a webinar.
    """
    by_key = defaultdict[Key, list[Diagnostic]](list)
    for file, diagnostics in workspace.diagnosed().items():
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


def _located(workspace: Workspace, groups: Groups, same: set[Shown]) -> tuple[Diagnostic, ...]:
    by_file = defaultdict[str, list[Diagnostic]](list)
    for key, found in groups.items():
        by_file[key[0]] += [each for each in found if _shown(key, each) not in same]
    return tuple(
        diagnostic for file in by_file for diagnostic in workspace.located(file, by_file[file])
    )


def _fixed(file: DataFile[Any], diagnostics: Iterable[Diagnostic]) -> Tree:
    """Return a file's tree after its fixes: all at once, or one by one if that is not possible.

    Those with paths wait until the text is right.
    """
    tree = file.tree
    ours = [
        diagnostic.fix
        for diagnostic in diagnostics
        if diagnostic.place and diagnostic.place.file == tree.file
    ]
    if retypes := [fix for fix in ours if isinstance(fix, Retype)]:
        return retyped(tree, retypes)
    fixes = _separate(fix for fix in ours if not isinstance(fix, Retype))
    try:
        return edited(tree, [edit for fix in fixes for edit in fix], file.kind) if fixes else tree
    except SstcError:
        for fix in fixes:
            with suppress(SstcError):  # the user has to make it
                tree = edited(tree, fix, file.kind)
    return tree


def _separate(fixes: Iterable[Sequence[Edit]]) -> list[Sequence[Edit]]:
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
