"""The errors of a model in a user's words, without those that only follow from others."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sstc_cli.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Path,
    RenameKey,
    Retype,
    SetValue,
    did_you_mean,
    meant,
    nearest,
)
from sstc_cli.model.base import Model
from sstc_cli.model.readers import Problem
from sstc_cli.source.causes.proposals import plain_value, proposal
from sstc_cli.source.causes.punctuation import (
    comma_list,
    comma_text,
    intended_key,
    listed,
    retyped_flow,
    retyped_map,
    separated_key,
    several,
    with_key,
)
from sstc_cli.source.causes.repair import described, plain
from sstc_cli.source.codes import SHAPE_CODES
from sstc_cli.source.paths import keys_at, model_at
from sstc_cli.source.spot import spot_of
from sstc_cli.source.tree import Lines, Sequence, Tree, node_at
from sstc_cli.source.tree import Mapping as MapNode


def missing_key(model: type[Model], path: Path) -> Diagnostic:
    hint = f"add `{path[-1]}:` ({_describe(model, path)})"
    return Diagnostic("E104", f"`{path[-1]}` is missing{_owner(path[:-1])}", path, hint)


def empty_key(tree: Tree, model: type[Model], path: Path) -> Diagnostic:
    hint = f"add a value for `{_name(path)}` ({_describe(model, path)})"
    owner = model_at(model, path[:-1])
    field = owner.fields.get(str(path[-1])) if owner else None
    if field is None or not field.is_required:
        hint += ", or delete the line"
    if _is_commented(tree, path):
        hint = "`#` begins a comment: put a value that starts with it in quotes"
    return Diagnostic("E104", f"`{_name(path)}` is empty", path, hint, at_key=True)


def unknown_key(tree: Tree, model: type[Model], path: Path, missing: Collection[str]) -> Diagnostic:
    key = str(path[-1])
    if found := key_in_flow(tree, model, path, "E103"):
        return found
    declared = keys_at(model, path[:-1])
    intended = intended_key(key)
    if intended != key and intended in declared:
        return _misspelt_key(tree, path, intended)
    message = f"unknown key `{key[:60]}`{_owner(path[:-1])}"
    hint = did_you_mean(key, declared)
    if target := replaced_key(key, declared, missing):
        hint = f"did you mean `{target}`?"
    holder = node_at(tree.root, path[:-1])
    correct = meant(str(path[-1]), declared)
    is_taken = isinstance(holder, Mapping) and correct in holder
    fix = (RenameKey(path, correct),) if correct and not is_taken else ()
    return Diagnostic("E103", message, path, hint, at_key=True, fix=fix)


def _misspelt_key(tree: Tree, path: Path, intended: str) -> Diagnostic:
    """Return the diagnostic of a key with look-alikes or quotes, or with its value in it."""
    key, holder = str(path[-1]), node_at(tree.root, path[:-1])
    separated = separated_key(tree, path)
    is_taken = isinstance(holder, Mapping) and intended in holder
    fix: Fix = () if is_taken else separated or _plain_key(tree, path, intended)
    hint = f"write `{separated.text if separated else intended}`"
    if plain(key) != key:
        message = f"{described(key)} is not allowed here"
        return Diagnostic("E114", message, path, f"{hint} instead", at_key=True, fix=fix)
    message = f"a space is missing after `{intended}:`" if separated else f"unknown key `{key}`"
    return Diagnostic("E103", message, path, hint, at_key=True, fix=fix)


def _plain_key(tree: Tree, path: Path, intended: str) -> Fix:
    """Return the fix of a key with look-alikes; a space before it in `{…}` stays one."""
    key, holder = str(path[-1]), node_at(tree.root, path[:-1])
    start = holder.spans[key][0] if isinstance(holder, MapNode) else 0
    is_apart = plain(key).startswith(" ") and tree.text.startswith(key, start)
    if start and is_apart and tree.text[start - 1] in ",{":
        return Retype(start, start + len(key), f" {intended}")
    return (RenameKey(path, intended),)


def replaced_key(key: str, declared: Collection[str], missing: Collection[str]) -> str | None:
    """Return the missing key that an unknown key was probably meant as, or None."""
    intended = intended_key(key)
    if len(missing) == 1 and meant(intended, declared) is None:
        return next(iter(missing))
    near = nearest(intended, declared)
    return near if near in missing else None


def key_in_flow(tree: Tree, model: type[Model], path: Path, code: str) -> Diagnostic | None:
    """Return the diagnostic of a key that only wrong punctuation inside `{…}` has made."""
    if flow := retyped_flow(tree, model, path[:-1]):
        key = str(path[-1])
        message, hint = "a space is missing after a `:`", f"write `{flow.text[:80]}`"
        if plain(key) != key:
            code, message = "E114", f"{described(key)} is not allowed here"
        return Diagnostic(code, message, path, hint, at_key=True, fix=flow)
    comma = comma_text(tree, path)
    made = comma_list(tree, model, path, comma) if comma else None
    if comma is None or made is None:
        return None
    message = f"the text of `{comma.key}` has a comma, so it needs quotes"
    hint = f"put the text in quotes: `{made[:60]}`"
    if made != comma.fix.text:
        message, hint = f"the list of `{comma.key}` needs brackets", f"write `{made[:60]}`"
    fix = replace(comma.fix, text=made)
    return Diagnostic(code, message, path, hint, at_key=True, fix=fix)


def _is_commented(tree: Tree, path: Path) -> bool:
    """Return whether a comment follows a key in its line, where a value is expected."""
    holder, key = node_at(tree.root, path[:-1]), path[-1]
    if not isinstance(holder, MapNode) or not isinstance(key, str):
        return False
    start = holder.spans[key][0]
    line = tree.text[start:].split("\n", 1)[0]
    return re.search(r":[ \t]+#", line) is not None


def _owner(path: Path) -> str:
    """Return the map of a key, for example ` in `webinars``, or nothing for the top of the file."""
    return f" in `{_name(path)}`" if path else ""


def _name(path: Path) -> str:
    """Return the last key of a path; an item has the name of its list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _describe(model: type[Model], path: Path) -> str:
    owner = model_at(model, path[:-1])
    field = owner.fields.get(str(path[-1])) if owner else None
    return field.description if field else "a value"


