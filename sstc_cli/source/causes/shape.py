"""The errors of a model, without those that only follow from others."""

from collections import defaultdict
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Fix, Path, Retype
from sstc_cli.model.base import Model
from sstc_cli.model.readers import Problem
from sstc_cli.source.causes.punctuation import retyped_flow
from sstc_cli.source.causes.wrong_keys import replaced_key
from sstc_cli.source.causes.wrong_values import diagnosed
from sstc_cli.source.fields import keys_at
from sstc_cli.source.lines import Lines
from sstc_cli.source.spot import spot_of
from sstc_cli.source.tree import Tree


def diagnostics(tree: Tree, model: type[Model], problems: list[Problem]) -> Iterator[Diagnostic]:
    """Yield the diagnostics of problems, without those that only follow from others."""
    missing = defaultdict[Path, set[str]](set)
    for problem in problems:
        if problem.kind == "missing":
            *above, key = problem.path
            missing[tuple(above)].add(str(key))
    replaced = set(_replaced(tree, model, problems, missing))
    reported = _positions(tree)
    retyped: set[Fix] = set()
    for problem in problems:
        path = problem.path
        if path in replaced or _is_in(tree, path, reported):
            continue
        found = diagnosed(tree, model, problem, missing[path[:-1]])
        if isinstance(found.fix, Retype) and found.fix in retyped:
            continue
        retyped.add(found.fix)
        yield found


def _replaced(
    tree: Tree, model: type[Model], problems: list[Problem], missing: dict[Path, set[str]]
) -> Iterator[Path]:
    """Yield the paths of missing keys in whose place another key stands."""
    for problem in problems:
        *above, key = problem.path or ("",)
        names = missing.get(tuple(above))
        if problem.kind == "unknown" and names and retyped_flow(tree, model, tuple(above)):
            yield from ((*above, name) for name in names)
        elif problem.kind == "unknown" and names:
            target = replaced_key(str(key), keys_at(model, tuple(above)), names)
            if target is not None:
                yield (*above, target)


def _positions(tree: Tree) -> list[int]:
    """Return the positions of what was already reported when the tree was read."""
    places = [diagnostic.place for diagnostic in tree.diagnostics if diagnostic.place]
    if tree.stale or not places:
        return []
    starts = Lines(tree.text, tree.file).starts
    return [starts[place.line - 1] + place.column - 1 for place in places]


def _is_in(tree: Tree, path: Path, positions: list[int]) -> bool:
    """Return whether one of the positions is inside the value at a path."""
    spot = spot_of(tree, path) if positions and path else None
    return spot is not None and any(spot.start <= at <= spot.end for at in positions)
