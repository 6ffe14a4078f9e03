"""A tree as a model; what does not fit as diagnostics."""

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sstc_cli.diagnostics import Diagnostic, Path, did_you_mean, nearest
from sstc_cli.model import Model, known_zones
from sstc_cli.source.codes import SHAPE
from sstc_cli.source.collector import collector_paused
from sstc_cli.source.tree import Tree

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
        with collector_paused():
            return model.model_validate(tree.root), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_diagnostic(model, each) for each in details if not _follows(each, details)]


def _follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether a list only seems empty, because nothing in it is right."""
    path = error["loc"]
    inside = (each for each in errors if each is not error and each["loc"][: len(path)] == path)
    return error["type"] == "too_short" and any(inside)


def _diagnostic(model: type[BaseModel], error: ErrorDetails) -> Diagnostic:
    at_key = "[key]" in error["loc"]
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    kind, context = error["type"], error.get("ctx", {})
    if error["input"] is None and path and kind != "extra_forbidden":
        hint = f"write it (what it is: {_describe(model, path)}), or delete the line"
        return Diagnostic("E104", f"`{_name(path)}` is empty", path, hint, at_key=True)
    if kind in SHAPE:
        if "key" in context:
            path = (*path, context["key"])
        zone = nearest(context["value"], known_zones()) if kind == "E106" else None
        hint = f"did you mean `{zone}`?" if zone else context["hint"]
        return Diagnostic(kind, error["msg"], path, hint, at_key or "key" in context)
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        message = f"there is no key `{str(path[-1])[:60]}`{_owner(path[:-1])}"
        return Diagnostic("E103", message, path, did_you_mean(str(path[-1]), known), at_key=True)
    if kind == "missing":
        hint = f"add `{path[-1]}:` ({_describe(model, path)})"
        return Diagnostic("E104", f"`{path[-1]}` is missing{_owner(path[:-1])}", path, hint)
    if kind in ("enum", "literal_error"):
        known = re.findall(r"'([^']+)'", context["expected"])
        hint = f"write {' or '.join(f'`{each}`' for each in known)}"
        return Diagnostic("E110", "this value cannot stand here", path, hint)
    message, hint = _KINDS.get(kind, (error["msg"].lower(), "compare it with docs/data.md"))
    return Diagnostic("E105", message, path, hint)


def _owner(path: Path) -> str:
    """` in webinars`; nothing for the top of the file."""
    return f" in `{_name(path)}`" if path else ""


def _name(path: Path) -> str:
    """The last key of a path: an item goes by its list's name."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that are known at a path."""
    owner = _model_at(model, path)
    return list(owner.model_fields) if owner else []


def _describe(model: type[BaseModel], path: Path) -> str:
    owner = _model_at(model, path[:-1])
    field = owner.model_fields.get(str(path[-1])) if owner else None
    return (field.description if field else None) or "a value"


def _model_at(model: type[BaseModel] | None, path: Path) -> type[BaseModel] | None:
    for step in path:
        if isinstance(step, str) and model is not None:
            field = model.model_fields.get(step)
            model = _inner_model(field.annotation) if field else None
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside `tuple[Webinar, ...] | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inner_model, get_args(annotation))), None)