_KINDS: dict[str, tuple[str, str]] = {
    "map": ("a map of keys is expected here", "write `key: value` lines, indented"),
    "list": ("a list is expected here", "start each item with `- `"),
    "empty list": ("the list is empty", "add at least one item"),
}
_PRIVATE = {("email",), ("join",), ("join", "url"), ("join", "passcode")}  # ends of paths


def diagnosed(
    tree: Tree, model: type[Model], problem: Problem, missing: Collection[str]
) -> Diagnostic:
    """Return the diagnostic of a problem; `missing` are the keys that its map lacks.

    Words about a link to join or an address do not repeat it: logs of checks may be public.
    """
    found = _diagnosed(tree, model, problem, missing)
    ends = {problem.path[-1:], problem.path[-2:]}
    if ends.isdisjoint(_PRIVATE) or not isinstance(problem.value, str):
        return found
    message = found.message.partition(" after `")[0].replace(f"`{problem.value}`", "this value")
    hint = problem.hint or _KINDS.get(problem.kind, ("", "write it in plain characters"))[1]
    return found._replace(message=message, hint=hint)


def _diagnosed(
    tree: Tree, model: type[Model], problem: Problem, missing: Collection[str]
) -> Diagnostic:
    path, kind = problem.path, problem.kind
    if kind == "unknown":
        return unknown_key(tree, model, path, missing)
    if problem.value is None and path:
        return empty_key(tree, model, path)
    if kind == "missing":
        return missing_key(model, path)
    if problem.inside is not None:
        place = (*path, problem.inside)
        found = key_in_flow(tree, model, place, kind)
        return found or Diagnostic(kind, problem.message, place, problem.hint, at_key=True)
    return _in_plain(tree, model, problem) or _wrong_value(tree, model, problem)


