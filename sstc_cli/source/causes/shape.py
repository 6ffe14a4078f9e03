"""The errors of a model, without those that only follow from others."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from sstc_cli.diagnostics import Diagnostic, Fix, Path, Retype
from sstc_cli.source.causes.punctuation import retyped_flow
from sstc_cli.source.causes.wrong_keys import replaced_key
from sstc_cli.source.causes.wrong_values import diagnosed
from sstc_cli.source.fields import keys_at
from sstc_cli.source.lines import Lines
from sstc_cli.source.spot import spot_of
from sstc_cli.source.tree import Tree


def diagnostics(
    tree: Tree, model: type[BaseModel], errors: list[ErrorDetails]
) -> Iterator[Diagnostic]:
    """Yield the diagnostics of errors, without those that only follow from others."""
    missing = defaultdict[Path, set[str]](set)
    for error in errors:
        if error["type"] == "missing":
            *above, key = error["loc"]
            missing[tuple(above)].add(str(key))
    replaced = set(_replaced(tree, model, errors, missing))
    reported = _positions(tree)
    retyped: set[Fix] = set()
    for error in errors:
        path = error["loc"]
        if path in replaced or _follows(error, errors) or _is_in(tree, path, reported):
            continue
        found = diagnosed(tree, model, error, missing[path[:-1]])
        if isinstance(found.fix, Retype) and found.fix in retyped:
            continue
        retyped.add(found.fix)
        yield found


def _replaced(
    tree: Tree, model: type[BaseModel], errors: list[ErrorDetails], missing: dict[Path, set[str]]
) -> Iterator[Path]:
    """Yield the paths of missing keys in whose place another key stands."""
    for error in errors:
        *above, key = error["loc"] or ("",)
        names = missing.get(tuple(above))
        if error["type"] == "extra_forbidden" and names and retyped_flow(tree, model, tuple(above)):
            yield from ((*above, name) for name in names)
        elif error["type"] == "extra_forbidden" and names:
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


def _follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Return whether a list only seems empty, because all of its items are wrong."""
    path = error["loc"]
    inside = (other for other in errors if other is not error and other["loc"][: len(path)] == path)
    return error["type"] == "too_short" and any(inside)
