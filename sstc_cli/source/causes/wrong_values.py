"""A value that the model does not take, in a user's words, and what was meant."""

import re
from collections.abc import Collection

from pydantic import BaseModel
from pydantic_core import ErrorDetails

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
    "model_type": ("a map of keys is expected here", "write `key: value` lines, indented"),
    "model_attributes_type": ("a map of keys is expected here", "write `key: value` lines"),
    "tuple_type": ("a list is expected here", "start each item with `- `"),
    "too_short": ("the list is empty", "add at least one item"),
}
_OFFSET = re.compile(r"(?:UTC|GMT) ?[+-].*")


def diagnosed(
    tree: Tree, model: type[BaseModel], error: ErrorDetails, missing: Collection[str]
) -> Diagnostic:
    """Return the diagnostic of a model's error; `missing` are the keys that its map lacks."""
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return unknown_key(tree, model, path, missing)
    if error["input"] is None and path:
        return empty_key(tree, model, path)
    if kind == "missing":
        return missing_key(model, path)
    if kind in SHAPE_CODES and "key" in context:
        place = (*path, context["key"])
        found = key_in_flow(tree, model, place, kind)
        return found or Diagnostic(kind, error["msg"], place, context["hint"], at_key=True)
    return _in_plain(tree, model, error, path) or _wrong_value(tree, model, error, path)


def _wrong_value(tree: Tree, model: type[BaseModel], error: ErrorDetails, path: Path) -> Diagnostic:
    """Return the diagnostic of a value that the model does not take."""
    kind, value = error["type"], str(error["input"])
    if kind in SHAPE_CODES:
        return _refused(tree, model, error, path)
    if kind in ("enum", "literal_error"):
        allowed = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        hint, fix = did_you_mean(value, allowed), _correction(tree, path, value, allowed)
        return Diagnostic("E110", f"`{value[:60]}` is not allowed here", path, hint, fix=fix)
    message, hint = _KINDS.get(kind, (error["msg"].lower(), "run `sstc explain E105`"))
    if kind == "tuple_type" and (made := listed(tree, model, path)):
        return Diagnostic("E105", message, path, f"write `{made.text}`", fix=made)
    if kind == "model_type" and (made := with_key(tree, model, path)):
        # an item such as `- ann` may be the value of another key that is not required
        wrapped: Fix = () if isinstance(path[-1], int) else made
        return Diagnostic("E105", message, path, f"write `{made.text}`", fix=wrapped)
    return Diagnostic("E105", message, path, hint)


def _in_plain(
    tree: Tree, model: type[BaseModel], error: ErrorDetails, path: Path
) -> Diagnostic | None:
    """Return the diagnostic of a value that is right but for characters that look like others."""
    value = error["input"]
    if not isinstance(value, str) or plain(value) == value or "[key]" in error["loc"]:
        return None
    message = f"{described(value)} is not allowed here"
    if (made := plain_value(tree.root, model, path, value)) is not None:
        fix = (SetValue(path, made),)
        return Diagnostic("E114", message, path, f"write `{made}` instead", fix=fix)
    if retyped := listed(tree, model, path, plainly=True):
        hint = f"write `{retyped.text}` instead"
        return Diagnostic("E114", message, path, hint, fix=retyped)
    if error["type"].startswith("model_") and (lines := retyped_map(tree, path)):
        hint = "write plain punctuation around the keys"
        return Diagnostic("E114", message, path, hint, fix=lines)
    return None


def _refused(tree: Tree, model: type[BaseModel], error: ErrorDetails, path: Path) -> Diagnostic:
    """Return the diagnostic of a value that the model refused, or of a key inside it."""
    code, context, value = error["type"], error["ctx"], error["input"]
    hint, allowed, at_key = (
        str(context["hint"]),
        context.get("allowed", ()),
        "[key]" in error["loc"],
    )
    only = context.get("meant")
    fix = _correction(tree, path, context["value"], allowed, only)
    near = (only or nearest(context["value"], allowed)) if allowed else None
    if isinstance(value, str) and _OFFSET.fullmatch(value):
        hint = "write the zone of a place, for example `Africa/Nairobi`, not an offset"
    elif isinstance(value, str) and not at_key and (made := several(tree, model, path, value)):
        hint, fix = f"write `{made}`", ()
    elif near:
        hint = f"did you mean `{near}`?"
    elif isinstance(value, str) and not (at_key or fix):
        found = proposal(tree.root, model, path, code, value)
        hint = found.hint if found else hint
        fix = (SetValue(path, found.value),) if found and found.certain else ()
    return Diagnostic(code, error["msg"], path, hint, at_key, fix=fix)


def _correction(
    tree: Tree, path: Path, value: str, allowed: Collection[str], only: str | None = None
) -> tuple[Edit, ...]:
    """Return the fix of a value: the `only` one that it can mean, or one that it is a typo of."""
    correct = only or meant(value, allowed)
    holder = node_at(tree.root, path[:-1])
    is_there = isinstance(holder, Sequence) and correct in holder
    return (SetValue(path, correct),) if correct and not is_there else ()