def _wrong_value(tree: Tree, model: type[Model], problem: Problem) -> Diagnostic:
    kind, path, value, allowed = problem.kind, problem.path, problem.text, list(problem.allowed)
    if kind in SHAPE_CODES:
        return _refused(tree, model, problem)
    if kind == "choice":
        hint, fix = did_you_mean(value, allowed), _correction(tree, path, value, allowed)
        return Diagnostic("E110", f"`{value[:60]}` is not allowed here", path, hint, fix=fix)
    message, hint = _KINDS[kind]
    if kind == "list" and (made := listed(tree, model, path)):
        return Diagnostic("E105", message, path, f"write `{made.text}`", fix=made)
    if kind == "map" and (made := with_key(tree, model, path)):
        # an item such as `- ann` may be the value of another key that is not required
        wrapped: Fix = () if isinstance(path[-1], int) else made
        return Diagnostic("E105", message, path, f"write `{made.text}`", fix=wrapped)
    return Diagnostic("E105", message, path, hint)


def _in_plain(tree: Tree, model: type[Model], problem: Problem) -> Diagnostic | None:
    value, path = problem.value, problem.path
    if not isinstance(value, str) or plain(value) == value or problem.at_key:
        return None
    message = f"{described(value)} is not allowed here"
    if (made := plain_value(tree.root, model, path, value)) is not None:
        fix = (SetValue(path, made),)
        return Diagnostic("E114", message, path, f"write `{made}` instead", fix=fix)
    if retyped := listed(tree, model, path, plainly=True):
        hint = f"write `{retyped.text}` instead"
        return Diagnostic("E114", message, path, hint, fix=retyped)
    if problem.kind == "map" and (lines := retyped_map(tree, path)):
        hint = "write plain punctuation around the keys"
        return Diagnostic("E114", message, path, hint, fix=lines)
    return None


def _refused(tree: Tree, model: type[Model], problem: Problem) -> Diagnostic:
    """Return the diagnostic of a value that the model refused, or of a key inside it."""
    path, value, hint, at_key = problem.path, problem.value, problem.hint, problem.at_key
    allowed = list(problem.allowed)
    fix = _correction(tree, path, problem.text, allowed, problem.meant)
    near = (problem.meant or nearest(problem.text, allowed)) if allowed else None
    if isinstance(value, str) and not at_key and (made := several(tree, model, path, value)):
        hint, fix = f"write `{made}`", ()
    elif near:
        hint = f"did you mean `{near}`?"
    elif isinstance(value, str) and not (at_key or fix):
        found = proposal(tree.root, model, path, problem.kind, value)
        hint = found.hint if found else hint
        fix = (SetValue(path, found.value),) if found and found.certain else ()
    return Diagnostic(problem.kind, problem.message, path, hint, at_key, fix=fix)


def _correction(
    tree: Tree, path: Path, value: str, allowed: Collection[str], only: str | None = None
) -> tuple[Edit, ...]:
    """Return the fix of a value: the `only` one that it can mean, or one that it is a typo of."""
    correct = only or meant(value, allowed)
    holder = node_at(tree.root, path[:-1])
    is_there = isinstance(holder, Sequence) and correct in holder
    return (SetValue(path, correct),) if correct and not is_there else ()


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
    if not places:
        return []
    starts = Lines(tree.text, tree.file).starts
    return [starts[place.line - 1] + place.column - 1 for place in places]


def _is_in(tree: Tree, path: Path, positions: list[int]) -> bool:
    spot = spot_of(tree, path) if positions and path else None
    return spot is not None and any(spot.start <= at <= spot.end for at in positions)
