"""A value that the model does not take, in a user's words, and what was meant."""

import re
from collections.abc import Collection

from sstc_cli.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Path,
    SetValue,
    did_you_mean,
    meant,
    nearest,
)
from sstc_cli.model.base import Model
from sstc_cli.model.readers import Problem
from sstc_cli.source.causes.lookalikes import described, plain
from sstc_cli.source.causes.proposals import plain_value, proposal
from sstc_cli.source.causes.punctuation import listed, retyped_map, several, with_key
from sstc_cli.source.causes.wrong_keys import (
    empty_key,
    key_in_flow,
    missing_key,
    unknown_key,
)
from sstc_cli.source.codes import SHAPE_CODES
from sstc_cli.source.tree import Sequence, Tree, node_at

_KINDS: dict[str, tuple[str, str]] = {
    "map": ("a map of keys is expected here", "write `key: value` lines, indented"),
    "list": ("a list is expected here", "start each item with `- `"),
    "empty list": ("the list is empty", "add at least one item"),
}
_PRIVATE = {("email",), ("join",), ("join", "url"), ("join", "passcode")}  # ends of paths
_OFFSET = re.compile(r"(?:UTC|GMT) ?[+-].*")


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
    """Return the diagnostic of a value that the model does not take."""
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
    """Return the diagnostic of a value that is right but for characters that look like others."""
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
    if isinstance(value, str) and _OFFSET.fullmatch(value):
        hint = "write the zone of a place, for example `Africa/Nairobi`, not an offset"
    elif isinstance(value, str) and not at_key and (made := several(tree, model, path, value)):
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
