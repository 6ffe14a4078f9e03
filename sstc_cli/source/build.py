"""A tree as a model; what does not fit as diagnostics."""

import re
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
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
from sstc_cli.source.codes import SHAPE
from sstc_cli.source.fields import keys_at, model_at
from sstc_cli.source.tree import Node, Tree, node_at

M = TypeVar("M", bound=Model)

_KINDS: dict[str, tuple[str, str]] = {
    "model_type": ("a map of keys is expected here", "write `key: value` lines, indented"),
    "model_attributes_type": ("a map of keys is expected here", "write `key: value` lines"),
    "tuple_type": ("a list is expected here", "start each item with `- `"),
    "too_short": ("the list is empty", "at least one item is needed"),
}


def build(tree: Tree, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """The model of a tree, or None and every reason why there is none."""
    if tree.root is None:
        return None, []
    try:
        return model.model_validate(tree.root), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _diagnostic(tree.root, model, each) for each in details if not _follows(each, details)
        ]


def rebuild(model: M, before: Tree, after: Tree) -> tuple[M | None, list[Diagnostic]]:
    """The model of a tree that shares nodes with the one that `model` was built of.

    Items of a list that are shared are not validated again, for no model compares items.
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
    """A list's models, those of new nodes made anew; None where the whole has to be built."""
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
    """Whether a list only seems empty, because nothing in it is right."""
    path = error["loc"]
    inside = (each for each in errors if each is not error and each["loc"][: len(path)] == path)
    return error["type"] == "too_short" and any(inside)


def _diagnostic(root: Node, model: type[BaseModel], error: ErrorDetails) -> Diagnostic:
    at_key = "[key]" in error["loc"]
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    kind, context = error["type"], error.get("ctx", {})
    if error["input"] is None and path and kind != "extra_forbidden":
        hint = f"write it (what it is: {_describe(model, path)}), or delete the line"
        return Diagnostic("E104", f"`{_name(path)}` is empty", path, hint, at_key=True)
    if kind in SHAPE:
        return _refused(kind, error["msg"], path, context, at_key=at_key)
    if kind == "extra_forbidden":
        known = keys_at(model, path[:-1])
        message = f"there is no key `{str(path[-1])[:60]}`{_owner(path[:-1])}"
        hint = did_you_mean(str(path[-1]), known)
        fix = _renaming(node_at(root, path[:-1]), path, known)
        return Diagnostic("E103", message, path, hint, at_key=True, fix=fix)
    if kind == "missing":
        hint = f"add `{path[-1]}:` ({_describe(model, path)})"
        return Diagnostic("E104", f"`{path[-1]}` is missing{_owner(path[:-1])}", path, hint)
    if kind in ("enum", "literal_error"):
        known = re.findall(r"'([^']+)'", context["expected"])
        hint = f"write {' or '.join(f'`{each}`' for each in known)}"
        fix = _correction(path, str(error["input"]), known)
        return Diagnostic("E110", "this value cannot stand here", path, hint, fix=fix)
    message, hint = _KINDS.get(kind, (error["msg"].lower(), "compare it with docs/data.md"))
    return Diagnostic("E105", message, path, hint)


def _refused(
    code: str, message: str, path: Path, context: Mapping[str, Any], *, at_key: bool
) -> Diagnostic:
    """What a reader of the model has to say of a value, or of a key inside it."""
    hint = str(context["hint"])
    if "key" in context:
        return Diagnostic(code, message, (*path, context["key"]), hint, at_key=True)
    known = context.get("known", ())
    fix = _correction(path, context["value"], known, context.get("meant"))
    if code == "E106" and (zone := nearest(context["value"], known)):
        hint = f"did you mean `{zone}`?"
    return Diagnostic(code, message, path, hint, at_key, fix=fix)


def _correction(
    path: Path, value: str, known: Collection[str], only: str | None = None
) -> tuple[Edit, ...]:
    """The fix of a value that is a slip of another one, or `only` another way to write it."""
    found = only or meant(value, known)
    return (SetValue(path, found),) if found else ()


def _renaming(holder: Node, path: Path, known: Collection[str]) -> tuple[Edit, ...]:
    """The fix of a key that is a slip of another one, unless that one stands there, too."""
    found = meant(str(path[-1]), known)
    there = isinstance(holder, Mapping) and found in holder
    return (RenameKey(path, found),) if found and not there else ()


def _owner(path: Path) -> str:
    """` in webinars`; nothing for the top of the file."""
    return f" in `{_name(path)}`" if path else ""


def _name(path: Path) -> str:
    """The last key of a path: an item goes by its list's name."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _describe(model: type[BaseModel], path: Path) -> str:
    owner = model_at(model, path[:-1])
    field = owner.model_fields.get(str(path[-1])) if owner else None
    return (field.description if field else None) or "a value"
