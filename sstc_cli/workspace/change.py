"""A workspace with edits made, before anything is written, and what these make better or worse."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sstc_cli.diagnostics import Diagnostic, Edit, Path, Severity, select_codes
from sstc_cli.errors import SstcError
from sstc_cli.model import FormMapping, Model, Release, Series, Survey
from sstc_cli.rules import CODES as WAIVERS
from sstc_cli.rules import Focus
from sstc_cli.source import Tree, build, edited, rebuild
from sstc_cli.workspace.collector import collector_paused
from sstc_cli.workspace.history import RELEASES
from sstc_cli.workspace.mappings import MAPPINGS
from sstc_cli.workspace.open import DATA, DataFile, Workspace, open_workspace

MOST_ROUNDS = 10

Key = tuple[str, str, Path, Severity]


@dataclass(frozen=True, slots=True)
class Difference:
    """The diagnostics that edits bring, and those that they take away."""

    new: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    worse: bool


def changed(workspace: Workspace, edits: Sequence[Edit]) -> Workspace:
    """The workspace as it is with edits of the series made. Nothing is written."""
    main = workspace.main
    with collector_paused():
        tree = edited(main.tree, edits, Series)
        known = rebuild(main.model, main.tree, tree) if main.model else build(tree, Series)
    return replace(workspace, main=DataFile(tree, *known))


def fixed(
    workspace: Workspace, select: Sequence[str] | None = None, ignore: Sequence[str] | None = None
) -> Workspace:
    """The workspace with all fixes made, and those of what these bring to light."""
    for _ in range(MOST_ROUNDS):
        found = select_codes(workspace.diagnostics, select, ignore)
        trees = [_fixed(tree, found) for tree in workspace.trees.values()]
        if all(tree.text == workspace.trees[tree.file].text for tree in trees):
            break
        workspace = _reopened(workspace, trees)
    return workspace


def difference(before: Workspace, after: Workspace, edits: Sequence[Edit] = ()) -> Difference:
    """What is new and what is gone; it is worse when an error is new.

    With the `edits` that lie between the two, no more is looked at than they can change.

    What the rules say of a series that could not be understood before is no new error.
    """
    focus = _focus_of(edits) if before.series and after.series else None
    found = _compared(before, after, focus)
    if focus and any(each.code in WAIVERS for each in (*found.new, *found.gone)):
        found = _compared(before, after)  # a waiver may hold for webinars not looked at
    revealed = before.series is None and after.series is not None
    return replace(found, worse=found.worse and not revealed)


def _focus_of(edits: Sequence[Edit]) -> Focus | None:
    """The webinars and keys in which edits are; None where they are elsewhere, too."""
    if not edits or any(len(edit.path) < 3 or edit.path[0] != "webinars" for edit in edits):
        return None
    touched = [path for edit in edits for path in edit.touches]
    webinars = frozenset(int(path[1]) for path in touched)
    return Focus(webinars, frozenset(str(path[2]) for path in touched))


def _compared(before: Workspace, after: Workspace, focus: Focus | None = None) -> Difference:
    had, has = _by_key(before, focus), _by_key(after, focus)
    new = _located(after, (pair for pair in has.items() if pair[0] not in had))
    gone = _located(before, (pair for pair in had.items() if pair[0] not in has))
    return Difference(new, gone, any(each.severity is Severity.ERROR for each in new))


def _by_key(workspace: Workspace, focus: Focus | None) -> dict[Key, list[Diagnostic]]:
    """The diagnostics by file and by what makes them the same in two states.

    A value in the message may differ, and so may the index of a webinar.
    """
    found = defaultdict[Key, list[Diagnostic]](list)
    for file, diagnostics in workspace.diagnosed(focus).items():
        for each in diagnostics:
            path = each.path
            if workspace.series and path[:1] == ("webinars",) and len(path) > 1:
                path = ("webinars", workspace.series.webinars[int(path[1])].id, *path[2:])
            found[file, each.code, path, each.severity].append(each)
    return found


def _located(
    workspace: Workspace, groups: Iterable[tuple[Key, list[Diagnostic]]]
) -> tuple[Diagnostic, ...]:
    """Diagnostics with their places, file by file."""
    by_file = defaultdict[str, list[Diagnostic]](list)
    for (file, *_), found in groups:
        by_file[file] += found
    return tuple(each for file in by_file for each in workspace.located(file, by_file[file]))


def _reopened(workspace: Workspace, trees: Iterable[Tree]) -> Workspace:
    known = {**workspace.trees, **{tree.file: tree for tree in trees}}
    return open_workspace(workspace.root, workspace.today, known, workspace.tracked)


def _fixed(tree: Tree, diagnostics: Iterable[Diagnostic]) -> Tree:
    """The tree with its fixes made: all at once, else those that can be made one by one."""
    fixes = _apart(each.fix for each in diagnostics if each.place and each.place.file == tree.file)
    model = _model_of(tree.file)
    try:
        return edited(tree, [edit for fix in fixes for edit in fix], model) if fixes else tree
    except SstcError:
        for fix in fixes:
            tree = _tried(tree, fix, model)
    return tree


def _model_of(file: str) -> type[Model]:
    if file == DATA.as_posix():
        return Series
    if file.startswith(f"{MAPPINGS.as_posix()}/"):
        return FormMapping
    return Release if file.startswith(f"{RELEASES.as_posix()}/") else Survey


def _tried(tree: Tree, fix: Sequence[Edit], model: type[Model]) -> Tree:
    """The tree with a fix made, or as it is where that has to be left to the user."""
    try:
        return edited(tree, fix, model)
    except SstcError:
        return tree


def _apart(fixes: Iterable[Sequence[Edit]]) -> list[Sequence[Edit]]:
    """The fixes that touch nothing that is in, or around, what one before them touches."""
    found: list[Sequence[Edit]] = []
    touched, around = set[Path](), set[Path]()
    for fix in fixes:
        touches = {path for edit in fix for path in edit.touches}
        above = {path[:length] for path in touches for length in range(1, len(path) + 1)}
        if fix and touched.isdisjoint(above) and around.isdisjoint(touches):
            found.append(fix)
            touched |= touches
            around |= above
    return found
