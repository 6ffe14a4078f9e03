"""A tree as a model, with diagnostics for everything that does not fit."""

import re
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sstc_cli.diagnostics import (
    Diagnostic,
    Edit,
    Path,
    RenameKey,
    SetValue,
    did_you_mean,
    meant,
    nearest,
)
from sstc_cli.model import Model
from sstc_cli.source.codes import SHAPE_CODES
from sstc_cli.source.fields import keys_at, model_at
from sstc_cli.source.tree import Mapping as MapNode
from sstc_cli.source.tree import Node, Tree, node_at

M = TypeVar("M", bound=Model)

_KINDS: dict[str, tuple[str, str]] = {
    "model_type": ("a map of keys is expected here", "write `key: value` lines, indented"),
    "model_attributes_type": ("a map of keys is expected here", "write `key: value` lines"),
    "tuple_type": ("a list is expected here", "start each item with `- `"),
    "too_short": ("the list is empty", "add at least one item"),
}


def build(tree: Tree, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Return the model of a tree, or None and a diagnostic for each reason."""
    if tree.root is None:
        return None, []
    try:
        return model.model_validate(tree.root), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _diagnostic(tree, model, detail) for detail in details if not _follows(detail, details)
        ]


def rebuild(model: M, before: Tree, after: Tree) -> tuple[M | None, list[Diagnostic]]:
    """Return the model of a tree that shares nodes with the one that `model` was built of.

    Shared items of a list are not validated again, because no model compares items.
    """
    old, new = before.root, after.root
    if not isinstance(old, dict) or not isinstance(new, dict) or old.keys() != new.keys():
        return build(after, type(model))
    kind: type[M] = type(model)
    values = {name: getattr(model, name) for name in kind.model_fields}
    for name in (name for name in new if new[name] is not old[name]):
        items = _revalidated(values[name], old[name], new[name])
        if items is None:
            return build(after, kind)
        values[name] = items
    rebuilt: M = kind.model_construct(model.model_fields_set, **values)  # type: ignore[assignment]
    return rebuilt, []


def _revalidated(items: Any, old: Node, new: Node) -> tuple[Model, ...] | None:
    """Return a list's models with new ones for new nodes, or None if everything must be built."""
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return None
    if not all(isinstance(item, Model) for item in items):
        return None
    try:
        return tuple(
            item if was is now else type(item).model_validate(now)
            for item, was, now in zip(items, old, new, strict=True)
        )
    except ValidationError:
        return None


def _follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Return whether a list only seems empty, because all of its items are wrong."""
    path = error["loc"]
    inside = (other for other in errors if other is not error and other["loc"][: len(path)] == path)
    return error["type"] == "too_short" and any(inside)


def _diagnostic(tree: Tree, model: type[BaseModel], error: ErrorDetails) -> Diagnostic:
    at_key = "[key]" in error["loc"]
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    kind, context = error["type"], error.get("ctx", {})
    if error["input"] is None and path and kind != "extra_forbidden":
        hint = f"add a value for `{_name(path)}` ({_describe(model, path)})"
        hint += "" if _is_required(model, path) else ", or delete the line"
        if _is_commented(tree, path):
            hint = "`#` begins a comment: put a value that starts with it in quotes"
        return Diagnostic("E104", f"`{_name(path)}` is empty", path, hint, at_key=True)
    if kind in SHAPE_CODES:
        return _refused(kind, error["msg"], path, context, at_key=at_key)
    if kind == "extra_forbidden":
        declared = keys_at(model, path[:-1])
        message = f"unknown key `{str(path[-1])[:60]}`{_owner(path[:-1])}"
        hint = did_you_mean(str(path[-1]), declared)
        fix = _renaming(node_at(tree.root, path[:-1]), path, declared)
        return Diagnostic("E103", message, path, hint, at_key=True, fix=fix)
    if kind == "missing":
        hint = f"add `{path[-1]}:` ({_describe(model, path)})"
        return Diagnostic("E104", f"`{path[-1]}` is missing{_owner(path[:-1])}", path, hint)
    if kind in ("enum", "literal_error"):
        allowed = re.findall(r"'([^']+)'", context["expected"])
        value = str(error["input"])
        hint = did_you_mean(value, allowed)
        fix = _correction(path, value, allowed)
        return Diagnostic("E110", f"`{value[:60]}` is not allowed here", path, hint, fix=fix)
    message, hint = _KINDS.get(kind, (error["msg"].lower(), "run `sstc explain E105`"))
    return Diagnostic("E105", message, path, hint)


def _is_commented(tree: Tree, path: Path) -> bool:
    """Return whether a comment follows a key in its line, where a value is expected."""
    holder, key = node_at(tree.root, path[:-1]), path[-1]
    if tree.stale or not isinstance(holder, MapNode) or not isinstance(key, str):
        return False
    start = holder.spans[key][0]
    line = tree.text[start:].split("\n", 1)[0]
    return re.search(r":[ \t]+#", line) is not None


def _refused(
    code: str, message: str, path: Path, context: Mapping[str, Any], *, at_key: bool
) -> Diagnostic:
    """Return the diagnostic of a value that the model refused, or of a key inside it."""
    hint = str(context["hint"])
    if "key" in context:
        return Diagnostic(code, message, (*path, context["key"]), hint, at_key=True)
    allowed = context.get("allowed", ())
    fix = _correction(path, context["value"], allowed, context.get("meant"))
    if allowed and (near := nearest(context["value"], allowed)):
        hint = f"did you mean `{near}`?"
    return Diagnostic(code, message, path, hint, at_key, fix=fix)


def _correction(
    path: Path, value: str, allowed: Collection[str], only: str | None = None
) -> tuple[Edit, ...]:
    """Return the fix of a value: the `only` one that it can mean, or one that it is a typo of."""
    correct = only or meant(value, allowed)
    return (SetValue(path, correct),) if correct else ()


def _renaming(holder: Node, path: Path, declared: Collection[str]) -> tuple[Edit, ...]:
    """Return the fix of a key that is a typo of another one, unless the map also has that one."""
    correct = meant(str(path[-1]), declared)
    is_taken = isinstance(holder, Mapping) and correct in holder
    return (RenameKey(path, correct),) if correct and not is_taken else ()


def _owner(path: Path) -> str:
    """Return the map of a key, for example ` in `webinars``, or nothing for the top of the file."""
    return f" in `{_name(path)}`" if path else ""


def _name(path: Path) -> str:
    """Return the last key of a path; an item has the name of its list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _describe(model: type[BaseModel], path: Path) -> str:
    field = _field(model, path)
    return (field.description if field else None) or "a value"


def _is_required(model: type[BaseModel], path: Path) -> bool:
    field = _field(model, path)
    return field is not None and field.is_required()


def _field(model: type[BaseModel], path: Path) -> FieldInfo | None:
    owner = model_at(model, path[:-1])
    return owner.model_fields.get(str(path[-1])) if owner else None
